"""Finds answers that cannot all be true of one situation, as the vocabulary says."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.condition import Condition, facts_in, value_of
from whycry_expert.knowledge.model import Knowledge


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


def does_not_apply(condition: Condition | None, answers: Answers) -> bool:
    """Tell whether the `only if` of a fact is ruled out by the answers, whatever is still answered."""
    return condition is not None and value_of(condition, answers, {}).hi < THRESHOLD


def _excluded(knowledge: Knowledge, answers: Answers) -> Iterator[FoundClash]:
    for clash in knowledge.clashes:
        if _all_hold(clash.conditions, answers):
            facts = _smallest(clash.conditions, answers)
            told = " and ".join(f'"{condition}"' for condition in clash.conditions)
            yield FoundClash(facts, f"{told} cannot both be true; change one of {_named(facts)}, or make it unsure")


def _out_of_place(knowledge: Knowledge, answers: Answers) -> Iterator[FoundClash]:
    for name in answers:
        condition = knowledge.facts[name].only_if
        if condition is not None and does_not_apply(condition, answers):
            known = {fact: answers[fact] for fact in facts_in(condition) if fact in answers}
            blocking = next(
                chosen
                for size in range(1, len(known) + 1)
                for chosen in combinations(known, size)
                if does_not_apply(condition, {fact: known[fact] for fact in chosen})
            )
            facts = (name, *blocking)
            message = f"{name} is asked only if {condition}, and that was answered otherwise; change one of "
            yield FoundClash(facts, f"{message}{_named(facts)}, or make it unsure")


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
