"""What the answers given so far still allow to be answered.

A literal of a condition is *ruled out* when no further answer can make it hold: its fact was answered otherwise,
does not apply any more, or is excluded by other answers as the vocabulary says. The vocabulary's exclusions
speak of answers that count as evidence, so ruling out is sound: answers that break them are refused.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Final

from whycry_expert.knowledge.alternatives import Alternative, Literal, alternatives
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import ONE, THRESHOLD, UNKNOWN, Interval
from whycry_expert.knowledge.condition import Condition, FindingTest, OptionTest, value_of
from whycry_expert.knowledge.model import Kind, Knowledge

RULED_OUT: Final = Interval(-ONE, -ONE)


class Possibilities:
    """The values that literals and alternatives can still take under some answers."""

    def __init__(self, knowledge: Knowledge, answers: Answers, closed: Collection[str] = ()) -> None:
        """Start from `answers`; facts in `closed` get no further answer, such as those answered with unsure."""
        self._closed = frozenset(closed)
        self.knowledge = knowledge
        self.answers = answers
        self._values: dict[Literal, Interval] = {}
        self._applies: dict[str, bool] = {}
        self._excluded = _excluded_literals(knowledge, answers)

    def applies(self, fact: str) -> bool:
        """Tell whether a fact may still be asked about: its `only if` is not ruled out."""
        if fact not in self._applies:
            condition = self.knowledge.facts[fact].only_if
            self._applies[fact] = condition is None or any(
                self.alternative(alternative, {}).hi >= THRESHOLD for alternative in alternatives(condition)
            )
        return self._applies[fact]

    def alternative(self, alternative: Alternative, support: Mapping[str, Interval]) -> Interval:
        """Give the interval of an alternative: that of its weakest literal."""
        lo = hi = ONE
        for literal in alternative:
            value = self.literal(literal, support)
            lo, hi = min(lo, value.lo), min(hi, value.hi)
        return Interval(lo, hi)

    def literal(self, literal: Literal, support: Mapping[str, Interval]) -> Interval:
        """Give the interval of a literal; findings take theirs from `support`."""
        if isinstance(literal.test, FindingTest):
            return literal.oriented(support[literal.test.finding])
        if literal not in self._values:
            self._values[literal] = self._fact_literal(literal)
        return self._values[literal]

    def _fact_literal(self, literal: Literal) -> Interval:
        answer = self.answers.get(literal.subject)
        if isinstance(literal.test, FindingTest):
            raise TypeError("findings have their value from elsewhere")
        value = literal.oriented(literal.test.value(answer)) if answer is not None else UNKNOWN
        if value.lo == value.hi:
            return value
        if literal.subject in self._closed or not self.applies(literal.subject):
            return Interval(value.lo, value.lo)
        return self._without_excluded(literal, value)

    def _without_excluded(self, literal: Literal, value: Interval) -> Interval:
        if literal in self._excluded:
            return Interval(value.lo, value.lo)
        if isinstance(literal.test, OptionTest) and not literal.negated and len(literal.test.options) > 1:
            singles = [Literal(OptionTest(literal.subject, (option,))) for option in literal.test.options]
            if all(single in self._excluded for single in singles):
                return Interval(value.lo, value.lo)
        return value


def _excluded_literals(knowledge: Knowledge, answers: Answers) -> frozenset[Literal]:
    excluded: set[Literal] = set()
    for clash in knowledge.clashes:
        for position, condition in enumerate(clash.conditions):
            others = clash.conditions[:position] + clash.conditions[position + 1 :]
            if all(value_of(other, answers, {}).holds for other in others):
                excluded.update(_literals_entailing(condition, knowledge))
    return frozenset(excluded)


def _literals_entailing(condition: Condition, knowledge: Knowledge) -> set[Literal]:
    """Give literals that make `condition` hold all by themselves."""
    found: set[Literal] = set()
    for alternative in alternatives(condition):
        if len(alternative) != 1 or isinstance(alternative[0].test, FindingTest):
            continue
        literal = alternative[0]
        found.add(literal)
        test = literal.test
        if not isinstance(test, OptionTest):
            continue
        fact = knowledge.facts[test.fact]
        if not literal.negated:
            found.update(Literal(OptionTest(test.fact, (option,))) for option in test.options)
        elif fact.kind is Kind.CHOICE:
            others = (option for option in fact.option_names if option not in test.options)
            found.update(Literal(OptionTest(test.fact, (option,))) for option in others)
        elif len(test.options) == 1:
            found.add(literal)
    return found


def highest(intervals: list[Interval]) -> Interval:
    """Give the interval of an `any` over values in the given intervals; [-1, -1] for none."""
    lo = max((interval.lo for interval in intervals), default=-ONE)
    return Interval(lo, max((interval.hi for interval in intervals), default=Fraction(-1)))
