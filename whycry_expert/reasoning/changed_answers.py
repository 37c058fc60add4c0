"""The search over changed answers: which smallest sets of changes bring something about."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct, field

from whycry_expert.evaluation.standing import Standing
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind, Knowledge
from whycry_expert.situation.single_answers import SingleAnswer, full_answers, singles_in, with_singles

Changes: TypeAlias = tuple[SingleAnswer, ...]


def followed(standing: Standing, changes: Collection[SingleAnswer]) -> Standing:
    """Give the standing once some single answers are changed."""
    return standing.after(changed_answers(standing, changes))


def changed_answers(standing: Standing, changes: Collection[SingleAnswer]) -> dict[str, Answer | None]:
    """Give the answers to the facts that some single answers change, None where none is left."""
    facts = dict.fromkeys(change.fact for change in changes)
    answers = with_singles({fact: standing.answers[fact] for fact in facts if fact in standing.answers}, changes)
    return {fact: answers.get(fact) for fact in facts}


def other_answers(
    knowledge: Knowledge, single: SingleAnswer, numbers: Mapping[str, tuple[Fraction, ...]]
) -> Iterator[SingleAnswer]:
    """Give every full answer that could stand in the place of a single one, and none; of numbers, some for all."""
    for other in full_answers(knowledge.facts[single.fact], numbers.get(single.fact, ())):
        if other.place == single.place and other.answer != single.answer:
            yield other
    if single.answer is not None:
        yield SingleAnswer(single.fact, None, single.option)


def singles_of(standing: Standing, name: str) -> Iterator[SingleAnswer]:
    """Give the answer to a fact, or those to each option of a choices fact, as single answers, given or not."""
    fact, answer = standing.knowledge.facts[name], standing.answers.get(name)
    given = {single.place: single for single in singles_in({name: answer})} if answer is not None else {}
    for option in fact.option_names if fact.kind is Kind.CHOICES else ("",):
        yield given.get((name, option), SingleAnswer(name, None, option))


class Found(Struct, frozen=True):
    """The sets of changes of the smallest size that does it, as they were come upon.

    Every set of at most `complete_to` changes was considered.
    """

    sets: tuple[Changes, ...]
    complete_to: int


class Search(Struct):
    """Goes from one change to the next, and deeper only where no smaller set does it.

    `reached` tells whether some changes, and the standing after them, are what is looked for. `worthwhile` gives the
    changes that can be part of a set that is, from a standing after the changes chosen and with so many remaining: at
    least one of each such set. After `most_steps` changed situations the search is given up.
    """

    start: Standing
    reached: Callable[[Changes, Standing], bool]
    worthwhile: Callable[[Standing, Changes, int], Iterable[SingleAnswer]]
    most_steps: int
    _seen: set[frozenset[SingleAnswer]] = field(default_factory=set)
    _found: list[Changes] = field(default_factory=list)
    _steps: int = 0

    def smallest(self, at_most: int) -> Found:
        """Find the smallest sets of at most so many changes, one in each place; none where the steps do not suffice."""
        complete = 0
        try:
            for size in range(1, at_most + 1):
                self._seen.clear()
                self._explore(self.start, (), size)
                complete = size
                if self._found:
                    break
        except _OutOfStepsError:
            self._found.clear()
        return Found(tuple(self._found), complete)

    def _explore(self, standing: Standing, chosen: Changes, remaining: int) -> None:
        taken = {single.place for single in chosen}
        for single in self.worthwhile(standing, chosen, remaining):
            whole = frozenset((*chosen, single))
            if single.place in taken or whole in self._seen:
                continue
            self._seen.add(whole)
            self._steps += 1
            if self._steps > self.most_steps:
                raise _OutOfStepsError
            changed = followed(standing, [single])
            if remaining > 1:
                self._explore(changed, (*chosen, single), remaining - 1)
            elif self.reached((*chosen, single), changed):
                self._found.append((*chosen, single))


class _OutOfStepsError(Exception):
    pass
