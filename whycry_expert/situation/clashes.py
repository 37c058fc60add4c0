"""Finds answers that cannot all be true of one situation, as the vocabulary says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.condition import Condition, facts_in, value_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.possibility import Possibilities


@dataclass(frozen=True, slots=True)
class FoundClash:
    """`facts` is a smallest set of facts whose answers clash; `message` says why."""

    facts: tuple[str, ...]
    message: str


def find_clashes(knowledge: Knowledge, answers: Answers) -> tuple[FoundClash, ...]:
    """Give every clash among `answers`.

    Either conditions that exclude each other hold together, or a follow-up question was answered although what
    it asks about was answered otherwise.
    """
    return tuple(dict.fromkeys((*_excluded(knowledge, answers), *_out_of_place(knowledge, answers))))


def _excluded(knowledge: Knowledge, answers: Answers) -> Iterator[FoundClash]:
    for clash in knowledge.clashes:
        if _all_hold(clash.conditions, answers):
            facts = _smallest(clash.conditions, answers)
            told = " and ".join(f'"{condition}"' for condition in clash.conditions)
            yield FoundClash(facts, f"{told} cannot both be true; change one of {_named(facts)}, or make it unsure")


def _out_of_place(knowledge: Knowledge, answers: Answers) -> Iterator[FoundClash]:
    possibilities = Possibilities(knowledge, answers)
    for name in answers:
        if not possibilities.applies(name):
            facts = (name, *_ruling_out(knowledge, answers, name))
            condition = knowledge.facts[name].only_if
            message = f"{name} is asked only if {condition}, and that was answered otherwise; change one of "
            yield FoundClash(facts, f"{message}{_named(facts)}, or make it unsure")


def _ruling_out(knowledge: Knowledge, answers: Answers, name: str) -> tuple[str, ...]:
    """Name a smallest set of other facts whose answers rule a follow-up question out."""
    others = [fact for fact in answers if fact != name]

    def suffice(chosen: Iterable[str]) -> bool:
        return not Possibilities(knowledge, {fact: answers[fact] for fact in chosen}).applies(name)

    one_or_two = (chosen for size in (1, 2) for chosen in combinations(others, size) if suffice(chosen))
    smallest = next(one_or_two, None)
    return smallest if smallest is not None else _pruned(others, suffice)


def _pruned(names: list[str], suffice: Callable[[Iterable[str]], bool]) -> tuple[str, ...]:
    """Drop names one by one while the rest suffices: nothing that is left can be spared."""
    kept = list(names)
    for name in names:
        rest = [other for other in kept if other != name]
        if suffice(rest):
            kept = rest
    return tuple(kept)


def _all_hold(conditions: tuple[Condition, ...], answers: Answers) -> bool:
    return all(value_of(condition, answers, {}).holds for condition in conditions)


def _smallest(conditions: tuple[Condition, ...], answers: Answers) -> tuple[str, ...]:
    involved = [
        fact
        for fact in dict.fromkeys(fact for condition in conditions for fact in facts_in(condition))
        if fact in answers
    ]
    return next(
        chosen
        for size in range(1, len(involved) + 1)
        for chosen in combinations(involved, size)
        if _all_hold(conditions, {fact: answers[fact] for fact in chosen})
    )


def _named(facts: tuple[str, ...]) -> str:
    return " and ".join(facts) if len(facts) < 3 else ", ".join(facts)  # noqa: PLR2004 - two are joined by "and"
