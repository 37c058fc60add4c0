"""The changes of answers that a search can make, and which literals each of them raises or lowers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from whycry_expert.evaluation.standing import Standing
from whycry_expert.knowledge.answer import Slot, SlotChange, slots_in
from whycry_expert.reasoning.changed_answers import changed_answers, other_answers, slots_of
from whycry_expert.situation.full_answers import telling_numbers


class _MovesAtFact(Struct, frozen=True):
    """The moves at one fact, and those of them that raise or lower a literal, by the literal."""

    all: list[int] = field(default_factory=list)
    raising: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    lowering: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


class Moves:
    """Numbers the changes as they are come upon. With `filling_in`, only what is not answered is changed.

    No change moves what another slot answers, so each raises and lowers the same whatever else is changed.
    """

    def __init__(self, start: Standing, *, filling_in: bool) -> None:
        self.changes: list[SlotChange] = []
        self._fixed = slots_in(start.answers).keys() if filling_in else frozenset[Slot]()
        self._numbers = telling_numbers(start.knowledge)
        self._start = start
        self._found: dict[int, _MovesAtFact] = {}

    def raising(self, literal: int) -> Sequence[int]:
        """Give the moves that raise a literal, by themselves or together with others."""
        return self._at(self._start.wiring.fact_of[literal]).raising.get(literal, ())

    def lowering(self, literal: int) -> Sequence[int]:
        """Give the moves that lower a literal, by themselves or together with others."""
        return self._at(self._start.wiring.fact_of[literal]).lowering.get(literal, ())

    def of_facts(self, names: Iterable[str]) -> list[SlotChange]:
        """Give the changes at the facts of these names."""
        return [self.changes[move] for name in names for move in self._at(self._start.wiring.facts[name]).all]

    def _at(self, fact: int) -> _MovesAtFact:
        if fact not in self._found:
            self._found[fact] = found = _MovesAtFact()
            asked = self._start.knowledge.facts[self._start.wiring.compiled.facts[fact]]
            for slot, given in slots_of(asked, self._start.answers.get(asked.name)).items():
                if slot not in self._fixed:
                    for change in other_answers(self._start.knowledge, slot, given, self._numbers):
                        self._take(found, change)
        return self._found[fact]

    def _take(self, found: _MovesAtFact, change: SlotChange) -> None:
        move = len(self.changes)
        self.changes.append(change)
        found.all.append(move)
        raised, lowered = _moved(self._start, change)
        for literal in raised:
            found.raising[literal].append(move)
        for literal in lowered:
            found.lowering[literal].append(move)


def _moved(standing: Standing, change: SlotChange) -> tuple[set[int], set[int]]:
    """Give the literals of which a change raises a spot, and those of which it lowers one.

    A literal over several options of a choices fact may need more than one change to be worth anything else.
    """
    wiring, (fact, _) = standing.wiring, change[0]
    answers = standing.answers.get(fact), changed_answers(standing, dict([change]))[fact]
    before, after = (wiring.spot_values(fact, answer) if answer is not None else {} for answer in answers)
    raised: set[int] = set()
    lowered: set[int] = set()
    for spot in before.keys() | after.keys():
        old, new = before.get(spot, 0), after.get(spot, 0)
        if new > max(old, 0):
            raised.update(wiring.asserting[spot])
        if old > max(new, 0):
            lowered.update(wiring.asserting[spot])
        if new < min(old, 0):
            raised.update(wiring.denying[spot])
        if old < min(new, 0):
            lowered.update(wiring.denying[spot])
    return raised, lowered
