"""Finds answers that cannot all be true of one situation, as the vocabulary says."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, product

from msgspec import Struct

from whycry_expert.enumeration import all_of
from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Clash, Knowledge

_MOST_PAIRED = 60
"""Among more answers than these no two are looked for that rule a follow-up question out by themselves."""


class FoundClash(Struct, frozen=True):
    """`facts` are facts whose answers clash, of which none can be spared; `message` says why."""

    facts: tuple[str, ...]
    message: str


def find_clashes(knowledge: Knowledge, answers: Answers) -> tuple[FoundClash, ...]:
    """Give every clash among `answers`.

    Either conditions that exclude each other hold together, or a follow-up question was answered although what
    it asks about was answered otherwise.
    """
    return tuple(clashes_under(standing_of(knowledge, answers)))


def clashes_under(standing: Standing) -> Iterator[FoundClash]:
    """Give the clashes among the answers of a standing, each once, and work out none before it is asked for."""
    excluded = (_exclusion(clash, numbers, standing) for clash, numbers in _broken(standing))
    told = set()
    for found in chain(excluded, _out_of_place(standing)):
        if found not in told:
            told.add(found)
            yield found


def answers_clash(standing: Standing) -> bool:
    """Tell whether any answers clash, without saying which."""
    return any(_broken(standing)) or bool(_ruled_out(standing, standing.answers))


def _broken(standing: Standing) -> Iterator[tuple[Clash, tuple[int, ...]]]:
    """Give the clashes whose conditions all hold, and the numbers of these."""
    for clash, numbers in zip(standing.knowledge.clashes, standing.wiring.compiled.clashes, strict=True):
        if _all_hold(numbers, standing):
            yield clash, numbers


def _all_hold(numbers: tuple[int, ...], standing: Standing) -> bool:
    return all(map(standing.valuation.conditions.__getitem__, numbers))


def _exclusion(clash: Clash, numbers: tuple[int, ...], standing: Standing) -> FoundClash:
    facts = _smallest(clash, numbers, standing)
    told = all_of(f'"{condition}"' for condition in clash.conditions)
    return FoundClash(facts, f"{told} cannot both be true; change one of {all_of(facts)}, or make it unsure")


def _smallest(clash: Clash, numbers: tuple[int, ...], standing: Standing) -> tuple[str, ...]:
    """Name a smallest set of facts whose answers clash: of equal ones the first, as the conditions name them.

    A condition holds by any of its alternatives, and an alternative by the answers to just those facts that it tests.
    """
    wiring, literals = standing.wiring, standing.valuation.literals
    tested = tuple(dict.fromkeys(fact for condition in clash.conditions for fact in facts_in(condition)))
    places = {wiring.facts[fact]: place for place, fact in enumerate(tested)}
    holding = ([way for way in wiring.ways[number] if all(map(literals.__getitem__, way))] for number in numbers)
    found = (sorted({places[wiring.fact_of[one]] for way in ways for one in way}) for ways in product(*holding))
    return tuple(tested[place] for place in min(found, key=lambda one: (len(one), one)))


def _out_of_place(standing: Standing) -> Iterator[FoundClash]:
    for name in _ruled_out(standing, standing.answers):
        facts = (name, *_ruling_out(standing, name))
        condition = standing.knowledge.facts[name].only_if
        message = f"{name} is asked only if {condition}, and that was answered otherwise; change one of "
        yield FoundClash(facts, f"{message}{all_of(facts)}, or make it unsure")


def _ruled_out(standing: Standing, names: Iterable[str]) -> list[str]:
    """Name those of some facts that must not be asked about, as their `only if` can no longer hold."""
    conditions, only_ifs, facts = (
        standing.valuation.conditions,
        standing.wiring.compiled.only_ifs,
        standing.wiring.facts,
    )
    # what holds is not ruled out: for nearly all answers that is all that has to be looked at
    doubtful = [name for name in names if (only_if := only_ifs[facts[name]]) >= 0 and not conditions[only_if]]
    prospect = Prospect(standing) if doubtful else None
    return [name for name in doubtful if prospect is not None and not prospect.applies(facts[name])]


def _ruling_out(standing: Standing, name: str) -> tuple[str, ...]:
    """Name other facts whose answers rule a follow-up question out, of which none can be spared: few, where that is."""
    bearing = bearing_on(standing.knowledge, name)
    others = [fact for fact in standing.answers if fact in bearing]

    def suffice(chosen: Iterable[str]) -> bool:
        answers = {fact: standing.answers[fact] for fact in chosen}
        return bool(_ruled_out(standing_of(standing.knowledge, answers), [name]))

    sizes = (1, 2) if len(others) <= _MOST_PAIRED else (1,)
    one_or_two = (chosen for size in sizes for chosen in combinations(others, size) if suffice(chosen))
    return next(one_or_two, None) or _pruned(others, suffice)


def bearing_on(knowledge: Knowledge, name: str) -> set[str]:
    """Name the facts whose answers can rule a follow-up question out: those it asks about, and what excludes these."""
    asked: set[str] = set()
    pending = [name]
    while pending:
        only_if = knowledge.facts[pending.pop()].only_if
        new = {fact for fact in facts_in(only_if) if fact not in asked} if only_if is not None else set()
        asked |= new
        pending += new
    clashing = ({fact for part in clash.conditions for fact in facts_in(part)} for clash in knowledge.clashes)
    return asked.union(*(facts for facts in clashing if facts & asked)) - {name}


def _pruned(names: list[str], suffice: Callable[[Iterable[str]], bool]) -> tuple[str, ...]:
    """Drop names one by one while the rest suffices: nothing that is left can be spared."""
    kept = list(names)
    for name in names:
        rest = [other for other in kept if other != name]
        if suffice(rest):
            kept = rest
    return tuple(kept)
