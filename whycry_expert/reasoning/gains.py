"""How much changes of single literals can bring at most towards a reading that leads.

A side of a line of evidence grows when a rule on it comes to weigh more. That takes a number of changes at least, so
its gain is shared out among them. A side loses when the rules that weigh most in it are lowered one by one; each loss
goes to every change that lowers the rule. So no set of changes moves a reading further than the sum of its shares.
Logarithms of likelihood ratios add up where certainties combine, so the shares do too.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import TypeAlias

from whycry_expert.evaluation.compiled import TWENTIETHS
from whycry_expert.evaluation.valuation import Valuation

SLACK = 1e-9
"""Gains are added up as floats; nothing is given up for a difference this small."""
Growth: TypeAlias = Mapping[int, float]
"""The share of each literal over facts that helps a side to grow when it is raised."""
Losses: TypeAlias = tuple[tuple[float, frozenset[int]], ...]
"""What a side loses with each of its rules, and the literals of which one has to be lowered for it."""


class Gains:
    """Shares of sides; what was found for a side is found again while what it hangs on is worth the same.

    `possible` is the most that changes can make of everything.
    """

    def __init__(self, possible: Valuation) -> None:
        self._wiring, self._possible = possible.wiring, possible
        self._over_facts = len(possible.wiring.compiled.literal_spots)
        self._worth: dict[int, Callable[[list[int]], object]] = {}
        self._growths: dict[object, Growth] = {}
        self._losses: dict[object, Losses] = {}

    def growth(self, known: Valuation, side: int, changes: int) -> Growth:
        """Share out what a side can grow by with so many changes."""
        key = side, changes, self._worth_below(known, side)
        if key not in self._growths:
            self._growths[key] = self._growth(_Needs(known, self._possible, changes), known, side, changes)
        return self._growths[key]

    def losses(self, known: Valuation, side: int) -> Losses:
        """Tell what a side can lose, rule by rule, from the strongest on."""
        key = side, self._worth_below(known, side)
        if key not in self._losses:
            self._losses[key] = tuple(self._losing(known, side))
        return self._losses[key]

    def _worth_below(self, known: Valuation, side: int) -> object:
        if side not in self._worth:
            rules = self._wiring.compiled.sides[side]
            below = frozenset[int]().union(*(self._wiring.literals_below[rule] for rule in rules))
            self._worth[side] = itemgetter(*below) if below else len
        return self._worth[side](known.literals)

    def _growth(self, needs: "_Needs", known: Valuation, side: int, changes: int) -> Growth:
        compiled, shares = self._wiring.compiled, dict[int, float]()
        counted = self._magnitude(TWENTIETHS * known.sides[side])
        for rule in compiled.sides[side]:
            for way in self._wiring.ways[rule]:
                most = min([self._possible.literals[literal] for literal in way])
                gain = self._magnitude(compiled.strengths[rule] * most) - counted
                if gain > SLACK:
                    cost, helping = needs.of(way)
                    if cost <= changes:
                        for literal in helping:
                            shares[literal] = max(shares.get(literal, 0.0), gain / cost)
        return shares

    def _losing(self, known: Valuation, side: int) -> Iterator[tuple[float, frozenset[int]]]:
        strengths, conditions, literals = self._wiring.compiled.strengths, known.conditions, known.literals
        weights = {rule: strengths[rule] * conditions[rule] for rule in self._wiring.compiled.sides[side]}
        ranked = sorted((rule for rule in weights if weights[rule]), key=lambda rule: -weights[rule])
        magnitudes = [*(self._magnitude(weights[rule]) for rule in ranked), 0.0]
        for rule, before, after in zip(ranked, magnitudes, magnitudes[1:], strict=False):
            if before - after > SLACK:
                below = self._wiring.literals_below[rule]
                yield before - after, frozenset(literal for literal in below if literals[literal])

    def _magnitude(self, twentieths: int) -> float:
        """Give the logarithm of the likelihood ratio of a contribution, whatever its sign."""
        return -math.log1p(-twentieths / (TWENTIETHS * self._wiring.compiled.scale))


class _Needs:
    """How many changes alternatives need to be worth more than under some values."""

    def __init__(self, known: Valuation, possible: Valuation, changes: int) -> None:
        self._wiring, self._known, self._possible = known.wiring, known.literals, possible.literals
        self._changes = changes
        self._over_facts = len(known.wiring.compiled.literal_spots)
        self._of_findings: dict[int, tuple[int, frozenset[int]]] = {}

    def of(self, way: tuple[int, ...]) -> tuple[int, frozenset[int]]:
        """Give the least number of changes that an alternative needs, and the literals that these raise."""
        missing = [literal for literal in way if not self._known[literal]]
        if missing:
            over_facts = [literal for literal in missing if literal < self._over_facts]
            found = [self._of_finding(literal) for literal in missing if literal >= self._over_facts]
            facts = {self._wiring.fact_of[literal] for literal in over_facts}
            cost = max([len(facts), *(cost for cost, _ in found)])
        else:
            weak = [literal for literal in way if self._known[literal] < self._wiring.compiled.scale]
            over_facts = [literal for literal in weak if literal < self._over_facts]
            found = [self._of_finding(literal) for literal in weak if literal >= self._over_facts]
            cost = 1
        return cost, frozenset(over_facts).union(*(helping for _, helping in found))

    def _of_finding(self, literal: int) -> tuple[int, frozenset[int]]:
        """Give the same for a finding: for the cheapest of its rules, and for all that can be afforded."""
        finding = literal - self._over_facts
        if finding not in self._of_findings:
            ways = [way for rule in self._wiring.compiled.findings[finding] for way in self._wiring.ways[rule]]
            found = [self.of(way) for way in ways if all(map(self._possible.__getitem__, way))]
            cost = min((cost for cost, _ in found), default=self._changes + 1)
            helping = frozenset[int]().union(*(helping for cost, helping in found if cost <= self._changes))
            self._of_findings[finding] = cost, helping
        return self._of_findings[finding]
