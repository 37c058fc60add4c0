"""What the rules of a knowledge base weigh in a situation, and what would be concluded if they weighed otherwise."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.alternatives import Alternative, Literal, alternatives
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import THRESHOLD, ZERO, combine, leaders, picture_of
from whycry_expert.knowledge.condition import Condition, FindingTest, findings_in
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.expectations import StatedOutcome

Weights = Mapping[str, Fraction]
"""What each rule weighs, in [0, 1), by its name."""


class Weighed(Struct, frozen=True):
    """One situation, weighed: rules, support of findings, notices that are raised, certainties of meanings."""

    answers: Answers
    weights: Weights
    support: Mapping[str, Fraction]
    notices: tuple[str, ...]
    certainties: Mapping[str, Fraction]

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition holds, whether or not it stands in the knowledge base."""
        return any(map(self._all_hold, alternatives(condition)))

    def weight(self, rule: Rule) -> Fraction:
        """Give what a rule would weigh, whether or not it stands in the knowledge base."""
        held = filter(self._all_hold, alternatives(rule.condition))
        return rule.certainty_factor * max((min(map(self._value, way)) for way in held), default=ZERO)

    def alternatives_held(self, rule: Rule) -> tuple[int, ...]:
        """Give the positions of the alternatives of a rule that hold."""
        ways = enumerate(alternatives(rule.condition))
        return tuple(position for position, way in ways if self._all_hold(way))

    def _all_hold(self, way: Alternative) -> bool:
        return all(self._is_known(literal) and self._value(literal) >= THRESHOLD for literal in way)

    def _is_known(self, literal: Literal) -> bool:
        return isinstance(literal.test, FindingTest) or literal.test.fact in self.answers

    def _value(self, literal: Literal) -> Fraction:
        if isinstance(literal.test, FindingTest):
            return self.support[literal.test.finding]
        return literal.oriented(literal.test.value(self.answers[literal.test.fact])).lo


class Evaluator:
    """Weighs situations with one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._meaning_of = {rule.name: meaning for meaning in knowledge.meanings for rule in meaning.rules}
        self._finding_of = {
            rule.name: position for position, finding in enumerate(knowledge.findings) for rule in finding.rules
        }
        self._testing: dict[str, list[Rule]] = {finding.name: [] for finding in knowledge.findings}
        for rule in knowledge.rules():
            for finding in findings_in(rule.condition):
                self._testing[finding].append(rule)

    def weigh(self, answers: Answers) -> Weighed:
        """Weigh the rules under some answers."""
        standing = standing_of(self.knowledge, answers)
        weights = {rule.name: standing.weight(rule) for rule in self.knowledge.rules()}
        support = {finding.name: standing.support(finding.name) for finding in self.knowledge.findings}
        return Weighed(answers, weights, support, standing.raised, standing.certainties)

    def outcome(self, weighed: Weighed) -> StatedOutcome:
        """Give what is concluded."""
        leading = leaders(weighed.certainties)
        return StatedOutcome(picture_of(leading), leading, weighed.notices, weighed.certainties)

    def outcome_if_held(self, weighed: Weighed, rule: Rule) -> StatedOutcome:
        """Give what would be concluded if a rule of a meaning held fully, and all others weighed what they do."""
        return self.outcome(self._with_weights(weighed, {rule.name: rule.certainty_factor}, rule))

    def outcome_without(self, weighed: Weighed, rule: str) -> StatedOutcome:
        """Give what would be concluded without a rule."""
        return self.outcome(self.weigh_with(weighed, self.knowledge.rules_by_name[rule], None) or weighed)

    def weigh_with(self, weighed: Weighed, rule: Rule, instead: Rule | None) -> Weighed | None:
        """Weigh with another rule, or none, in the place of one; None where nothing changes.

        The other rule has the same name, and the same line or finding. Only what hangs on it is worked out.
        """
        weight = weighed.weight(instead) if instead is not None else ZERO
        turned = instead is not None and instead.direction is not rule.direction
        if weight == weighed.weights[rule.name] and not (weight and turned):
            return None
        support = dict(weighed.support)
        now = replace(weighed, support=support)
        changed = {rule.name: weight}
        for finding in self.knowledge.findings[self._finding_of.get(rule.name, len(support)) :]:
            highest = max((changed.get(one.name, weighed.weights[one.name]) for one in finding.rules), default=ZERO)
            if highest != support[finding.name]:
                support[finding.name] = highest
                changed |= {one.name: now.weight(one) for one in self._testing[finding.name]}
        return self._with_weights(now, changed, instead)

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

    def _with_weights(self, weighed: Weighed, changed: Weights, instead: Rule | None) -> Weighed:
        weights = {**weighed.weights, **changed}
        certainties = dict(weighed.certainties)
        for meaning in {self._meaning_of[name]: None for name in changed if name in self._meaning_of}:
            rules = (instead if instead is not None and rule.name == instead.name else rule for rule in meaning.rules)
            certainties[meaning.name] = certainty_of(rules, weights)
        return replace(weighed, weights=weights, certainties=certainties)


def certainty_of(rules: Iterable[Rule], weights: Weights) -> Fraction:
    """Give the certainty of a meaning in (-1, 1), from what its rules weigh."""
    sides: dict[tuple[str, Direction], Fraction] = {}
    for rule in rules:
        side = rule.line, rule.direction
        sides[side] = max(sides.get(side, ZERO), weights[rule.name])
    return combine(
        weight if direction is Direction.FOR else -weight for (_, direction), weight in sides.items() if weight
    )
