"""The smallest changes of answers that would make a reading lead, found by a complete search.

The search goes from one change to the next. A set of changes that makes the reading lead holds, beyond any part of
it that does not, a change that raises the reading or lowers one that stands in its way, so only those are followed.
A branch is given up when the most that its remaining changes could bring is too little: each side of a line of
evidence shares its greatest possible gain among the answers that the gain needs, so no set of changes gains more
than the sum of its shares. Logarithms of likelihood ratios add up where certainties combine, so the shares do too.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest

from whycry_expert.knowledge.alternatives import Alternative
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import (
    LEADING_MINIMUM,
    LEADING_SHARE,
    THRESHOLD,
    ZERO,
    bar_to_lead,
    likelihood_ratio,
)
from whycry_expert.knowledge.condition import FindingTest, OptionTest, tests_in
from whycry_expert.knowledge.model import Direction, Kind, Knowledge, Rule
from whycry_expert.reasoning.bounds import rule_alternatives
from whycry_expert.reasoning.standing import Standing, standing_of
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.single_answers import SingleAnswer, Spot, full_answers, singles_in, telling_numbers

MOST_CHANGES = 3
"""The search looks at sets of so many changes at most, where nothing else is asked for."""
MOST_STEPS = 40_000
"""The search looks at so many changed situations at most, for each kind of repair."""
_LEAST = math.log(likelihood_ratio(LEADING_MINIMUM))
_NEAR = math.log(LEADING_SHARE)
_SLACK = 1e-9
"""Gains are added up as floats; no branch is given up for a difference this small."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """The smallest sets of changes that were looked for, each in the order of the vocabulary.

    Every set of at most `complete_to` changes was considered, so none smaller than those in `sets` does it, and
    where `sets` is empty none of that size does.
    """

    sets: tuple[tuple[SingleAnswer, ...], ...]
    complete_to: int


def repairs_for(
    knowledge: Knowledge, answers: Answers, meaning: str, *, filling_in: bool, at_most: int = MOST_CHANGES
) -> Repairs:
    """Find the smallest sets of at most `at_most` changes after which `meaning` leads, alone or beside others.

    A change is a full answer (no `probably`) to a fact or an option, or an answer taken back. With `filling_in` only
    what is not answered is changed. Changed answers that clash with others are no repair.
    """
    return _Search(knowledge, answers, meaning, filling_in=filling_in).smallest(at_most)


@dataclass(frozen=True, slots=True)
class _Shares:
    """How far a reading can move with changes at each spot, in natural logarithms of its likelihood ratio."""

    now: float
    gains: Mapping[Spot, float]

    def most(self, remaining: int, spot: Spot) -> float:
        """Give the most that it can move with `remaining` changes, one of them at `spot`."""
        others = nlargest(remaining - 1, (gain for place, gain in self.gains.items() if place != spot))
        return self.gains.get(spot, 0.0) + sum(others)


class _OutOfSteps(Exception):  # noqa: N818 - it is a limit that was stated, no error
    pass


class _Search:
    def __init__(self, knowledge: Knowledge, answers: Answers, meaning: str, *, filling_in: bool) -> None:
        self._knowledge = knowledge
        self._start = standing_of(knowledge, answers)
        self._meaning = meaning
        self._answered = frozenset(single.place for single in singles_in(answers))
        self._filling_in = filling_in
        self._numbers = telling_numbers(knowledge)
        self._spots = _SpotIndex(knowledge)
        self._seen: set[frozenset[SingleAnswer]] = set()
        self._found: dict[frozenset[SingleAnswer], None] = {}
        self._steps = 0

    def smallest(self, at_most: int) -> Repairs:
        complete = 0
        try:
            for size in range(1, at_most + 1):
                self._seen.clear()
                self._explore(self._start, frozenset(), size)
                complete = size
                if self._found:
                    break
        except _OutOfSteps:
            self._found.clear()
        order = {name: position for position, name in enumerate(self._knowledge.facts)}
        sets = [tuple(sorted(found, key=lambda single: (order[single.fact], single.option))) for found in self._found]
        sets.sort(key=lambda found: [self._rank(single, order) for single in found])
        return Repairs(tuple(sets), complete)

    def _rank(self, single: SingleAnswer, order: Mapping[str, int]) -> tuple[bool, bool, int, str, str]:
        fact = self._knowledge.facts[single.fact]
        return single.answer is None, fact.sensitive, order[single.fact], single.option, str(single.answer)

    def _explore(self, standing: Standing, chosen: frozenset[SingleAnswer], remaining: int) -> None:
        if chosen in self._seen:
            return
        self._seen.add(chosen)
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise _OutOfSteps
        leads = standing.leads(self._meaning)
        if remaining == 0:
            if leads and not find_clashes(self._knowledge, standing.answers):
                self._found[chosen] = None
            return
        taken = {single.place for single in chosen}
        spots = self._within_a_clash(standing) if leads else self._promising(standing, remaining)
        for spot in spots:
            if spot not in taken and not (self._filling_in and spot in self._answered):
                for single in self._values(standing, spot):
                    self._explore(standing.after([single]), chosen | {single}, remaining - 1)

    def _values(self, standing: Standing, spot: Spot) -> Iterator[SingleAnswer]:
        """Give the other answers that can stand in a spot."""
        fact, option = spot
        given = {fact: standing.answers[fact]} if fact in standing.answers else {}
        current = next((one for one in singles_in(given) if one.place == spot), None)
        for single in full_answers(self._knowledge.facts[fact], self._numbers.get(fact, ())):
            if single.option == option and single != current:
                yield single
        if current is not None:
            yield SingleAnswer(fact, None, option)

    def _within_a_clash(self, standing: Standing) -> tuple[Spot, ...]:
        """Give the spots of one clash: to mend it, one of them has to change."""
        clash = next(iter(find_clashes(self._knowledge, standing.answers)), None)
        if clash is None:
            return ()
        return tuple(spot for fact in clash.facts for spot in self._spots.of_fact(fact))

    def _promising(self, standing: Standing, remaining: int) -> tuple[Spot, ...]:
        """Give the spots whose change can be part of so few changes that make the reading lead."""
        own = self._shares(standing, self._meaning, rising=True)
        certainty = standing.certainty(self._meaning)
        top = max(standing.certainties.items(), key=lambda item: item[1])
        blocked = certainty < bar_to_lead(top[1])
        rival = self._shares(standing, top[0], rising=False) if blocked else None
        spots = dict.fromkeys(own.gains)
        if certainty >= LEADING_MINIMUM and rival is not None:
            spots |= dict.fromkeys(rival.gains)
        return tuple(spot for spot in spots if self._suffices(own, rival, remaining, spot))

    @staticmethod
    def _suffices(own: _Shares, rival: _Shares | None, remaining: int, spot: Spot) -> bool:
        highest = own.now + own.most(remaining, spot) + _SLACK
        if highest < _LEAST:
            return False
        return rival is None or highest >= rival.now - rival.most(remaining, spot) + _NEAR

    def _shares(self, standing: Standing, name: str, *, rising: bool) -> _Shares:
        """Share out what each side of each line could gain for a reading, or lose where it is not to rise."""
        meaning = self._knowledge.meaning(name)
        counted = standing.sides(meaning)
        gains: dict[Spot, float] = defaultdict(float)
        sides: dict[tuple[str, Direction], list[Rule]] = defaultdict(list)
        for rule in meaning.rules:
            sides[rule.line, rule.direction].append(rule)
        for side, rules in sides.items():
            growing = (side[1] is Direction.FOR) == rising
            share = self._growth if growing else self._loss
            shares = share(standing, rules, counted[side])
            for spot, part in shares.items():
                gains[spot] += part
        return _Shares(sum(map(_logarithm, counted.values())), gains)

    def _growth(self, standing: Standing, rules: list[Rule], counted: Fraction) -> dict[Spot, float]:
        shares: dict[Spot, float] = {}
        for rule in rules:
            sign = 1 if rule.direction is Direction.FOR else -1
            gain = abs(_logarithm(sign * rule.weight)) - abs(_logarithm(counted))
            if gain > _SLACK:
                cost = self._cost(standing, rule)
                for spot in self._spots.of_rule(rule):
                    shares[spot] = max(shares.get(spot, 0.0), gain / cost)
        return shares

    def _loss(self, standing: Standing, rules: list[Rule], counted: Fraction) -> dict[Spot, float]:
        if counted == ZERO:
            return {}
        strongest = next(rule for rule in rules if standing.weight(rule) == abs(counted))
        return dict.fromkeys(self._spots.of_rule(strongest), abs(_logarithm(counted)))

    def _cost(self, standing: Standing, rule: Rule) -> int:
        """Give how many facts have to change at least before a rule can weigh more; 1 at least."""
        return max(1, min(self._missing(standing, alternative) for alternative in rule_alternatives(rule)))

    def _missing(self, standing: Standing, alternative: Alternative) -> int:
        facts: set[str] = set()
        most = 0
        for literal in alternative:
            if isinstance(literal.test, FindingTest):
                finding = self._spots.findings[literal.test.finding]
                if standing.support(finding.name) < THRESHOLD:
                    most = max(most, min(self._cost(standing, rule) for rule in finding.rules))
            elif literal.oriented(literal.test.value(standing.answers.get(literal.subject))).lo < THRESHOLD:
                facts.add(literal.subject)
        return max(most, len(facts))


class _SpotIndex:
    """Which spots the facts have, and which the rules depend on, through findings too."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._facts = knowledge.facts
        self.findings = {finding.name: finding for finding in knowledge.findings}
        self._of_rules: dict[str, tuple[Spot, ...]] = {}

    def of_fact(self, name: str) -> tuple[Spot, ...]:
        """Give the spots of a fact."""
        fact = self._facts[name]
        return tuple((name, option) for option in fact.option_names) if fact.kind is Kind.CHOICES else ((name, ""),)

    def of_rule(self, rule: Rule) -> tuple[Spot, ...]:
        """Give the spots that can make a difference to a rule."""
        if rule.name not in self._of_rules:
            self._of_rules[rule.name] = tuple(dict.fromkeys(self._tested(rule)))
        return self._of_rules[rule.name]

    def _tested(self, rule: Rule) -> Iterator[Spot]:
        for test in tests_in(rule.condition):
            if isinstance(test, FindingTest):
                for inner in self.findings[test.finding].rules:
                    yield from self.of_rule(inner)
            elif isinstance(test, OptionTest) and self._facts[test.fact].kind is Kind.CHOICES:
                yield from ((test.fact, option) for option in test.options)
            else:
                yield test.fact, ""


def _logarithm(contribution: Fraction) -> float:
    return math.log(likelihood_ratio(contribution))
