"""How far each reading can still move once the open questions are answered.

The bounds are sound: no set of further answers that the vocabulary allows leads outside of them.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from heapq import nlargest
from operator import itemgetter

from msgspec import Struct

from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.ratio import certainty_of, combined
from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, ZERO, bar_to_lead
from whycry_expert.knowledge.model import Knowledge


class Bounds(Struct, frozen=True):
    """The worst and the best certainty that further answers can make of a meaning, both in (-1, 1)."""

    worst: Fraction
    best: Fraction


class Outlook(Struct, frozen=True, dict=True):
    """How everything stands under some answers, and what it can still become."""

    prospect: Prospect

    @property
    def standing(self) -> Standing:
        """How everything stands now."""
        return self.prospect.standing

    @cached_property
    def bounds(self) -> Mapping[str, Bounds]:
        """The bounds of every reading, in the order of the meanings."""
        return {name: _bounds(self.prospect, number) for name, number in self.standing.wiring.readings.items()}

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The readings that lead now."""
        return self.standing.leading

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
        return next((best for name, best in self._highest_bests if name != meaning), ZERO)

    @cached_property
    def _highest_bests(self) -> list[tuple[str, Fraction]]:
        """The two readings that can reach the most, with what that is."""
        return nlargest(2, ((name, bounds.best) for name, bounds in self.bounds.items()), key=itemgetter(1))


def outlook_of(knowledge: Knowledge, answers: Answers, closed: Collection[str] = ()) -> Outlook:
    """Look ahead from some answers; facts in `closed` get no further answer."""
    return Outlook(Prospect(standing_of(knowledge, answers), closed))


def _bounds(prospect: Prospect, reading: int) -> Bounds:
    compiled = prospect.standing.wiring.compiled
    known, possible = prospect.standing.valuation.sides, prospect.possible.sides
    speaking_for = [side for side in compiled.readings[reading] if not compiled.against[side]]
    against = [side for side in compiled.readings[reading] if compiled.against[side]]
    worst = combined([known[side] for side in speaking_for], [possible[side] for side in against], compiled.scale)
    best = combined([possible[side] for side in speaking_for], [known[side] for side in against], compiled.scale)
    return Bounds(certainty_of(worst), certainty_of(best))
