"""The rules of the engine: one for each alternative of a rule of the knowledge, and those that close its stages.

The left side of each is a conjunction of patterns; its right side says what firing puts into working memory and into
the trace. Salience orders the stages. What closes one (the support of a finding, a reading, the picture) is activated
from the beginning on and comes later, by its place in the order or by lower salience, so that it sees all that was put
into working memory for it.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cached_property, partial, update_wrapper
from typing import Any, Protocol

from msgspec import Struct

from whycry_expert.inference.experta_import import ExpertaRule
from whycry_expert.inference.literals import Literals, certainty_met, is_about_finding
from whycry_expert.inference.memory import (
    AdditionElement,
    AnswerElement,
    ContributionElement,
    FindingElement,
    NoticeElement,
    PictureElement,
    ReadingElement,
    SupportElement,
    WorkingElement,
    WorkingMemory,
)
from whycry_expert.inference.patterns import INITIALLY, Pattern, patterns_of
from whycry_expert.inference.trace import (
    Contributed,
    FindingConcluded,
    FindingSupported,
    Firing,
    Matched,
    MeaningAdded,
    NoticeRaised,
    PictureDrawn,
    ReadingConcluded,
    Term,
)
from whycry_expert.knowledge.alternatives import Literal, alternatives
from whycry_expert.knowledge.certainty import ZERO, combine, leaders, picture_of
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.model import Direction, Knowledge, Meaning, Notice, Rule

NOTICES, FINDINGS, MEANINGS, READINGS, PICTURE, ADDITIONS = 6000, 5000, 3000, 2000, 1000, 500
"""Salience of the stages. Within that of findings each comes after those it rests on, and after its own rules."""


class RunningEngine(Protocol):
    """What the right side of a rule needs of the engine that fires it."""

    facts: WorkingMemory

    def declare(self, *facts: WorkingElement) -> object:
        """Put elements into working memory."""

    def record(self, kind: type[Firing], *details: object) -> None:
        """Add a firing to the trace: all its fields but the cycle."""


class ProductionRule(ExpertaRule):  # type: ignore[misc]  # experta has no types
    """A rule of experta whose right side takes the engine and nothing else, so that nothing looks at its signature."""

    _wrapped: Any

    def __call__(self, wrapped_or_engine: Any, /, **_: Any) -> Any:  # noqa: ANN401 - called once to wrap, then to fire
        """Take what is to be done when the rule fires, and give the rule; from then on, do it with an engine."""
        if self._wrapped is not None:
            return self._wrapped(wrapped_or_engine)
        self._wrapped = wrapped_or_engine
        return update_wrapper(self, wrapped_or_engine)


class Production(Struct, frozen=True):
    """A rule of the engine: its left side, of which all is to be met, and what is done when it fires."""

    label: str
    salience: int
    fire: Callable[[RunningEngine], None]
    patterns: tuple[Pattern, ...] = (INITIALLY,)

    def as_rule(self, rank: int) -> ExpertaRule:
        """Give the rule as experta takes it; `rank` is its place among those of equal salience."""
        body = partial(self.fire)
        # experta copies these to every copy that it makes of a rule
        body.__name__ = self.label  # type: ignore[attr-defined]
        body.urgency = self.salience, -rank  # type: ignore[attr-defined]
        return ProductionRule(*(pattern.for_experta() for pattern in self.patterns), salience=self.salience)(body)


def productions_of(knowledge: Knowledge) -> tuple[Production, ...]:
    """Give the rules of the engine for a knowledge base, in the order in which those of equal salience fire.

    They keep its rules and meanings but never the knowledge itself: an engine that waits for its next run would keep
    it for ever.
    """
    return tuple(_productions(knowledge))


def _productions(knowledge: Knowledge) -> Iterator[Production]:
    for notice in knowledge.notices:
        yield from _ways(notice.name, notice.condition, NOTICES, _raise, notice)
    for finding in knowledge.findings:
        for rule in finding.rules:
            yield from _ways(rule.name, rule.condition, FINDINGS, _support, finding.name, rule)
        yield Production(f"the finding {finding.name}", FINDINGS, partial(_conclude_finding, finding.name))
    for meaning in knowledge.meanings:
        for rule in meaning.rules:
            yield from _ways(rule.name, rule.condition, MEANINGS, _contribute, meaning.name, rule)
        yield Production(f"the reading {meaning.name}", READINGS, partial(_conclude_reading, meaning))
    names = tuple(meaning.name for meaning in knowledge.meanings)
    yield Production("the picture", PICTURE, partial(_draw_picture, names))
    for meaning in knowledge.meanings:
        if meaning.concluded_when:
            patterns = (Pattern(PictureElement, "picture", meaning.concluded_when),)
            yield Production(
                f"{meaning.name}, because of the picture", ADDITIONS, partial(_add, meaning.name), patterns
            )


class _Alternative(Struct, frozen=True, dict=True):
    """One way in which a condition can hold: the `number`th `of` so many, from 1."""

    alternative: Literals
    number: int
    of: int

    @cached_property
    def _tests(self) -> tuple[tuple[Literal, str, type[WorkingElement]], ...]:
        return tuple(
            (literal, str(literal), FindingElement if is_about_finding(literal) else AnswerElement)
            for literal in self.alternative
        )

    def matched(self, memory: WorkingMemory) -> tuple[Matched, ...]:
        """Give what the literals met in working memory."""
        return tuple(
            Matched(literal.subject, text, certainty_met(literal, memory.value(kind, literal.subject)))
            for literal, text, kind in self._tests
        )


def _ways(
    name: str, condition: Condition, salience: int, effect: Callable[..., None], *known: object
) -> Iterator[Production]:
    """Give a rule for each alternative of a condition; `effect` is called with what is `known`, the way, the engine."""
    found = alternatives(condition)
    for number, alternative in enumerate(found, start=1):
        label = f"{name} [{number} of {len(found)}]" if len(found) > 1 else name
        fire = partial(effect, *known, _Alternative(alternative, number, len(found)))
        yield Production(label, salience, fire, patterns_of(alternative))


def _raise(notice: Notice, way: _Alternative, engine: RunningEngine) -> None:
    engine.declare(NoticeElement(subject=notice.name))
    matched = way.matched(engine.facts)
    engine.record(NoticeRaised, notice.name, way.number, way.of, matched, notice.claims, notice.sources)


def _support(finding: str, rule: Rule, way: _Alternative, engine: RunningEngine) -> None:
    matched, certainty, amount = _weighed(rule, way, engine)
    engine.declare(SupportElement(subject=finding, rule=rule.name, value=amount))
    met = way.number, way.of, matched, rule.claims, rule.sources
    engine.record(FindingSupported, rule.name, *met, rule.strength, certainty, amount, finding)


def _conclude_finding(finding: str, engine: RunningEngine) -> None:
    supports = engine.facts.about(SupportElement, finding)
    if supports:
        terms = tuple(Term(element["rule"], element["value"]) for element in supports)
        support = max(term.amount for term in terms)
        engine.declare(FindingElement(subject=finding, value=support))
        engine.record(FindingConcluded, finding, support, terms)


def _contribute(meaning: str, rule: Rule, way: _Alternative, engine: RunningEngine) -> None:
    matched, certainty, amount = _weighed(rule, way, engine)
    if rule.direction is Direction.AGAINST:
        amount = -amount
    engine.declare(ContributionElement(subject=meaning, rule=rule.name, line=rule.line, value=amount))
    met = way.number, way.of, matched, rule.claims, rule.sources
    told = rule.strength, certainty, amount, meaning, rule.line, rule.direction
    engine.record(Contributed, rule.name, *met, *told)


def _weighed(rule: Rule, way: _Alternative, engine: RunningEngine) -> tuple[tuple[Matched, ...], Fraction, Fraction]:
    """Give what a rule matched, the certainty of the weakest of it, and what the rule weighs with that."""
    matched = way.matched(engine.facts)
    certainty = min([match.certainty for match in matched])
    return matched, certainty, rule.certainty_factor * certainty


def _conclude_reading(meaning: Meaning, engine: RunningEngine) -> None:
    contributions = engine.facts.about(ContributionElement, meaning.name)
    terms = _counted(meaning, contributions) if contributions else ()
    certainty = combine(term.amount for term in terms) if terms else ZERO
    engine.declare(ReadingElement(subject=meaning.name, value=certainty))
    engine.record(ReadingConcluded, meaning.name, certainty, terms)


def _counted(meaning: Meaning, contributions: Iterable[ContributionElement]) -> tuple[Term, ...]:
    """Give the strongest contribution on each side of each line, in the order of the lines; of equal ones the first."""
    best: dict[tuple[str, bool], Term] = {}
    for element in contributions:
        amount = element["value"]
        speaks_for = amount.numerator > 0
        side = element["line"], speaks_for
        held = best.get(side)
        if held is None or (amount > held.amount if speaks_for else amount < held.amount):
            best[side] = Term(element["rule"], amount, element["line"])
    sides = ((line.name, speaks_for) for line in meaning.lines for speaks_for in (True, False))
    return tuple(best[side] for side in sides if side in best)


def _draw_picture(meanings: tuple[str, ...], engine: RunningEngine) -> None:
    certainties = {
        meaning: certainty
        for meaning in meanings
        if (certainty := engine.facts.value(ReadingElement, meaning)).numerator > 0
    }
    leading = leaders(certainties)
    picture = picture_of(leading)
    engine.declare(PictureElement(subject="picture", value=picture))
    engine.record(PictureDrawn, "picture", picture, tuple(Term(name, certainties[name]) for name in leading))


def _add(meaning: str, engine: RunningEngine) -> None:
    engine.declare(AdditionElement(subject=meaning))
    engine.record(MeaningAdded, meaning)
