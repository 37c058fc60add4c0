"""Understands what a person types at a question: an answer to it, or to another question by its name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from whycry_expert.enumeration import all_of, one_of
from whycry_expert.errors import Complaints, Place, unknown_name
from whycry_expert.interview.certainty_words import certainty_word
from whycry_expert.interview.typed_options import NotUnderstood, TypedOptions, read_options
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind, facts_with_option
from whycry_expert.printable import quoted
from whycry_expert.situation.answers import UNSURE, answer_words, read_answer
from whycry_expert.situation.model import Given
from whycry_expert.source import ScalarNode

_PLACE = Place("your answer")
_NOT_KNOWN = frozenset({"not sure", "don't know", "dont know", "i don't know", "no idea"})
_DIGITS_AND_WORD = re.compile(r"([0-9][^a-z]*)(?:\s*(?P<unit>[a-z]+))?\s+(?P<word>[a-z]+)")
_DECIMAL_COMMA = re.compile(r"\b([0-9]+),([0-9]{1,2})\b")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a fact, asked or volunteered; None is unsure.

    `heard` says how it was understood, where words stood among several options; it is empty elsewhere.
    """

    fact: str
    given: Given | None
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """What was typed could not be understood; `message` says what was expected."""

    message: str


Reply: TypeAlias = Answered | Misunderstood


def read_reply(text: str, fact: Fact, facts: Mapping[str, Fact]) -> Reply:
    """Read one reply to the question about `fact`; `fact=answer` answers any other fact of `facts`.

    An option that is not named is not answered, although it was shown, unless `only` or `none` says that it is not so.
    """
    typed = " ".join(_ascii_digits(text).split())
    if "=" in typed:
        name, _, answer = typed.partition("=")
        return _volunteered(name.strip().lower(), answer.strip(), facts)
    return _answer(fact, typed, shown=True)


def _ascii_digits(text: str) -> str:
    """Write the decimal digits of every script as 0 to 9; superscripts and the like are no such digits."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _volunteered(name: str, answer: str, facts: Mapping[str, Fact]) -> Reply:
    owners = facts_with_option(name, facts)
    if name not in facts and owners:
        ways = one_of(f"{owner}={name}" for owner in owners)
        return Misunderstood(f"{name} is an answer to {all_of(owners)}: please type {ways}")
    if name not in facts:
        return Misunderstood(unknown_name("fact", name, facts))
    return _answer(facts[name], answer, shown=False)


def _answer(fact: Fact, typed: str, *, shown: bool) -> Reply:
    lower = typed.lower()
    if not typed:
        return Misunderstood(f"{expected_of(fact)}; u if you are unsure")
    if UNSURE.startswith(lower) or lower in _NOT_KNOWN:
        return Answered(fact.name, None)
    if len(typed) > _LONGEST:
        return Misunderstood(f"{quoted(typed)} is too long for an answer; {expected_of(fact)}")
    try:
        return _READERS[fact.kind](fact, lower)
    except NotUnderstood as error:
        # where the options stand on the screen, all their names once more would be a wall of words
        message = "" if shown and "valid are" in str(error) else str(error)
        told = message or f"{quoted(typed)} is not among the answers"
        return Misunderstood(f"{told}; {expected_of(fact)}")


def _yes_no(fact: Fact, typed: str) -> Answered:
    return _as_in_a_file(fact, certainty_word(typed) or typed)


def _number(fact: Fact, typed: str) -> Answered:
    written = _DECIMAL_COMMA.sub(r"\1.\2", typed)
    behind = _DIGITS_AND_WORD.fullmatch(written)
    if behind and certainty_word(behind["word"]):
        written = f"{certainty_word(behind['word'])} {written.removesuffix(behind['word'])}"
    return _as_in_a_file(fact, written)


def _as_in_a_file(fact: Fact, written: str) -> Answered:
    complaints = _First()
    given = read_answer(fact, ScalarNode(written.strip(), _PLACE), complaints)
    if given is None:
        raise NotUnderstood(complaints.first)
    return Answered(fact.name, given)


def _choice(fact: Fact, typed: str) -> Answered:
    ((option, signed), *more) = read_options(fact, typed).signed.items()
    if more or signed < 0:
        raise NotUnderstood("")
    return _answered(fact, Answer.choice(option, signed))


def _choices(fact: Fact, typed: str) -> Answered:
    options = read_options(fact, typed)
    rest = dict.fromkeys(fact.option_names, -ONE) if options.only else {}
    return _answered(fact, Answer.choices(rest | options.signed), _heard(fact, options) if options.told else "")


def _answered(fact: Fact, answer: Answer, heard: str = "") -> Answered:
    return Answered(fact.name, Given(answer, _PLACE), heard)


def _heard(fact: Fact, options: TypedOptions) -> str:
    told = (f"{fact.option_names.index(name) + 1} {answer_words(signed)}" for name, signed in options.signed.items())
    return ", ".join(told)


class _First(Complaints):
    """Keeps the first complaint alone: a line that was typed gets one line for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.first = ""

    def add(self, place: Place, message: str) -> None:
        del place
        self.first = self.first or message


_EXPECTED = {
    Kind.YES_NO: f"one of {', '.join(CERTAINTY_WORDS)}, or the first letters",
    Kind.CHOICE: "one number from 1 to {most}",
    Kind.CHOICES: "numbers from 1 to {most}, such as 1 3, or none",
    Kind.NUMBER: "a number of {unit}",
}
_READERS = {Kind.YES_NO: _yes_no, Kind.CHOICE: _choice, Kind.CHOICES: _choices, Kind.NUMBER: _number}


def expected_of(fact: Fact) -> str:
    """Say what an answer to a fact looks like."""
    return f"please answer with {_EXPECTED[fact.kind].format(most=len(fact.options), unit=fact.unit)}"
