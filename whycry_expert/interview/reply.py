"""Understands what a person types at a question: an answer, several answers, or a command."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from whycry_expert.errors import Complaints, Place, unknown_name
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.situation.answers import NONE_OF_THEM, UNSURE, read_answer
from whycry_expert.situation.model import Given
from whycry_expert.source import Scalar

_PLACE = Place("your answer")
_NUMBERED = re.compile(r"(?:(?P<word>[a-z ]+?)\s*)?(?P<number>\d{1,3})")
_SEPARATORS = re.compile(r"[,\s]+(?=(?:[a-z ]+\s)?\d)|,")


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
    reply = _answer(fact, typed)
    return _with_the_rest_denied(reply, fact) if isinstance(reply, Answered) else reply


def _volunteered(name: str, answer: str, facts: Mapping[str, Fact]) -> Reply:
    if name not in facts:
        return Misunderstood(unknown_name("fact", name, facts))
    return _answer(facts[name], answer)


def _answer(fact: Fact, typed: str) -> Reply:
    if not typed:
        return Misunderstood(f"{_expected(fact)}; u if you are unsure")
    if typed.lower() in ("u", UNSURE):
        return Answered(((fact.name, None),))
    complaints = _Messages()
    written = _READERS[fact.kind](fact, typed.lower())
    given = read_answer(fact, Scalar(written, _PLACE), complaints)
    if complaints or given is None:
        return Misunderstood(complaints.first or _expected(fact))
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
    words = {**CERTAINTY_WORDS, UNSURE: Fraction(0)}
    if typed in words:
        return typed
    initials = [word for word in words if " " in word and typed == "".join(part[0] for part in word.split())]
    begun = sorted((word for word in words if word.startswith(typed)), key=len)
    found = initials or begun
    # "probably" begins "probably not": the shorter is meant unless more is typed
    return found[0] if found and all(word.startswith(found[0]) for word in found) else None


def _options_by_number(fact: Fact, typed: str) -> str:
    if typed in (NONE_OF_THEM, "0"):
        return NONE_OF_THEM
    return ",".join(_one_option(fact, part.strip()) for part in _SEPARATORS.split(typed) if part.strip())


def _one_option(fact: Fact, typed: str) -> str:
    match = _NUMBERED.fullmatch(typed)
    if match and 1 <= int(match["number"]) <= len(fact.options):
        option = fact.option_names[int(match["number"]) - 1]
        adverb = certainty_word(match["word"].strip()) if match["word"] else ""
        return f"{adverb or match['word'] or ''} {option}".strip()
    begun = [name for name in fact.option_names if len(typed) > 1 and name.startswith(typed.replace(" ", "-"))]
    return begun[0] if len(begun) == 1 else typed


def _as_typed(_: Fact, typed: str) -> str:
    return typed


_READERS = {
    Kind.YES_NO: _yes_no_word,
    Kind.CHOICE: _options_by_number,
    Kind.CHOICES: _options_by_number,
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
