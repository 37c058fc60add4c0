"""The left sides of rules: what each asks of the elements of working memory, and an index of them all."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from whycry_expert.inference.experta_import import ExpertaFact, InitialFact, P
from whycry_expert.inference.literals import LiteralIndex, Literals, all_hold, is_about_finding
from whycry_expert.inference.memory import AnswerElement, FindingElement, PictureElement
from whycry_expert.knowledge.certainty import Picture


class Pattern(Struct, frozen=True):
    """What a rule asks of one element: that it is of a `kind`, about a `subject`, and that its value `fits`.

    `fits` are the literals that are to hold of an answer or a support, or the pictures of which one is to be drawn;
    nothing for the initial fact. Equal patterns are one condition of the matcher.
    """

    kind: type[ExpertaFact]
    subject: str = ""
    fits: Literals | frozenset[Picture] = ()

    def for_experta(self) -> ExpertaFact:
        """Give the pattern in the terms of experta, for its Rete."""
        if self.kind is InitialFact:
            return InitialFact()
        return self.kind(subject=self.subject, value=P(_predicate(self.fits)))


INITIALLY = Pattern(InitialFact)
"""Met from the beginning on."""


def _predicate(fits: Literals | frozenset[Picture]) -> Callable[[Any], bool]:
    if isinstance(fits, frozenset):
        return lambda picture: picture in fits
    return lambda value: all_hold(fits, value)


def patterns_of(alternative: Literals) -> tuple[Pattern, ...]:
    """Give the patterns of one alternative of a condition: one for each fact and finding that it is about."""
    about: dict[str, list[Any]] = {}
    for literal in alternative:
        about.setdefault(literal.subject, []).append(literal)
    return tuple(
        Pattern(FindingElement if is_about_finding(literals[0]) else AnswerElement, subject, tuple(literals))
        for subject, literals in about.items()
    )


class ConditionIndex:
    """Many conjunctions of patterns, indexed by what they ask about. Each distinct pattern is one condition.

    Conditions and conjunctions are numbered from 0. `conditions` has the conditions of each conjunction, and `uses`
    the conjunctions of each condition, once for each time that it stands in one.
    """

    def __init__(self, conjunctions: Iterable[Iterable[Pattern]]) -> None:
        numbers: dict[Pattern, int] = {}
        self.conditions: Sequence[tuple[int, ...]] = [
            tuple(numbers.setdefault(pattern, len(numbers)) for pattern in patterns) for patterns in conjunctions
        ]
        self.uses: Sequence[list[int]] = [[] for _ in numbers]
        for conjunction, conditions in enumerate(self.conditions):
            for condition in conditions:
                self.uses[condition].append(conjunction)
        self._groups = _groups(numbers)

    def met_by(self, element: ExpertaFact) -> Collection[int]:
        """Give the conditions that an element meets, each once."""
        met = self._groups.get((type(element), element.get("subject", "")))
        return met(element.get("value")) if met is not None else ()


def _groups(numbers: dict[Pattern, int]) -> dict[Hashable, Callable[[Any], Collection[int]]]:
    """Give, for each kind and subject, what tells which conditions a value meets."""
    about: dict[Hashable, list[tuple[int, Any]]] = {}
    for pattern, number in numbers.items():
        about.setdefault((pattern.kind, pattern.subject), []).append((number, pattern.fits))
    return {key: _group(key[0], told) for key, told in about.items()}  # type: ignore[index] # made above


def _group(kind: type[ExpertaFact], told: list[tuple[int, Any]]) -> Callable[[Any], Collection[int]]:
    if kind is AnswerElement:
        return LiteralIndex(told).holding
    if kind is FindingElement:
        return lambda support: [number for number, literals in told if all_hold(literals, support)]
    if kind is PictureElement:
        return lambda picture: [number for number, pictures in told if picture in pictures]
    return lambda _: [number for number, _ in told]
