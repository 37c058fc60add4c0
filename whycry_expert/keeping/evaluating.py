"""What the rules of a knowledge base weigh in a situation, and what would be concluded if they weighed otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.knowledge.alternatives import Alternative, alternatives
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import THRESHOLD, ZERO, Interval, combine, leaders, picture_of
from whycry_expert.knowledge.condition import Condition, value_of
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.expectations import Outcome, without_rule
from whycry_expert.reasoning.standing import Dependencies, Standing

Weights = Mapping[str, Fraction]
"""What each rule weighs, in [0, 1), by its name."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One situation, weighed: what each rule weighs, the support of each finding, the notices raised."""

    answers: Answers
    weights: Weights
    support: Mapping[str, Interval]
    notices: tuple[str, ...]

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition holds."""
        return value_of(condition, self.answers, self.support).holds

    def weight(self, rule: Rule) -> Fraction:
        """Give what a rule would weigh, whether or not it is one of the knowledge base."""
        value = value_of(rule.condition, self.answers, self.support).lo
        return rule.weight * value if value >= THRESHOLD else ZERO

    def alternatives_held(self, rule: Rule) -> tuple[int, ...]:
        """Give the positions of the alternatives of a rule that hold."""
        return tuple(
            position
            for position, alternative in enumerate(alternatives(rule.condition))
            if self._value(alternative) >= THRESHOLD
        )

    def _value(self, alternative: Alternative) -> Fraction:
        return min(literal.oriented(value_of(literal.test, self.answers, self.support)).lo for literal in alternative)


class Evaluator:
    """Weighs situations with one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._dependencies = Dependencies(knowledge)
        self._of_findings = {rule.name for finding in knowledge.findings for rule in finding.rules}
        self._poorer: dict[str, Evaluator] = {}

    def weigh(self, answers: Answers) -> Weighed:
        """Weigh the rules under some answers."""
        standing = Standing(self._dependencies, answers)
        weights = {rule.name: standing.weight(rule) for rule in self.knowledge.rules()}
        support = {finding.name: standing.support(finding.name) for finding in self.knowledge.findings}
        raised = tuple(
            notice.name for notice in self.knowledge.notices if value_of(notice.condition, answers, {}).holds
        )
        return Weighed(answers, weights, {name: Interval(value, value) for name, value in support.items()}, raised)

    def outcome(self, weighed: Weighed, changed: Weights | None = None) -> Outcome:
        """Give what is concluded; rules of meanings in `changed` weigh what it says."""
        weights = weighed.weights if changed is None else {**weighed.weights, **changed}
        certainties = {meaning.name: certainty_of(meaning, weights) for meaning in self.knowledge.meanings}
        leading = leaders(certainties)
        return Outcome(picture_of(leading), leading, weighed.notices, certainties)

    def outcome_without(self, weighed: Weighed, rule: str) -> Outcome:
        """Give what would be concluded without a rule."""
        if rule not in self._of_findings:
            return self.outcome(weighed, {rule: ZERO})
        if rule not in self._poorer:
            self._poorer[rule] = Evaluator(without_rule(self.knowledge, rule))
        poorer = self._poorer[rule]
        return poorer.outcome(poorer.weigh(weighed.answers))

    def counts(self, weighed: Weighed) -> frozenset[str]:
        """Name the rules that count: of each side of each line, and of each finding, the strongest that hold."""
        best: dict[tuple[str, str, Direction], Fraction] = {}
        sides: dict[str, tuple[str, str, Direction]] = {}
        owners: tuple[Finding | Meaning, ...] = (*self.knowledge.findings, *self.knowledge.meanings)
        for owner in owners:
            for rule in owner.rules:
                side = sides[rule.name] = (owner.name, rule.line, rule.direction)
                best[side] = max(best.get(side, ZERO), weighed.weights[rule.name])
        return frozenset(name for name, side in sides.items() if 0 < weighed.weights[name] == best[side])


def certainty_of(meaning: Meaning, weights: Weights) -> Fraction:
    """Give the certainty of a meaning in (-1, 1), from what its rules weigh."""
    sides: dict[tuple[str, Direction], Fraction] = {}
    for rule in meaning.rules:
        side = rule.line, rule.direction
        sides[side] = max(sides.get(side, ZERO), weights[rule.name])
    return combine(
        weight if direction is Direction.FOR else -weight for (_, direction), weight in sides.items() if weight
    )
