"""Answers to facts. A fact without an answer object is not answered, and that is never evidence."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from msgspec import Struct

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


class YesNo(Struct, frozen=True):
    """`signed` is the certainty in [-1, 1] without 0: above 0 yes, below 0 no."""

    signed: Fraction


class Choice(Struct, frozen=True):
    """One option of a choice fact, with a certainty in (0, 1]."""

    option: str
    certainty: Fraction = ONE


class Choices(Struct, frozen=True):
    """The answered options of a choices fact, each with a signed certainty; the others are not answered."""

    options: tuple[tuple[str, Fraction], ...]

    @classmethod
    def of(cls, options: Mapping[str, Fraction]) -> "Choices":
        """Build the answer from a mapping of option to signed certainty; the order does not matter."""
        return cls(tuple(sorted(options.items())))

    def signed(self, option: str) -> Fraction | None:
        """Give the signed certainty of an option, or None where it is not answered."""
        return dict(self.options).get(option)


class Number(Struct, frozen=True):
    """A number in the unit of its fact, with a certainty in (0, 1]."""

    value: Fraction
    certainty: Fraction = ONE


Answer: TypeAlias = YesNo | Choice | Choices | Number
Answers: TypeAlias = Mapping[str, Answer]
"""The answers to facts, by the name of the fact."""
