"""How much of a conclusion hangs on single answers: what changes when one, or two, were wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.standing import Standing, standing_of
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.single_answers import SingleAnswer, full_answers, singles_in, telling_numbers

MOST_PAIRS = 20_000
"""Pairs of changed answers are looked at only where there are no more of them than this."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Changed answers after which other readings lead.

    `taken_back` are answers that do not go together with the changed ones and fall away with them.
    """

    changes: tuple[SingleAnswer, ...]
    leading: tuple[str, ...]
    taken_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Robustness:
    """What changes the readings that lead.

    `tried` counts the single changes of given answers that were looked at. `wrong` are those that change what leads;
    `pairs` the pairs that do, looked for only where no single one does (`pairs_tried` is 0 where they were not).
    `open` are answers to what is not answered yet that would change what leads.
    """

    leading: tuple[str, ...]
    tried: int
    wrong: tuple[Turn, ...]
    pairs_tried: int
    pairs: tuple[Turn, ...]
    open: tuple[Turn, ...]


def robustness_of(knowledge: Knowledge, answers: Answers) -> Robustness:
    """Try every other answer in the place of each single one, and every answer to what is not answered."""
    standing = standing_of(knowledge, answers)
    changes = list(_other_answers(knowledge, answers))
    wrong = tuple(_turns(standing, ((change,) for change in changes)))
    pairs: tuple[Turn, ...] = ()
    possible = [pair for pair in combinations(changes, 2) if pair[0].place != pair[1].place]
    pairs_tried = len(possible) if not wrong and len(possible) <= MOST_PAIRS else 0
    if pairs_tried:
        pairs = tuple(_turns(standing, possible))
    fillings = ((change,) for change in _answers_to_the_rest(knowledge, answers))
    return Robustness(standing.leading, len(changes), wrong, pairs_tried, pairs, tuple(_turns(standing, fillings)))


def _turns(standing: Standing, sets: Iterable[Sequence[SingleAnswer]]) -> Iterator[Turn]:
    for changes in sets:
        changed, taken_back = _without_clashes(standing.after(changes), {change.fact for change in changes})
        if changed is not None and set(changed.leading) != set(standing.leading):
            yield Turn(tuple(changes), changed.leading, taken_back)


def _without_clashes(changed: Standing, kept: set[str]) -> tuple[Standing | None, tuple[str, ...]]:
    """Take back what clashes with the changed answers; None where these clash among themselves."""
    taken: list[str] = []
    knowledge = changed.dependencies.knowledge
    while clashes := find_clashes(knowledge, changed.answers):
        others = [fact for fact in clashes[0].facts if fact not in kept]
        if not others:
            return None, ()
        singles = singles_in({others[0]: changed.answers[others[0]]})
        changed = changed.after([SingleAnswer(single.fact, None, single.option) for single in singles])
        taken.append(others[0])
    return changed, tuple(taken)


def _other_answers(knowledge: Knowledge, answers: Answers) -> Iterator[SingleAnswer]:
    """Give, in the place of each single answer, every other full answer, and none."""
    numbers = telling_numbers(knowledge)
    for single in singles_in(answers):
        for other in full_answers(knowledge.facts[single.fact], numbers.get(single.fact, ())):
            if other.place == single.place and other.answer != single.answer:
                yield other
        yield SingleAnswer(single.fact, None, single.option)


def _answers_to_the_rest(knowledge: Knowledge, answers: Answers) -> Iterator[SingleAnswer]:
    given = {single.place for single in singles_in(answers)}
    numbers = telling_numbers(knowledge)
    for fact in knowledge.facts.values():
        for single in full_answers(fact, numbers.get(fact.name, ())):
            if single.place not in given:
                yield single
