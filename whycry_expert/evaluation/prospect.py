"""What everything can still become under some answers, whatever else is answered.

A literal is *ruled out* when no further answer can make it hold: its fact was answered otherwise, gets no further
answer, does not apply any more, or is excluded by other answers as the vocabulary says. The vocabulary's exclusions
speak of answers that count as evidence, so ruling out is sound: answers that break them are refused.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from whycry_expert.evaluation.standing import Standing
from whycry_expert.evaluation.valuation import Valuation


class Prospect:
    """The best that further answers can make of everything. Worked out as far as it is asked for."""

    def __init__(self, standing: Standing, closed: Collection[str] = ()) -> None:
        """Start from a standing; facts in `closed` get no further answer, such as those answered with unsure."""
        self.standing = standing
        self._wiring, self._compiled = standing.wiring, standing.wiring.compiled
        self._closed = closed
        self._excluded = frozenset(_excluded(standing))
        self._worth: dict[int, int] = {}
        self._known: dict[int, Mapping[int, int]] = {}
        self._open: dict[int, bool] = {}

    @cached_property
    def literals(self) -> tuple[int, ...]:
        """What each literal over facts can become worth, 0 where it is ruled out."""
        return tuple(map(self.literal, range(len(self._compiled.literal_spots))))

    @cached_property
    def possible(self) -> Valuation:
        """What everything above the literals can become."""
        return Valuation.of(self._wiring, ((one, value) for one, value in enumerate(self.literals) if value))

    def applies(self, fact: int) -> bool:
        """Tell whether a fact may still be asked about: its `only if` is not ruled out."""
        only_if = self._compiled.only_ifs[fact]
        return only_if < 0 or any(all(map(self.literal, way)) for way in self._wiring.ways[only_if])

    def literal(self, number: int) -> int:
        """Give what a literal over a fact can become worth, 0 where it is ruled out."""
        if number not in self._worth:
            value = self._best(number)
            self._worth[number] = value if value >= self._compiled.threshold else 0
        return self._worth[number]

    def _best(self, literal: int) -> int:
        fact, spots = self._wiring.fact_of[literal], self._compiled.literal_spots[literal]
        negated, known = self._compiled.negated[literal], self._known_at(fact)
        values = [known[spot] for spot in spots if spot in known] if known else []
        if len(values) < len(spots):
            # what is still open can be answered fully for the literal, or not at all
            fully = self._is_open(fact) and not self._is_excluded(literal)
            values.append(self._compiled.scale if fully != negated else -self._compiled.scale)
        return -max(values) if negated else max(values)

    def _known_at(self, fact: int) -> Mapping[int, int]:
        if fact not in self._known:
            name = self._compiled.facts[fact]
            answer = self.standing.answers.get(name)
            self._known[fact] = self._wiring.spot_values(name, answer) if answer is not None else {}
        return self._known[fact]

    def _is_open(self, fact: int) -> bool:
        if fact not in self._open:
            self._open[fact] = self._compiled.facts[fact] not in self._closed and self.applies(fact)
        return self._open[fact]

    def _is_excluded(self, literal: int) -> bool:
        if literal in self._excluded or self._compiled.negated[literal]:
            return literal in self._excluded
        single = self._wiring.single
        return bool(self._excluded) and all(
            single.get(spot) in self._excluded for spot in self._compiled.literal_spots[literal]
        )


def _excluded(standing: Standing) -> Iterator[int]:
    """Give the literals that would clash with answers if they came to hold."""
    compiled, conditions = standing.wiring.compiled, standing.valuation.conditions
    for clash, ruled_out in zip(compiled.clashes, compiled.ruled_out, strict=True):
        failing = [position for position, condition in enumerate(clash) if not conditions[condition]]
        if len(failing) < 2:  # noqa: PLR2004 - all others hold, of each one or of the only one that does not
            for position in failing or range(len(clash)):
                yield from ruled_out[position]
