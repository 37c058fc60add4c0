"""Answers in words as the loader takes them: in any case, with underscores or spaces."""

from collections.abc import Iterable
from typing import Final

from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.situation.answers import UNSURE

_SPACE: Final = r"[\s_]"
FULL: Final = ("yes", "no")
"""The words that leave room for a certainty in numbers."""
SYNONYMS: Final = {"yes": ("y",), "no": ("n",)}
BLANK: Final = rf"^{_SPACE}*(~|[Nn][Uu][Ll][Ll]|[Uu][Nn][Ss][Uu][Rr][Ee])?{_SPACE}*$"


def in_any_case(text: str, between: str = f"{_SPACE}+") -> str:
    """Give a pattern for a text in any case; `between` is what may stand where it has a space."""
    return "".join(
        f"[{letter.upper()}{letter}]"
        if letter.isalpha()
        else between
        if letter == " "
        else f"\\{letter}"
        if not letter.isalnum() and letter != "-"
        else letter
        for letter in text
    )


def whole(pattern: str) -> str:
    """Give a pattern for a text that is all that `pattern` names, with space around it."""
    return f"^{_SPACE}*({pattern}){_SPACE}*$"


def word_patterns(words: Iterable[str]) -> str:
    """Give a pattern for any of some words of certainty, with hyphens or spaces."""
    known = [spelling for word in words for spelling in (word, *SYNONYMS.get(word, ()))]
    return "|".join(in_any_case(word, f"({_SPACE}+|-)") for word in known)


def option_patterns(options: Iterable[str], adverbs: Iterable[str]) -> str:
    """Give a pattern for any of some options, with one of some adverbs before it or none."""
    before = "|".join(in_any_case(word) for word in adverbs)
    named = "|".join(in_any_case(option) for option in options)
    return f"(({before}){_SPACE}+)?({named})"


POSITIVE: Final = tuple(word for word, value in CERTAINTY_WORDS.items() if value > 0)
ALL_WORDS: Final = (*CERTAINTY_WORDS, UNSURE)
