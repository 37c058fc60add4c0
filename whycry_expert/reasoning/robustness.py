"""How much of a conclusion hangs on single answers: what changes when one, or two, were wrong."""

import math
from collections import Counter

from msgspec import Struct

from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.knowledge.answer import Answers, Changes, SlotChange, slots_in
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.changed_answers import Search, followed, other_answers, slots_of
from whycry_expert.situation.clashes import clashes_under
from whycry_expert.situation.full_answers import telling_numbers

MOST_PAIRS = 20_000
"""Pairs of changed answers are looked at only where there are no more of them than this."""


class Turn(Struct, frozen=True):
    """Changed answers after which other readings lead.

    `taken_back` are answers that do not go together with the changed ones and fall away with them.
    """

    changes: Changes
    leading: tuple[str, ...]
    taken_back: tuple[str, ...] = ()


class Robustness(Struct, frozen=True):
    """What changes the readings that lead.

    `tried` counts the single changes of given answers that were looked at. `wrong` are those that change what leads;
    `pairs` the pairs that do, looked for only where no single one does (`pairs_tried` is 0 where they were not), nor
    where there are `too_many`.
    `open` are answers to what is not answered yet that would change what leads.
    """

    leading: tuple[str, ...]
    tried: int
    wrong: tuple[Turn, ...]
    pairs_tried: int
    too_many: bool
    pairs: tuple[Turn, ...]
    open: tuple[Turn, ...]


def robustness_of(knowledge: Knowledge, answers: Answers) -> Robustness:
    """Try every other answer in the place of each single one, and every answer to what is not answered."""
    standing, numbers = standing_of(knowledge, answers), telling_numbers(knowledge)
    given = [other for one in slots_in(answers).items() for other in other_answers(knowledge, *one, numbers)]
    every = (one for fact in knowledge.facts.values() for one in slots_of(fact, answers.get(fact.name)).items())
    rest = [other for slot, now in every if now is None for other in other_answers(knowledge, slot, None, numbers)]
    in_one_slot = Counter(slot for slot, _ in given).values()
    pairs = math.comb(len(given), 2) - sum(math.comb(count, 2) for count in in_one_slot)
    looked_for = pairs if pairs <= MOST_PAIRS else 0
    turns = _turns(standing, given, at_most=2 if looked_for else 1)
    wrong = tuple(turn for turn in turns if len(turn.changes) == 1)
    return Robustness(
        standing.leading,
        len(given),
        wrong,
        pairs_tried=0 if wrong else looked_for,
        too_many=pairs > MOST_PAIRS,
        pairs=() if wrong else turns,
        open=_turns(standing, rest, at_most=1),
    )


def _turns(standing: Standing, changes: list[SlotChange], *, at_most: int) -> tuple[Turn, ...]:
    """Give the smallest sets of some changes after which other readings lead."""

    def reached(chosen: Changes, changed: Standing) -> bool:
        mended, _ = _without_clashes(changed, chosen)
        return mended is not None and set(mended.leading) != set(standing.leading)

    found = Search(standing, reached, lambda *_: changes, math.inf).smallest(at_most)
    return tuple(_turn(standing, chosen) for chosen in found.sets)


def _turn(standing: Standing, changes: Changes) -> Turn:
    mended, taken_back = _without_clashes(followed(standing, changes), changes)
    return Turn(changes, mended.leading if mended else (), taken_back)


def _without_clashes(changed: Standing, changes: Changes) -> tuple[Standing | None, tuple[str, ...]]:
    """Take back what clashes with the changed answers; None where these clash among themselves."""
    kept, taken = {fact for fact, _ in changes}, []
    while clash := next(clashes_under(changed), None):
        others = [fact for fact in clash.facts if fact not in kept]
        if not others:
            return None, ()
        changed = changed.after({others[0]: None})
        taken.append(others[0])
    return changed, tuple(taken)
