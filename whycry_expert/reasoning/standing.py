"""How the readings stand under some answers, by plain evaluation; a few changed answers are followed up cheaply.

Thousands of changed situations are looked at to say what would change a conclusion. The engine is too slow for
that, so this evaluates the same semantics without working memory or trace, and only what depends on a change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import THRESHOLD, ZERO, Interval, combine, leaders
from whycry_expert.knowledge.condition import Condition, facts_in, findings_in, value_of
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Rule
from whycry_expert.situation.single_answers import SingleAnswer, with_singles


@dataclass(frozen=True)
class Dependencies:
    """Which findings and meanings depend on which facts, in a knowledge base."""

    knowledge: Knowledge

    @cached_property
    def facts_of_findings(self) -> Mapping[str, frozenset[str]]:
        """Give the facts that each finding depends on, through other findings too."""
        found: dict[str, frozenset[str]] = {}
        for finding in self.knowledge.findings:
            found[finding.name] = frozenset(
                fact for rule in finding.rules for fact in _facts_below(rule.condition, found)
            )
        return found

    @cached_property
    def facts_of_rules(self) -> Mapping[str, frozenset[str]]:
        """Give the facts that each rule depends on, through findings too."""
        return {
            rule.name: frozenset(_facts_below(rule.condition, self.facts_of_findings))
            for rule in self.knowledge.rules()
        }

    @cached_property
    def findings_on(self) -> Mapping[str, tuple[Finding, ...]]:
        """Give the findings that depend on each fact, in their order."""
        on: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.knowledge.findings:
            for fact in self.facts_of_findings[finding.name]:
                on[fact].append(finding)
        return {fact: tuple(findings) for fact, findings in on.items()}

    @cached_property
    def rules_on(self) -> Mapping[str, tuple[tuple[Meaning, Rule], ...]]:
        """Give the rules of meanings that depend on each fact, in their order."""
        on: dict[str, list[tuple[Meaning, Rule]]] = defaultdict(list)
        for meaning in self.knowledge.meanings:
            for rule in meaning.rules:
                for fact in self.facts_of_rules[rule.name]:
                    on[fact].append((meaning, rule))
        return {fact: tuple(rules) for fact, rules in on.items()}


def _facts_below(condition: Condition, findings: Mapping[str, Iterable[str]]) -> Iterable[str]:
    yield from facts_in(condition)
    for finding in findings_in(condition):
        yield from findings[finding]


@dataclass(frozen=True)
class Standing:
    """The certainty of every reading under some answers, with the weight of each rule in [0, 1).

    Equal to what a run of the engine concludes from the same answers.
    """

    dependencies: Dependencies
    answers: Answers
    support: Mapping[str, Interval] = field(repr=False)
    weights: Mapping[str, Fraction] = field(repr=False)
    certainties: Mapping[str, Fraction] = field(repr=False)

    @property
    def leading(self) -> tuple[str, ...]:
        """The readings that lead."""
        return leaders(dict(self.certainties))

    def after(self, changes: Collection[SingleAnswer]) -> "Standing":
        """Give the standing once some single answers are changed."""
        return self.under(with_singles(self.answers, changes), {change.fact for change in changes})

    def under(self, answers: Answers, changed: Collection[str]) -> "Standing":
        """Give the standing under answers that differ from these in the facts `changed` at most."""
        depends, knowledge = self.dependencies, self.dependencies.knowledge
        support = dict(self.support)
        affected = {finding.name for fact in changed for finding in depends.findings_on.get(fact, ())}
        for finding in knowledge.findings:
            if finding.name in affected:
                amount = max((weight_of(rule, answers, support) for rule in finding.rules), default=ZERO)
                support[finding.name] = Interval(amount, amount)
        weights, certainties = dict(self.weights), dict(self.certainties)
        meanings: dict[str, Meaning] = {}
        for fact in changed:
            for meaning, rule in depends.rules_on.get(fact, ()):
                weights[rule.name] = weight_of(rule, answers, support)
                meanings[meaning.name] = meaning
        for meaning in meanings.values():
            certainties[meaning.name] = combine(side_weights(meaning, weights).values())
        return Standing(depends, answers, support, weights, certainties)


def standing_of(knowledge: Knowledge, answers: Answers) -> Standing:
    """Evaluate a knowledge base under some answers."""
    nothing = Interval(ZERO, ZERO)
    blank = Standing(
        Dependencies(knowledge),
        {},
        {finding.name: nothing for finding in knowledge.findings},
        {rule.name: ZERO for rule in knowledge.rules()},
        {meaning.name: ZERO for meaning in knowledge.meanings},
    )
    return blank.under(answers, tuple(answers))


def weight_of(rule: Rule, answers: Answers, support: Mapping[str, Interval]) -> Fraction:
    """Give what a rule weighs, in [0, 1): its strength times the value of its condition, where that holds."""
    value = value_of(rule.condition, answers, support).lo
    return rule.weight * value if value >= THRESHOLD else ZERO


def side_weights(meaning: Meaning, weights: Mapping[str, Fraction]) -> dict[tuple[str, Direction], Fraction]:
    """Give the signed weight that counts on each side of each line: that of its strongest rule."""
    sides: dict[tuple[str, Direction], Fraction] = {}
    for rule in meaning.rules:
        side = rule.line, rule.direction
        weight = weights[rule.name] if rule.direction is Direction.FOR else -weights[rule.name]
        if abs(weight) >= abs(sides.get(side, ZERO)):
            sides[side] = weight
    return sides
