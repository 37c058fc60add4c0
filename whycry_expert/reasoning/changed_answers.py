"""The search over changed answers: which smallest sets of changes bring something about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from msgspec import Struct, field

from whycry_expert.evaluation.standing import Standing
from whycry_expert.knowledge.answer import Answer, Changes, Slot, SlotChange, changed_by
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.situation.full_answers import full_answers


def followed(standing: Standing, changes: Changes) -> Standing:
    """Change some slots; only what hangs on them is worked out anew."""
    return standing.after(changed_answers(standing, changes))


def changed_answers(standing: Standing, changes: Changes) -> dict[str, Answer | None]:
    """Give the answers to the facts that some changes touch, None where none is left."""
    facts = dict.fromkeys(fact for fact, _ in changes)
    earlier = {fact: standing.answers[fact] for fact in facts if fact in standing.answers}
    answers = changed_by(changes.items(), earlier)
    return {fact: answers.get(fact) for fact in facts}


def slots_of(fact: Fact, given: Answer | None) -> Changes:
    """Give each slot of a fact with the answer in it, None where it has none."""
    answers = dict(given.parts()) if given is not None else {}
    return {(fact.name, option): answers.get(option) for option in fact.parts}


def other_answers(
    knowledge: Knowledge, slot: Slot, given: Answer | None, numbers: Mapping[str, Iterable[Fraction]]
) -> Iterator[SlotChange]:
    """Give every other full answer that a slot could have, and none; of a number fact, its `numbers` stand for all."""
    for other, answer in full_answers(knowledge.facts[slot[0]], numbers.get(slot[0], ())):
        if other == slot and answer != given:
            yield slot, answer
    if given is not None:
        yield slot, None


class SmallestSets(Struct, frozen=True):
    """The sets of changes of the smallest size that does it, as they were come upon.

    Every set of at most `complete_to` changes was considered.
    """

    sets: tuple[Changes, ...]
    complete_to: int


class Search(Struct):
    """Goes from one change to the next, and deeper only where no smaller set does it.

    `reached` tells whether some changes, and the standing after them, are what is looked for. `worthwhile` gives the
    changes that can be part of a set that is, from a standing after some of it and with so many remaining: at least one
    of each such set. After `most_steps` changed situations (`math.inf`: after none) the search is given up.
    """

    start: Standing
    reached: Callable[[Changes, Standing], bool]
    worthwhile: Callable[[Standing, int], Iterable[SlotChange]]
    most_steps: float
    _seen: set[frozenset[SlotChange]] = field(default_factory=set)
    _found: list[Changes] = field(default_factory=list)
    _steps: int = 0

    def smallest(self, at_most: int) -> SmallestSets:
        """Find the smallest sets of at most so many changes; none where the steps do not suffice."""
        complete = 0
        try:
            for size in range(1, at_most + 1):
                self._seen.clear()
                self._explore(self.start, {}, size)
                complete = size
                if self._found:
                    break
        except _OutOfStepsError:
            self._found.clear()
        return SmallestSets(tuple(self._found), complete)

    def _explore(self, standing: Standing, chosen: Changes, remaining: int) -> None:
        for slot, answer in self.worthwhile(standing, remaining):
            whole = {**chosen, slot: answer}
            key = frozenset(whole.items())
            if slot in chosen or key in self._seen:
                continue
            self._seen.add(key)
            self._steps += 1
            if self._steps > self.most_steps:
                raise _OutOfStepsError
            changed = followed(standing, {slot: answer})
            if remaining > 1:
                self._explore(changed, whole, remaining - 1)
            elif self.reached(whole, changed):
                self._found.append(whole)


class _OutOfStepsError(Exception):
    pass
