"""Reads options as people type them: `1 3`, `7, 5 and 6`, `5-7`, `maybe 3`, `3 maybe`, `1 3 only`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from whycry_expert.errors import unknown_name
from whycry_expert.interview.certainty_words import certainty_word
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact
from whycry_expert.printable import quoted

ONLY = "only"
_NONE = frozenset({"none", "0", "none of them", "none of these", "none of those", "none of the above", "nothing"})
_BETWEEN_PARTS = re.compile(r"[,&+]|(?<![\w-])and(?![\w-])")
_RANGE = re.compile(r"(?<![\w-])([0-9]+)\s*(?:-|\u2013|\u2014|\.\.|\bto\b)\s*([0-9]+)(?!\w)")
_TOKEN_OF_RANGE = re.compile(r"([0-9]+)-([0-9]+)")
_WORD_AND_NUMBER = re.compile(r"([a-z]+)([0-9]+(?:-[0-9]+)?)")
_LONGEST_NUMBER = 6
_SHORTEST_BEGINNING = 3
_AMBIGUOUS = "say for each one how sure you are, such as maybe 1, maybe 3"


class NotUnderstood(ValueError):  # noqa: N818 - nobody made an error
    """What was typed names no options; the text says why, or is empty."""


@dataclass(frozen=True, slots=True)
class TypedOptions:
    """Options with their signed certainty, in the order typed.

    `only` tells that none of the others is so, and `told` that words stood among several options, so that it is worth
    saying how they were understood.
    """

    signed: dict[str, Fraction]
    only: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    word: str


@dataclass(frozen=True, slots=True)
class _Named:
    options: tuple[str, ...]
    word: str = ""


_Token: TypeAlias = _Word | _Named


def read_options(fact: Fact, typed: str) -> TypedOptions:
    """Read options of a fact from lower-case text. Raises NotUnderstood."""
    if typed in _NONE:
        return TypedOptions(dict.fromkeys(fact.option_names, -ONE))
    text, only = _without_only(fact, typed)
    signed: dict[str, Fraction] = {}
    named = worded = 0
    for part in _parts(fact, text):
        for options, word in _paired(list(_tokens(fact, part))):
            for option in options:
                if option in signed:
                    raise NotUnderstood(f"{fact.option_names.index(option) + 1} is there twice")
                signed[option] = CERTAINTY_WORDS[word or "yes"]
            named, worded = named + len(options), worded + bool(word)
    if not signed or (only and not any(value > 0 for value in signed.values())):
        raise NotUnderstood(f"say which, such as 1 {ONLY}" if only else "")
    return TypedOptions(signed, only, told=bool(worded and named > 1))


def _without_only(fact: Fact, typed: str) -> tuple[str, bool]:
    words = typed.split()
    if ONLY in fact.option_names or ONLY not in (words[0], words[-1]):
        return typed, False
    return " ".join(words[1:] if words[0] == ONLY else words[:-1]), True


def _parts(fact: Fact, text: str) -> list[str]:
    """Part what commas and the word "and" part, except within a name that the fact has."""
    if text in fact.option_names:
        return [text]
    return [part for part in _BETWEEN_PARTS.split(_RANGE.sub(r"\1-\2", text)) if part.strip()]


def _tokens(fact: Fact, part: str) -> Iterator[_Token]:
    words: list[str] = []
    for typed in part.split():
        token = typed if typed in fact.option_names else typed.strip(".()!")
        attached = _WORD_AND_NUMBER.fullmatch(token)
        found = _option(fact, token)
        if not found and attached and certainty_word(attached[1]):
            yield from _word_of(fact, words)
            yield _Named(_option(fact, attached[2]), _how_sure(fact, [attached[1]]))
            words = []
        elif found:
            yield from _word_of(fact, words)
            yield _Named(found)
            words = []
        else:
            words.append(token)
    yield from _word_of(fact, words)


def _word_of(fact: Fact, words: list[str]) -> Iterator[_Word]:
    if words:
        yield _Word(_how_sure(fact, words))


def _how_sure(fact: Fact, words: list[str]) -> str:
    word = certainty_word(" ".join(words))
    if word is not None:
        return word
    strange = next((word for word in words if certainty_word(word) is None), "")
    if not strange or strange[0].isdigit():
        raise NotUnderstood("")
    raise NotUnderstood(unknown_name(f"option of {fact.name}", strange, fact.option_names))


def _option(fact: Fact, token: str) -> tuple[str, ...]:
    """Give the options that a number, a range or the beginning of a name stands for; none where it is none of these."""
    if token in fact.option_names:
        return (token,)
    span = _TOKEN_OF_RANGE.fullmatch(token)
    if span:
        first, last = sorted((_number(fact, span[1]), _number(fact, span[2])))
        return fact.option_names[first - 1 : last]
    if token.isdecimal():
        return (fact.option_names[_number(fact, token) - 1],)
    if len(token) < _SHORTEST_BEGINNING or certainty_word(token) is not None:
        return ()
    begun = [name for name in fact.option_names if name.startswith(token)]
    return (begun[0],) if len(begun) == 1 else ()


def _number(fact: Fact, digits: str) -> int:
    number = int(digits) if len(digits) <= _LONGEST_NUMBER else 0
    if not 1 <= number <= len(fact.options):
        raise NotUnderstood(f"{quoted(digits)} is not among the answers")
    return number


def _paired(tokens: Sequence[_Token]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Pair options with the word before or after them, whichever goes with the whole part.

    Raises NotUnderstood where a word could belong to more than one option.
    """
    shape = "".join("w" if isinstance(token, _Word) else "o" for token in tokens)
    if re.fullmatch(r"(ow)+", shape):
        tokens = [token for pair in range(0, len(tokens), 2) for token in (tokens[pair + 1], tokens[pair])]
    elif not re.fullmatch(r"o*(wo)*", shape):
        raise NotUnderstood(_AMBIGUOUS if "o" in shape else "")
    word = ""
    for token in tokens:
        if isinstance(token, _Word):
            word = token.word
        elif token.word and word:
            raise NotUnderstood(_AMBIGUOUS)
        else:
            yield token.options, token.word or word
            word = ""
