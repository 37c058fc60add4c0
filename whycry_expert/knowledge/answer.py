"""Answers to facts. A fact without an answer is not answered, and that is never evidence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.knowledge.certainty import ONE

CERTAINTY_WORDS: Final = {
    "yes": ONE,
    "probably": Fraction(7, 10),
    "maybe": Fraction(2, 5),
    "maybe not": Fraction(-2, 5),
    "probably not": Fraction(-7, 10),
    "no": -ONE,
}
"""The words for a yes-no answer with their signed certainty; `unsure` is no answer at all."""
WORDS_OF_CERTAINTY: Final = {signed: word for word, signed in CERTAINTY_WORDS.items()}


def nearest_word(signed: Fraction, words: Iterable[str] = CERTAINTY_WORDS) -> str:
    """Give the one of some words for a certainty that comes nearest to it, the first of two as near."""
    return min(words, key=lambda word: abs(CERTAINTY_WORDS[word] - signed))


class Answer(Struct, frozen=True, cache_hash=True):
    """What was answered to one fact, whatever its kind.

    `options` are the options that it names, in the order of their names, each with its signed certainty: in [-1, 1]
    without 0, above 0 that it is so, below 0 that it is not. A yes-no fact and a number have one without a name. A
    choice names the one that holds, and `rest_denied`: all others are denied as surely. In a choices fact what is not
    named is not answered. `number` is in the unit of its fact; None where the fact is no number.
    """

    options: tuple[tuple[str, Fraction], ...]
    rest_denied: bool = False
    number: Fraction | None = None

    @classmethod
    def yes_no(cls, signed: Fraction) -> "Answer":
        """Answer a yes-no fact with a certainty in [-1, 1] without 0."""
        return cls((("", signed),))

    @classmethod
    def choice(cls, option: str, certainty: Fraction = ONE) -> "Answer":
        """Answer a choice fact with one option, as sure as a certainty in (0, 1]."""
        return cls(((option, certainty),), rest_denied=True)

    @classmethod
    def choices(cls, options: Mapping[str, Fraction]) -> "Answer":
        """Answer some options, one at least, of a choices fact, in whatever order."""
        return cls(tuple(sorted(options.items())))

    @classmethod
    def of_number(cls, number: Fraction, certainty: Fraction = ONE) -> "Answer":
        """Answer a number fact, as sure as a certainty in (0, 1]."""
        return cls((("", certainty),), number=number)

    @property
    def certainty(self) -> Fraction:
        """The signed certainty of what it says first; that is all it says, unless its fact is a choices fact."""
        return self.options[0][1]

    @property
    def is_full(self) -> bool:
        """Whether it says everything for certain."""
        return all(abs(signed) == ONE for _, signed in self.options)

    def at(self, option: str = "") -> Fraction | None:
        """Give the signed certainty of an option, or None where it is not answered."""
        for name, signed in self.options:
            if name == option:
                return signed
        return -self.certainty if self.rest_denied else None

    def parts(self) -> Iterator[tuple[str, "Answer"]]:
        """Take it apart into what can be answered by itself, each named as a slot has it."""
        if len(self.options) == 1:
            yield ("" if self.rest_denied else self.options[0][0]), self
        else:
            yield from ((option, Answer(((option, signed),))) for option, signed in self.options)

    def over(self, earlier: "Answer | None") -> "Answer":
        """Put it over an earlier answer to the same fact, of which those options stay that it says nothing of."""
        if earlier is None or self.rest_denied:
            return self
        return replace(self, options=tuple(sorted({**dict(earlier.options), **dict(self.options)}.items())))

    def where(self, kept: Callable[[str, Fraction], bool]) -> "Answer | None":
        """Give what it says of some options, `kept` by name and signed certainty; None where that is nothing."""
        options = tuple(pair for pair in self.options if kept(*pair))
        return replace(self, options=options) if options else None

    def without(self, option: str) -> "Answer | None":
        """Give what it says besides one option; None where that is nothing."""
        return self.where(lambda name, _: name != option)

    def weighed(self, certainty: Fraction) -> "Answer":
        """Give it with everything as much less sure as a certainty in (0, 1] says."""
        return replace(self, options=tuple((option, signed * certainty) for option, signed in self.options))


Answers: TypeAlias = Mapping[str, Answer]
"""The answers to facts, by the name of the fact."""
Slot: TypeAlias = tuple[str, str]
"""What can be answered by itself: a fact and, where it is a choices fact, one of its options, else an empty text."""
SlotChange: TypeAlias = tuple[Slot, Answer | None]
"""What becomes of a slot; None takes an answer back."""
Changes: TypeAlias = Mapping[Slot, Answer | None]
"""What becomes of some slots."""


def slots_in(answers: Answers) -> dict[Slot, Answer]:
    """Take answers apart into what answers each slot."""
    return {(fact, option): part for fact, answer in answers.items() for option, part in answer.parts()}


def changed_by(changes: Iterable[SlotChange], answers: Answers) -> dict[str, Answer]:
    """Put changes over answers, one after the other; the facts that they answer come last."""
    changed = dict(answers)
    for (fact, option), answer in changes:
        earlier = changed.pop(fact, None)
        left = earlier.without(option) if earlier is not None and option else None
        now = answer.over(earlier) if answer is not None else left
        if now is not None:
            changed[fact] = now
    return changed
