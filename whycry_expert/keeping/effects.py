"""What a change of the knowledge does: to the situations that come with it, and to random ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whycry_expert.keeping.evaluating import Evaluator
from whycry_expert.keeping.examples import Example
from whycry_expert.keeping.random_situations import random_situations
from whycry_expert.knowledge.answer import Answer, Answers
from whycry_expert.knowledge.certainty import Band, band_of
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.reasoning.expectations import StatedOutcome, listed
from whycry_expert.situation.clashes import find_clashes


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """A situation that concludes otherwise, and in a sentence each, how."""

    name: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """The situations that conclude otherwise, and how often the band of each reading moves in random ones.

    `moved` gives for a meaning in how many of `tried` it goes up and down. `other_end` counts those where other
    readings lead or other notices are raised.
    """

    turns: tuple[OtherEnd, ...]
    tried: int
    moved: Mapping[str, tuple[int, int]]
    other_end: int


def effects_of(old: Knowledge, new: Knowledge, examples: Iterable[Example], number: int) -> Effects:
    """Compare what two knowledge bases make of some situations, and of `number` random ones that both allow.

    The situations were read with the new one.
    """
    before, after = Evaluator(old), Evaluator(new)
    turns = []
    for example in examples:
        how = tuple(_otherwise(before, after, example))
        if how:
            turns.append(OtherEnd(example.name, how))
    up: Counter[str] = Counter()
    down: Counter[str] = Counter()
    tried = other_end = 0
    for answers in random_situations(old, _same_facts(old, new), number):
        if find_clashes(new, answers):
            continue
        tried += 1
        was, now = _outcomes(before, after, answers)
        other_end += set(was.leading) != set(now.leading) or was.notices != now.notices
        for name, (first, second) in _moves(was, now):
            (up if _rank(second) < _rank(first) else down)[name] += 1
    moved = {meaning.name: (up[meaning.name], down[meaning.name]) for meaning in new.meanings}
    return Effects(tuple(turns), tried, {name: both for name, both in moved.items() if any(both)}, other_end)


def _otherwise(before: Evaluator, after: Evaluator, example: Example) -> Iterator[str]:
    """Say how a situation concludes otherwise, or what keeps it from being read."""
    if example.situation is not None:
        yield from _differences(*_outcomes(before, after, example.situation.answers))
    for problem in example.problems:
        where = f"{problem.place.line}:{problem.place.column}: " if problem.place.line else ""
        yield f"it cannot be read with the new knowledge: {where}{problem.message}"


def _outcomes(before: Evaluator, after: Evaluator, answers: Answers) -> tuple[StatedOutcome, StatedOutcome]:
    was, now = (evaluator.weigh(_known_to(evaluator.knowledge, answers)) for evaluator in (before, after))
    return before.outcome(was), after.outcome(now)


def _known_to(knowledge: Knowledge, answers: Answers) -> Answers:
    """Give those of some answers that a knowledge base can understand."""
    known = ((name, _known_of(knowledge.facts.get(name), answer)) for name, answer in answers.items())
    return {name: answer for name, answer in known if answer is not None}


def _known_of(fact: Fact | None, answer: Answer) -> Answer | None:
    of_choice, of_number = answer.rest_denied, answer.number is not None
    if fact is None or (fact.kind is Kind.CHOICE) != of_choice or (fact.kind is Kind.NUMBER) != of_number:
        return None
    return answer.where(lambda option, _: option in (fact.option_names or ("",)))


def _same_facts(old: Knowledge, new: Knowledge) -> tuple[str, ...]:
    """Name the facts that can be answered alike in both."""
    return tuple(
        name
        for name, fact in old.facts.items()
        if name in new.facts and new.facts[name].kind is fact.kind and new.facts[name].option_names == fact.option_names
    )


def _differences(was: StatedOutcome, now: StatedOutcome) -> Iterator[str]:
    if was.notices != now.notices:
        yield f"notices: {listed(was.notices)} -> {listed(now.notices)}"
    if set(was.leading) != set(now.leading):
        yield f"what leads: {listed(was.leading)} -> {listed(now.leading)}"
    for name, (first, second) in _moves(was, now):
        yield f"{name}: {first.value} -> {second.value}"


def _moves(was: StatedOutcome, now: StatedOutcome) -> Iterator[tuple[str, tuple[Band, Band]]]:
    for name, certainty in now.certainties.items():
        if name in was.certainties:
            bands = band_of(was.certainties[name]), band_of(certainty)
            if bands[0] is not bands[1]:
                yield name, bands


def _rank(band: Band) -> int:
    return list(Band).index(band)
