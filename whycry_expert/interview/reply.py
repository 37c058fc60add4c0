"""Understands what a person types at a question: an answer, several answers, or a command."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from whycry_expert.errors import Complaints, Place, unknown_name
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.printable import quoted
from whycry_expert.situation.answers import NONE_OF_THEM, UNSURE, read_answer
from whycry_expert.situation.model import Given
from whycry_expert.source import Scalar

_PLACE = Place("your answer")
_LETTERS_THEN_NUMBER = re.compile(r"\b([a-z]+)(\d+)\b")
_WORDS_OF_CERTAINTY = frozenset(part for word in CERTAINTY_WORDS for part in word.split())


class Command(Enum):
    """What can be typed instead of an answer."""

    WHY = "?"
    HELP = "h"
    BACK = "b"
    CHANGE = "c"
    SAVE = "s"
    SO_FAR = "w"
    QUIT = "q"


COMMAND_WORDS = {
    "?": Command.WHY,
    "why": Command.WHY,
    "h": Command.HELP,
    "help": Command.HELP,
    "b": Command.BACK,
    "back": Command.BACK,
    "c": Command.CHANGE,
    "change": Command.CHANGE,
    "s": Command.SAVE,
    "save": Command.SAVE,
    "w": Command.SO_FAR,
    "q": Command.QUIT,
    "quit": Command.QUIT,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers to facts, asked or volunteered, in the order typed; None is unsure."""

    answers: tuple[tuple[str, Given | None], ...]


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """What was typed could not be understood; `message` says what was expected."""

    message: str


Reply: TypeAlias = Answered | Command | Misunderstood


def read_reply(text: str, fact: Fact, facts: Mapping[str, Fact]) -> Reply:
    """Read one reply to the question about `fact`; `fact=answer` answers any other fact of `facts`.

    Of the question that was asked all options were shown, so whoever chose some has answered the others with no.
    Who only denies some, or volunteers an answer, has said nothing about the others.
    """
    typed = " ".join(text.split())
    if typed.lower() in COMMAND_WORDS:
        return COMMAND_WORDS[typed.lower()]
    if "=" in typed:
        name, _, answer = typed.partition("=")
        return _volunteered(name.strip().lower(), answer.strip(), facts)
    reply = _answer(fact, typed, shown=True)
    return _with_the_rest_denied(reply, fact) if isinstance(reply, Answered) else reply


def _volunteered(name: str, answer: str, facts: Mapping[str, Fact]) -> Reply:
    if name not in facts:
        return Misunderstood(unknown_name("fact", name, facts))
    return _answer(facts[name], answer, shown=False)


def _answer(fact: Fact, typed: str, *, shown: bool) -> Reply:
    if not typed:
        return Misunderstood(f"{_expected(fact)}; u if you are unsure")
    if UNSURE.startswith(typed.lower()):
        return Answered(((fact.name, None),))
    complaints, not_understood = _Messages(), f"{quoted(typed)} is not among the answers"
    written = _READERS[fact.kind](fact, typed.lower())
    if fact.kind is Kind.CHOICE and ("," in written or written == NONE_OF_THEM):
        return Misunderstood(f"{not_understood}; {_expected(fact)}")
    given = read_answer(fact, Scalar(written, _PLACE), complaints)
    if complaints or given is None:
        # where the options stand on the screen, all their names once more would be a wall of words
        few = shown and fact.options and "did you mean" not in complaints.first
        told = not_understood if few or not complaints.first else complaints.first
        return Misunderstood(f"{told}; {_expected(fact)}")
    return Answered(((fact.name, given),))


def _with_the_rest_denied(reply: Answered, fact: Fact) -> Answered:
    ((name, given),) = reply.answers
    if given is None or not isinstance(given.answer, Choices) or all(signed < 0 for _, signed in given.answer.options):
        return reply
    shown = dict.fromkeys(fact.option_names, -ONE) | dict(given.answer.options)
    return Answered(((name, Given(Choices.of(shown), given.place, given.note)),))


class _Messages(Complaints):
    def __init__(self) -> None:
        super().__init__()
        self.first = ""

    def add(self, place: Place, message: str) -> None:
        super().add(place, message)
        self.first = self.first or message


def _yes_no_word(_: Fact, typed: str) -> str:
    return certainty_word(typed) or typed


def certainty_word(typed: str) -> str | None:
    """Give the yes-no word that some letters begin, or whose words' initials they are; None if there is none."""
    if typed in CERTAINTY_WORDS:
        return typed
    initials = [word for word in CERTAINTY_WORDS if " " in word and typed == "".join(part[0] for part in word.split())]
    begun = sorted((word for word in CERTAINTY_WORDS if word.startswith(typed)), key=len)
    found = initials or begun
    # "probably" begins "probably not": the shorter is meant unless more is typed
    return found[0] if found and all(word.startswith(found[0]) for word in found) else None


def _options(fact: Fact, typed: str) -> str:
    """Write options that were typed as numbers or names, each after the word for how sure it is, as a file has them."""
    if typed in (NONE_OF_THEM, "0"):
        return NONE_OF_THEM
    written: list[str] = []
    words: list[str] = []
    for token in _LETTERS_THEN_NUMBER.sub(r"\1 \2", typed.replace(",", " ")).split():
        option = _option(fact, token)
        if option is None:
            words.append(token)
        else:
            written.append(" ".join([*_how_sure(words), option]))
            words = []
    return ",".join([*written, *([" ".join(words)] if words else [])])


def _how_sure(words: list[str]) -> list[str]:
    typed = " ".join(words)
    return [certainty_word(typed) or typed] if typed else []


def _option(fact: Fact, token: str) -> str | None:
    """Give the option that a number or the beginning of a name stands for, or None where it is neither."""
    if token in fact.option_names:
        return token
    if token.isdecimal():
        number = int(token)
        return fact.option_names[number - 1] if 1 <= number <= len(fact.options) else token
    if token in _WORDS_OF_CERTAINTY or certainty_word(token) is not None:
        return None
    begun = [name for name in fact.option_names if len(token) > 1 and name.startswith(token)]
    return begun[0] if len(begun) == 1 else None


def _as_typed(_: Fact, typed: str) -> str:
    return typed


_READERS = {
    Kind.YES_NO: _yes_no_word,
    Kind.CHOICE: _options,
    Kind.CHOICES: _options,
    Kind.NUMBER: _as_typed,
}


def _expected(fact: Fact) -> str:
    if fact.kind is Kind.YES_NO:
        return f"please answer with one of {', '.join(CERTAINTY_WORDS)}, or the first letters"
    if fact.kind is Kind.CHOICE:
        return f"please answer with one number from 1 to {len(fact.options)}"
    if fact.kind is Kind.CHOICES:
        return f"please answer with numbers from 1 to {len(fact.options)}, such as 1 3, or none"
    return f"please answer with a number of {fact.unit}"
