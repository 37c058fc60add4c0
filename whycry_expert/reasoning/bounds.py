"""How far each reading can still move once the open questions are answered.

The bounds are sound: no set of further answers that the vocabulary allows leads outside of them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from whycry_expert.knowledge.alternatives import Alternative, alternatives
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
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Rule
from whycry_expert.situation.possibility import Possibilities, highest


@dataclass(frozen=True, slots=True)
class Bounds:
    """The certainty of a meaning now, and the worst and best that further answers can make of it."""

    now: Fraction
    worst: Fraction
    best: Fraction


@dataclass(frozen=True, slots=True)
class RuleState:
    """What a rule weighs under the answers so far.

    `known` and `possible` are weights in [0, 1): what it contributes now, and at most after further answers.
    """

    rule: Rule
    known: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True)
class Outlook:
    """Bounds and rule states of a whole knowledge base under some answers."""

    bounds: Mapping[str, Bounds]
    rules: Mapping[str, tuple[RuleState, ...]]
    support: Mapping[str, Interval]
    possibilities: Possibilities

    @property
    def leading(self) -> tuple[str, ...]:
        """The readings that lead now."""
        return leaders({name: bounds.now for name, bounds in self.bounds.items()})

    @property
    def settled(self) -> bool:
        """Whether one reading leads and its worst is at least every other reading's best.

        It then leads after any further answers; others may still come near it and lead beside it.
        """
        leading = self.leading
        return len(leading) == 1 and self.worst(leading[0]) >= max(LEADING_MINIMUM, self.best_of_the_rest(leading[0]))

    @property
    def final(self) -> bool:
        """Whether the same readings lead after any further answers."""
        leading = self.leading
        highest = max((self.worst(name) for name in leading), default=ZERO)
        bar = bar_to_lead(highest)
        return all(
            self.worst(name) >= bar_to_lead(self.best_of_the_rest(name)) if name in leading else bounds.best < bar
            for name, bounds in self.bounds.items()
        )

    def worst(self, meaning: str) -> Fraction:
        """Give the lowest certainty that a reading can still come to."""
        return self.bounds[meaning].worst

    def best_of_the_rest(self, meaning: str) -> Fraction:
        """Give the highest certainty that any other reading can still reach."""
        return max((bounds.best for name, bounds in self.bounds.items() if name != meaning), default=ZERO)


@lru_cache(maxsize=4096)
def rule_alternatives(rule: Rule) -> tuple[Alternative, ...]:
    """Give the alternatives of a rule's condition, computed once."""
    return alternatives(rule.condition)


def outlook_of(knowledge: Knowledge, answers: Answers, closed: Collection[str] = ()) -> Outlook:
    """Give what is certain and what is possible under some answers; facts in `closed` get no further answer."""
    possibilities = Possibilities(knowledge, answers, closed)
    support: dict[str, Interval] = {}
    for finding in knowledge.findings:
        support[finding.name] = _support(finding, possibilities, support)
    rules = {
        meaning.name: tuple(_state(rule, possibilities, support) for rule in meaning.rules)
        for meaning in knowledge.meanings
    }
    bounds = {meaning.name: _bounds(rules[meaning.name]) for meaning in knowledge.meanings}
    return Outlook(bounds, rules, support, possibilities)


def _state(rule: Rule, possibilities: Possibilities, support: Mapping[str, Interval]) -> RuleState:
    value = highest([possibilities.alternative(option, support) for option in rule_alternatives(rule)])
    return RuleState(rule, _weighed(rule, value.lo), _weighed(rule, value.hi))


def _weighed(rule: Rule, value: Fraction) -> Fraction:
    return rule.weight * value if value >= THRESHOLD else ZERO


def _support(finding: Finding, possibilities: Possibilities, support: Mapping[str, Interval]) -> Interval:
    states = [_state(rule, possibilities, support) for rule in finding.rules]
    return Interval(
        max((state.known for state in states), default=ZERO),
        max((state.possible for state in states), default=ZERO),
    )


def _bounds(states: tuple[RuleState, ...]) -> Bounds:
    sides: dict[tuple[str, Direction], list[RuleState]] = defaultdict(list)
    for state in states:
        sides[state.rule.line, state.rule.direction].append(state)
    now, worst, best = [], [], []
    for (_, direction), members in sides.items():
        known = max(state.known for state in members)
        possible = max(state.possible for state in members)
        if direction is Direction.FOR:
            now.append(known)
            worst.append(known)
            best.append(possible)
        else:
            now.append(-known)
            worst.append(-possible)
            best.append(-known)
    return Bounds(combine(now), combine(worst), combine(best))
