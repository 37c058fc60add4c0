"""What everything can still become under some answers, whatever else is answered.

A literal is *ruled out* when no further answer can make it hold: its fact was answered otherwise, gets no further
answer, does not apply any more, or is excluded by other answers as the vocabulary says. The vocabulary's exclusions
speak of answers that count as evidence, so ruling out is sound: answers that break them are refused.
"""

from collections.abc import Collection, Iterator
from functools import cached_property

from whycry_expert.evaluation.standing import Standing
from whycry_expert.evaluation.valuation import Valuation, highest_of


class Prospect:
    """The best that further answers can make of everything.

    `literals` says what each literal over facts is worth then, 0 where it is ruled out; `applies` tells for each fact
    whether it may still be asked about: whether its `only if` is not ruled out.
    """

    def __init__(self, standing: Standing, closed: Collection[str] = ()) -> None:
        """Start from a standing; facts in `closed` get no further answer, such as those answered with unsure."""
        self.standing = standing
        wiring, compiled = standing.wiring, standing.wiring.compiled
        self._excluded = frozenset(_excluded(standing))
        self.literals = [compiled.scale] * len(compiled.literal_spots)
        self.applies: list[bool] = []
        excluded_facts = {wiring.fact_of[literal] for literal in self._excluded}
        for fact, (name, only_if) in enumerate(zip(compiled.facts, compiled.only_ifs, strict=True)):
            self.applies.append(only_if < 0 or highest_of(wiring.ways[only_if], self.literals) > 0)
            is_open = self.applies[fact] and name not in closed
            if not is_open or fact in excluded_facts or name in standing.answers:
                self._take(fact, name, is_open=is_open)

    def _take(self, fact: int, name: str, *, is_open: bool) -> None:
        wiring, compiled = self.standing.wiring, self.standing.wiring.compiled
        answer = self.standing.answers.get(name)
        known = wiring.spot_values(name, answer) if answer is not None else {}
        for literal in wiring.fact_literals[fact]:
            value = self._best(literal, known, is_open=is_open)
            self.literals[literal] = value if value >= compiled.threshold else 0

    def _best(self, literal: int, known: dict[int, int], *, is_open: bool) -> int:
        compiled = self.standing.wiring.compiled
        spots, negated = compiled.literal_spots[literal], compiled.negated[literal]
        values = [known[spot] for spot in spots if spot in known]
        if len(values) < len(spots):
            # what is still open can be answered fully for the literal, or not at all
            fully = is_open and not self._is_excluded(literal)
            values.append(compiled.scale if fully != negated else -compiled.scale)
        return -max(values) if negated else max(values)

    def _is_excluded(self, literal: int) -> bool:
        wiring = self.standing.wiring
        if literal in self._excluded or wiring.compiled.negated[literal]:
            return literal in self._excluded
        return all(wiring.single.get(spot) in self._excluded for spot in wiring.compiled.literal_spots[literal])

    @cached_property
    def possible(self) -> Valuation:
        """What everything above the literals can become."""
        return Valuation.of(self.standing.wiring, ((one, value) for one, value in enumerate(self.literals) if value))


def _excluded(standing: Standing) -> Iterator[int]:
    """Give the literals that would clash with answers if they came to hold."""
    compiled, conditions = standing.wiring.compiled, standing.valuation.conditions
    for clash, ruled_out in zip(compiled.clashes, compiled.ruled_out, strict=True):
        failing = [position for position, condition in enumerate(clash) if not conditions[condition]]
        if len(failing) < 2:  # noqa: PLR2004 - all others hold, of each one or of the only one that does not
            for position in failing or range(len(clash)):
                yield from ruled_out[position]
