"""Two questions or options say nearly the same."""

from collections.abc import Iterator
from itertools import combinations

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.NOTE
_ALIKE = 0.8
_SMALL = frozenset({"a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "that", "this"})


def look(base: Base) -> Iterator[Remark]:
    """Remark on each two questions, and each two options of one question, that have nearly all words in common.

    The order of words does not count, so a person must decide whether they mean the same.
    """
    facts = base.knowledge.facts.values()
    questions = [(fact.name, fact.place, _words(fact.question)) for fact in facts]
    yield from _alike(questions, "the question of")
    for fact in facts:
        options = [
            (option.name, base.key_place(fact.place, "options", option.name), _words(option.label))
            for option in fact.options
        ]
        yield from _alike(options, "the option")


def _words(text: str) -> frozenset[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return frozenset(words) - _SMALL


def _alike(texts: list[tuple[str, Place, frozenset[str]]], what: str) -> Iterator[Remark]:
    for (first, _, one), (second, place, two) in combinations(texts, 2):
        if one and two and len(one & two) >= _ALIKE * len(one | two):
            yield Remark(place, "same-words", f"{what} {second} has nearly the same words as {first}")
