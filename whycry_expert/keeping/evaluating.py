"""What the rules of a knowledge base weigh in a situation, and what would be concluded if they weighed otherwise."""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.alternatives import Alternative, Literal, alternatives
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import ONE, THRESHOLD, ZERO, combine, leaders, picture_of
from whycry_expert.knowledge.condition import Condition, FindingTest
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.expectations import Outcome, without_rule

Weights = Mapping[str, Fraction]
"""What each rule weighs, in [0, 1), by its name."""


class Weighed(Struct, frozen=True):
    """One situation, weighed: what each rule weighs, the support of each finding, the notices raised."""

    answers: Answers
    weights: Weights
    support: Mapping[str, Fraction]
    notices: tuple[str, ...]

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition holds, whether or not it stands in the knowledge base."""
        return self._value(condition) >= THRESHOLD

    def weight(self, rule: Rule) -> Fraction:
        """Give what a rule would weigh, whether or not it stands in the knowledge base."""
        value = self._value(rule.condition)
        return rule.weight * value if value >= THRESHOLD else ZERO

    def alternatives_held(self, rule: Rule) -> tuple[int, ...]:
        """Give the positions of the alternatives of a rule that hold."""
        ways = enumerate(alternatives(rule.condition))
        return tuple(position for position, way in ways if self._weakest(way) >= THRESHOLD)

    def _value(self, condition: Condition) -> Fraction:
        return max(self._weakest(way) for way in alternatives(condition))

    def _weakest(self, way: Alternative) -> Fraction:
        return min(self._literal(literal) for literal in way)

    def _literal(self, literal: Literal) -> Fraction:
        if isinstance(literal.test, FindingTest):
            return self.support[literal.test.finding]
        answer = self.answers.get(literal.test.fact)
        return literal.oriented(literal.test.value(answer)).lo if answer is not None else -ONE


class Evaluator:
    """Weighs situations with one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._of_findings = {rule.name for finding in knowledge.findings for rule in finding.rules}
        self._poorer: dict[str, Evaluator] = {}

    def weigh(self, answers: Answers) -> Weighed:
        """Weigh the rules under some answers."""
        standing = standing_of(self.knowledge, answers)
        weights = {rule.name: standing.weight(rule) for rule in self.knowledge.rules()}
        support = {finding.name: standing.support(finding.name) for finding in self.knowledge.findings}
        return Weighed(answers, weights, support, standing.raised)

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
