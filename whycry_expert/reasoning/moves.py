"""The changes of answers that are open somewhere in a search, and which literals each of them raises or lowers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from whycry_expert.evaluation.standing import Standing
from whycry_expert.knowledge.answer import Changes, Slot, SlotChange, slots_in
from whycry_expert.reasoning.changed_answers import changed_answers, followed, other_answers, slots_of
from whycry_expert.situation.full_answers import telling_numbers


class _MovesAtFact(Struct, frozen=True):
    """The moves at one fact, and those of them that raise or lower a literal, by the literal."""

    all: list[int] = field(default_factory=list)
    raising: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    lowering: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


class Moves:
    """Numbers the changes as they are come upon. With `filling_in`, only what is not answered is changed."""

    def __init__(self, start: Standing, *, filling_in: bool) -> None:
        self.changes: list[SlotChange] = []
        self._fixed = slots_in(start.answers).keys() if filling_in else frozenset[Slot]()
        self._numbers = telling_numbers(start.knowledge)
        self._start = start
        self._found: dict[tuple[int, frozenset[SlotChange]], _MovesAtFact] = {}

    def at(self, fact: int, chosen: frozenset[SlotChange]) -> _MovesAtFact:
        """Give the moves at a fact after the changes chosen there: in other slots than theirs."""
        key = fact, chosen
        if key not in self._found:
            self._found[key] = found = _MovesAtFact()
            changes = dict(chosen)
            standing = followed(self._start, changes) if changes else self._start
            asked = standing.knowledge.facts[standing.wiring.compiled.facts[fact]]
            for slot, given in slots_of(asked, standing.answers.get(asked.name)).items():
                if slot not in self._fixed and slot not in changes:
                    for change in other_answers(standing.knowledge, slot, given, self._numbers):
                        self._take(found, standing, change)
        return self._found[key]

    def _take(self, found: _MovesAtFact, standing: Standing, change: SlotChange) -> None:
        move = len(self.changes)
        self.changes.append(change)
        found.all.append(move)
        raised, lowered = _moved(standing, change)
        for literal in raised:
            found.raising[literal].append(move)
        for literal in lowered:
            found.lowering[literal].append(move)


class OpenMoves:
    """The moves that are open once some changes are chosen."""

    def __init__(self, moves: Moves, start: Standing, chosen: Changes) -> None:
        self.changes: Sequence[SlotChange] = moves.changes
        self._moves = moves
        self._facts, self._fact_of = start.wiring.facts, start.wiring.fact_of
        self._chosen: dict[int, frozenset[SlotChange]] = {}
        for change in chosen.items():
            fact = self._facts[change[0][0]]
            self._chosen[fact] = self._chosen.get(fact, _NONE) | {change}

    def raising(self, literal: int) -> Sequence[int]:
        """Give the moves that raise a literal, by themselves or together with others."""
        return self._at(self._fact_of[literal]).raising.get(literal, ())

    def lowering(self, literal: int) -> Sequence[int]:
        """Give the moves that lower a literal, by themselves or together with others."""
        return self._at(self._fact_of[literal]).lowering.get(literal, ())

    def of_facts(self, names: Iterable[str]) -> list[SlotChange]:
        """Give the changes that are open at the facts of these names."""
        return [self.changes[move] for name in names for move in self._at(self._facts[name]).all]

    def _at(self, fact: int) -> _MovesAtFact:
        return self._moves.at(fact, self._chosen.get(fact, _NONE))


_NONE: frozenset[SlotChange] = frozenset()


def _moved(standing: Standing, change: SlotChange) -> tuple[set[int], set[int]]:
    """Give the literals of which a change raises a spot, and those of which it lowers one.

    A literal over several options of a choices fact may need more than one change to be worth anything else.
    """
    wiring, open_ = standing.wiring, -standing.wiring.compiled.scale
    (fact, _), _ = change
    answers = standing.answers.get(fact), changed_answers(standing, dict([change]))[fact]
    before, after = (wiring.spot_values(fact, answer) if answer is not None else {} for answer in answers)
    raised: set[int] = set()
    lowered: set[int] = set()
    for spot in before.keys() | after.keys():
        for sign, literals in ((1, wiring.asserting[spot]), (-1, wiring.denying[spot])):
            old = sign * before[spot] if spot in before else open_
            new = sign * after[spot] if spot in after else open_
            if new != old:
                (raised if new > old else lowered).update(literals)
    return raised, lowered
