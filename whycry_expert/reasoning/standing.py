"""How the readings stand under some answers, by plain evaluation; a few changed answers are followed up cheaply.

Thousands of changed situations are looked at to say what would change a conclusion. The engine is too slow for
that, so this evaluates the same semantics without working memory or trace, and only what depends on a change.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import (
    LEADING_MINIMUM,
    THRESHOLD,
    ZERO,
    Interval,
    bar_to_lead,
    combine,
    leaders,
)
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
    def facts_of_meanings(self) -> Mapping[str, frozenset[str]]:
        """Give the facts that each meaning depends on."""
        return {
            meaning.name: frozenset(fact for rule in meaning.rules for fact in self.facts_of_rules[rule.name])
            for meaning in self.knowledge.meanings
        }

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Give the findings by their names."""
        return {finding.name: finding for finding in self.knowledge.findings}


def _facts_below(condition: Condition, findings: Mapping[str, Iterable[str]]) -> Iterable[str]:
    yield from facts_in(condition)
    for finding in findings_in(condition):
        yield from findings[finding]


@dataclass(frozen=True, eq=False)
class Standing:
    """How the readings stand under some answers. Equal to what a run of the engine concludes from them.

    Everything is worked out when it is first asked for, and only as far as `changed` facts make it differ from the
    standing `before`.
    """

    dependencies: Dependencies
    answers: Answers
    before: "Standing | None" = field(default=None, repr=False)
    changed: frozenset[str] = frozenset()
    _supports: dict[str, Interval] = field(default_factory=dict, repr=False)
    _weights: dict[str, Fraction] = field(default_factory=dict, repr=False)
    _certainties: dict[str, Fraction] = field(default_factory=dict, repr=False)

    def support(self, finding: str) -> Fraction:
        """Give the support of a finding, in [0, 1)."""
        return self._supported((finding,))[finding].lo

    def weight(self, rule: Rule) -> Fraction:
        """Give what a rule weighs, in [0, 1): its strength times the value of its condition, where that holds."""
        if rule.name not in self._weights:
            facts = self.dependencies.facts_of_rules[rule.name]
            if self.before is not None and self.changed.isdisjoint(facts):
                weight = self.before.weight(rule)
            else:
                value = value_of(rule.condition, self.answers, self._supported(findings_in(rule.condition))).lo
                weight = rule.weight * value if value >= THRESHOLD else ZERO
            self._weights[rule.name] = weight
        return self._weights[rule.name]

    def sides(self, meaning: Meaning) -> dict[tuple[str, Direction], Fraction]:
        """Give the signed weight that counts on each side of each line of a meaning: that of its strongest rule."""
        sides: dict[tuple[str, Direction], Fraction] = {}
        for rule in meaning.rules:
            side = rule.line, rule.direction
            weight = self.weight(rule) if rule.direction is Direction.FOR else -self.weight(rule)
            if side not in sides or abs(weight) > abs(sides[side]):
                sides[side] = weight
        return sides

    def certainty(self, name: str) -> Fraction:
        """Give the certainty of a reading, in (-1, 1)."""
        if name not in self._certainties:
            facts = self.dependencies.facts_of_meanings[name]
            if self.before is not None and self.changed.isdisjoint(facts):
                certainty = self.before.certainty(name)
            else:
                meaning = self.dependencies.knowledge.meaning(name)
                certainty = combine(weight for weight in self.sides(meaning).values() if weight)
            self._certainties[name] = certainty
        return self._certainties[name]

    @property
    def certainties(self) -> Mapping[str, Fraction]:
        """The certainty of every reading, in the order of the meanings."""
        return {meaning.name: self.certainty(meaning.name) for meaning in self.dependencies.knowledge.meanings}

    @property
    def leading(self) -> tuple[str, ...]:
        """The readings that lead."""
        return leaders(dict(self.certainties))

    def leads(self, name: str) -> bool:
        """Tell whether a reading leads, alone or beside others."""
        certainty = self.certainty(name)
        return certainty >= LEADING_MINIMUM and all(
            certainty >= bar_to_lead(self.certainty(meaning.name)) for meaning in self.dependencies.knowledge.meanings
        )

    def after(self, changes: Collection[SingleAnswer]) -> "Standing":
        """Give the standing once some single answers are changed."""
        answers = with_singles(self.answers, changes)
        return Standing(self.dependencies, answers, self, frozenset(change.fact for change in changes))

    def _supported(self, findings: Iterable[str]) -> Mapping[str, Interval]:
        for name in findings:
            if name not in self._supports:
                facts = self.dependencies.facts_of_findings[name]
                if self.before is not None and self.changed.isdisjoint(facts):
                    support = self.before.support(name)
                else:
                    rules = self.dependencies.findings[name].rules
                    support = max((self.weight(rule) for rule in rules), default=ZERO)
                self._supports[name] = Interval(support, support)
        return self._supports


def standing_of(knowledge: Knowledge, answers: Answers) -> Standing:
    """Give the standing under some answers."""
    return Standing(Dependencies(knowledge), answers)
