"""The smallest changes of answers that would make a reading lead, found by a complete search.

A reading leads once it is certain enough and stands beside every other one. Of each of these bars that is not met yet,
a set of changes that makes it lead must hold a change that brings the reading nearer to it; so only the changes
towards one such bar are followed, that with the fewest. A change is given up when it and the best others that could
go with it bring too little for any one of the bars.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest

from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.ratio import Ratio, can_lead, stands_beside
from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.evaluation.valuation import all_met
from whycry_expert.knowledge.answer import Answers, Changes, SlotChange
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, LEADING_SHARE, likelihood_ratio
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.changed_answers import Search, SmallestSets
from whycry_expert.reasoning.gains import SLACK, Gains
from whycry_expert.reasoning.moves import Moves
from whycry_expert.situation.clashes import answers_clash, clashes_under

MOST_CHANGES = 3
"""The search looks at sets of so many changes at most, where nothing else is asked for."""
MOST_STEPS = 40_000
"""The search looks at so many changed situations at most, for each kind of repair."""
_LEAST = math.log(likelihood_ratio(LEADING_MINIMUM))
_NEAR = math.log(LEADING_SHARE)


def repairs_for(
    knowledge: Knowledge, answers: Answers, meaning: str, *, filling_in: bool, at_most: int = MOST_CHANGES
) -> SmallestSets:
    """Find the smallest sets of at most `at_most` changes after which `meaning` leads, alone or beside others.

    A change is a full answer (no `probably`) to a fact or an option, or an answer taken back. With `filling_in` only
    what is not answered is changed. Changed answers that clash with others are no repair. The changes of a set, and the
    sets, are in the order of the vocabulary.
    """
    start = standing_of(knowledge, answers)
    way = _Way(start, meaning, filling_in=filling_in)
    found = Search(start, way.reached, way.worthwhile, MOST_STEPS).smallest(at_most)
    order = {name: position for position, name in enumerate(knowledge.facts)}
    sets = [dict(sorted(one.items(), key=lambda change: (order[change[0][0]], change[0][1]))) for one in found.sets]
    sets.sort(key=lambda one: [_rank(knowledge, change, order) for change in one.items()])
    return SmallestSets(tuple(sets), found.complete_to)


def _rank(knowledge: Knowledge, change: SlotChange, order: Mapping[str, int]) -> tuple[bool, bool, int, str, str]:
    (fact, option), answer = change
    return answer is None, knowledge.facts[fact].sensitive, order[fact], option, str(answer)


class _Way:
    """What has to be brought about for a reading to lead, and which changes can help with that."""

    def __init__(self, start: Standing, meaning: str, *, filling_in: bool) -> None:
        self._meaning = meaning
        self._own = start.wiring.readings[meaning]
        self._gains = Gains(Prospect(start).possible if filling_in else all_met(start.wiring))
        self._moves = Moves(start, filling_in=filling_in)

    def reached(self, _: Changes, standing: Standing) -> bool:
        """Tell whether the reading leads, without answers that clash."""
        return standing.leads(self._meaning) and not answers_clash(standing)

    def worthwhile(self, standing: Standing, remaining: int) -> Iterable[SlotChange]:
        """Give the changes that can be part of so many that make the reading lead."""
        changes = self._moves.changes
        if standing.leads(self._meaning):
            clash = next(clashes_under(standing), None)
            return self._moves.of_facts(clash.facts if clash is not None else ())
        bars = [(nearer, _enough(nearer, lacking, remaining)) for lacking, nearer in self._bars(standing, remaining)]
        able = set[int].intersection(*(enough for _, enough in bars))
        towards = ([move for move, gain in nearer.items() if gain > SLACK and move in able] for nearer, _ in bars)
        return [changes[move] for move in min(towards, key=len)]

    def _bars(self, standing: Standing, remaining: int) -> Iterator[tuple[float, dict[int, float]]]:
        """Give what the reading lacks to be certain enough, and to stand beside each other, where it does not yet.

        In logarithms of likelihood ratios, each with how much nearer the moves bring it at most.
        """
        own = standing.ratios[self._own]
        rise = self._nearer(standing, self._own, remaining, rising=True)
        if not can_lead(own):
            yield _LEAST - _logarithm(own), rise
        for rival, ratio in enumerate(standing.ratios):
            if can_lead(ratio) and not stands_beside(own, ratio):
                nearer = self._nearer(standing, rival, remaining, rising=False)
                for move, gain in rise.items():
                    nearer[move] = nearer.get(move, 0.0) + gain
                yield _logarithm(ratio) + _NEAR - _logarithm(own), nearer

    def _nearer(self, standing: Standing, reading: int, remaining: int, *, rising: bool) -> dict[int, float]:
        """Give how far each move can raise a reading, or else lower it."""
        compiled, nearer = standing.wiring.compiled, dict[int, float]()
        for side in compiled.readings[reading]:
            gained = dict[int, float]()
            if compiled.against[side] != rising:
                for literal, share in self._gains.growth(standing.valuation, side, remaining).items():
                    for move in self._moves.raising(literal):
                        if share > gained.get(move, 0.0):
                            gained[move] = share
            else:
                for loss, literals in self._gains.losses(standing.valuation, side):
                    for move in {move for literal in literals for move in self._moves.lowering(literal)}:
                        gained[move] = gained.get(move, 0.0) + loss
            for move, gain in gained.items():
                nearer[move] = nearer.get(move, 0.0) + gain
        return nearer


def _enough(nearer: Mapping[int, float], lacking: float, remaining: int) -> set[int]:
    """Tell which moves, with the best others, can bring what is lacking."""
    others = sum(nlargest(remaining - 1, nearer.values()))
    return {move for move, gain in nearer.items() if gain + others >= lacking - SLACK}


def _logarithm(ratio: Ratio) -> float:
    return math.log(ratio[0]) - math.log(ratio[1])
