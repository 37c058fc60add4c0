"""The values of all layers above the literals, worked out from nothing, or after a few literals have changed.

What does not hold is worth 0 here: a rule that does not hold weighs nothing, however far below the threshold it is.
"""

from collections.abc import Iterable, Mapping

from whycry_expert.evaluation.compiled import TWENTIETHS
from whycry_expert.evaluation.wiring import Wiring


class Valuation:
    """What literals and conditions are worth where they hold, else 0; and findings and sides. Never changed."""

    __slots__ = ("conditions", "literals", "sides", "supports", "wiring")

    def __init__(
        self, wiring: Wiring, literals: list[int], conditions: list[int], supports: list[int], sides: list[int]
    ) -> None:
        self.wiring = wiring
        self.literals = literals
        self.conditions = conditions
        self.supports = supports
        self.sides = sides

    @classmethod
    def of(cls, wiring: Wiring, met: Iterable[tuple[int, int]]) -> "Valuation":
        """Value everything where exactly the literals over facts in `met` hold, each with its value.

        Each alternative counts what it still lacks (W. Dowling and J. Gallier, 1984), so the work follows the
        literals that hold, and not the size of the knowledge base.
        """
        return _FromNothing(wiring).valued(met)

    def after(self, changes: Mapping[int, int]) -> "tuple[Valuation, set[int]]":
        """Give the valuation after some literals over facts have new values, and the readings it changes."""
        wiring, strengths = self.wiring, self.wiring.compiled.strengths
        literals, conditions = self.literals.copy(), self.conditions.copy()
        supports, sides = self.supports.copy(), self.sides.copy()
        changed_findings: set[int] = set()
        changed_sides: set[int] = set()
        pending = [literal for literal, value in changes.items() if literals[literal] != value]
        for literal in pending:
            literals[literal] = changes[literal]
        while pending:
            touched = {condition for literal in pending for condition in wiring.literal_conditions[literal]}
            for condition in touched:
                value = highest_of(wiring.ways[condition], literals)
                if value != conditions[condition]:
                    conditions[condition] = value
                    if condition < len(strengths):
                        if (finding := wiring.finding_of[condition]) >= 0:
                            changed_findings.add(finding)
                        else:
                            changed_sides.add(wiring.side_of[condition])
            pending = []
            while changed_findings and not pending:
                finding = min(changed_findings)
                changed_findings.remove(finding)
                support = _strongest(wiring.compiled.findings[finding], strengths, conditions)
                supports[finding] = support
                literal = len(wiring.compiled.literal_spots) + finding
                if (value := support if support >= wiring.compiled.threshold else 0) != literals[literal]:
                    literals[literal] = value
                    pending.append(literal)
        for side in changed_sides:
            sides[side] = _strongest(wiring.compiled.sides[side], strengths, conditions)
        return Valuation(wiring, literals, conditions, supports, sides), {
            wiring.reading_of[one] for one in changed_sides
        }


def all_met(wiring: Wiring) -> Valuation:
    """Value everything where every literal holds fully: nothing can be worth more."""
    return Valuation.of(wiring, ((one, wiring.compiled.scale) for one in range(len(wiring.compiled.literal_spots))))


def highest_of(ways: tuple[tuple[int, ...], ...], literals: list[int]) -> int:
    """Give what a condition is worth, from its alternatives and what their literals are worth."""
    highest = 0
    for way in ways:
        value = literals[way[0]] if len(way) == 1 else min([literals[literal] for literal in way])
        if value > highest:  # noqa: PLR1730 - twice as fast as max, in the innermost loop
            highest = value
    return highest


def _strongest(rules: tuple[int, ...], strengths: tuple[int, ...], conditions: list[int]) -> int:
    return max([strengths[rule] * conditions[rule] for rule in rules]) // TWENTIETHS


class _FromNothing:
    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._literals = [0] * len(wiring.compiled.literals)
        self._conditions = [0] * len(wiring.compiled.conditions)
        self._holding: list[int] = []
        self._lacking = list(wiring.sizes)

    def valued(self, met: Iterable[tuple[int, int]]) -> Valuation:
        wiring, compiled, conditions = self._wiring, self._wiring.compiled, self._conditions
        self._meet(met)
        supports = [0] * len(compiled.findings)
        for finding, rules in enumerate(compiled.findings):
            if any(map(conditions.__getitem__, rules)):
                supports[finding] = support = _strongest(rules, compiled.strengths, conditions)
                if support >= compiled.threshold:
                    self._meet([(len(compiled.literal_spots) + finding, support)])
        sides = [0] * len(compiled.sides)
        side_of, strengths = wiring.side_of, compiled.strengths
        for rule in self._holding:
            if rule < len(strengths) and (side := side_of[rule]) >= 0:
                sides[side] = max(sides[side], strengths[rule] * conditions[rule] // TWENTIETHS)
        return Valuation(wiring, self._literals, conditions, supports, sides)

    def _meet(self, met: Iterable[tuple[int, int]]) -> None:
        wiring, literals, lacking = self._wiring, self._literals, self._lacking
        alone, together = wiring.alone, wiring.together
        for literal, value in met:
            literals[literal] = value
            for condition in alone[literal]:
                self._raise(condition, value)
            for way in together[literal]:
                lacking[way] -= 1
                if not lacking[way]:
                    value_of_way = min([literals[one] for one in wiring.compiled.alternatives[way]])
                    self._raise(wiring.condition_of[way], value_of_way)

    def _raise(self, condition: int, value: int) -> None:
        if value > self._conditions[condition]:
            if not self._conditions[condition]:
                self._holding.append(condition)
            self._conditions[condition] = value
