"""What stands in a conclusion beside its proof: the situation in its own words, and the outlook.

Neither follows from the answers alone, so only this is looked at: that nothing else stands there, that everything is of
its kind and names what the knowledge has, and that the bounds enclose the certainties that were proved.
"""

from collections.abc import Collection, Generator, Iterator, Mapping
from fractions import Fraction

from whycry_expert.knowledge.model import Knowledge
from whycry_expert.proof.comparison import Fault
from whycry_expert.proof.exact_json import Json, shown

_OPEN_QUESTION = ("fact", "question", "bears_on")
_BOUNDS = ("worst", "best")


def situation_faults(told: Json, knowledge: Knowledge) -> Iterator[Fault]:
    """Give what cannot stand in the situation of a conclusion."""
    where = "situation"
    fields = yield from _fields(told, ("title", "story", "written_for", "replaced_by_flags"), where)
    for name in ("title", "story"):
        if name in fields and not isinstance(fields[name], str):
            yield Fault(where, f"{name} is {shown(fields[name])}, but a text was expected")
    written_for = fields.get("written_for")
    if written_for is not None and not (isinstance(written_for, str) and written_for):
        yield Fault(where, f"written_for is {shown(written_for)}, but a text or null was expected")
    if "replaced_by_flags" in fields:
        yield from _name_faults(fields["replaced_by_flags"], knowledge.facts, f"{where}.replaced_by_flags")


def outlook_faults(told: Json, knowledge: Knowledge, certainties: Mapping[str, Fraction]) -> Iterator[Fault]:
    """Give what cannot stand in the outlook of a conclusion with these certainties."""
    fields = yield from _fields(told, ("settled", "final", "bounds", "open_questions"), "outlook")
    for name in ("settled", "final"):
        if name in fields and not isinstance(fields[name], bool):
            yield Fault("outlook", f"{name} is {shown(fields[name])}, but true or false was expected")
    if "bounds" in fields:
        bounds = yield from _fields(fields["bounds"], tuple(certainties), "outlook.bounds")
        for name, told_bounds in bounds.items():
            yield from _bound_faults(told_bounds, certainties[name], f"outlook.bounds.{name}")
    if "open_questions" in fields:
        yield from _question_faults(fields["open_questions"], knowledge, certainties)


def _bound_faults(told: Json, certainty: Fraction, where: str) -> Iterator[Fault]:
    fields = yield from _fields(told, _BOUNDS, where)
    worst, best = (fields.get(name) for name in _BOUNDS)
    for name, value in ((name, fields[name]) for name in _BOUNDS if name in fields):
        if not isinstance(value, Fraction) or abs(value) > 1:
            yield Fault(where, f"{name} is {shown(value)}, but a certainty was expected")
    # JSON has the float that is nearest to the exact value
    if isinstance(worst, Fraction) and float(worst) > float(certainty):
        yield Fault(where, f"worst is {shown(worst)}, which is above the certainty now, {shown(certainty)}")
    if isinstance(best, Fraction) and float(best) < float(certainty):
        yield Fault(where, f"best is {shown(best)}, which is below the certainty now, {shown(certainty)}")


def _question_faults(told: Json, knowledge: Knowledge, meanings: Collection[str]) -> Iterator[Fault]:
    if not isinstance(told, list):
        yield Fault("outlook", f"open_questions is {shown(told)}, but a list was expected")
        return
    asked: set[str] = set()
    for number, entry in enumerate(told, start=1):
        where = f"outlook.open_questions[{number}]"
        fields = yield from _fields(entry, _OPEN_QUESTION, where)
        name = fields.get("fact")
        fact = knowledge.facts.get(name) if isinstance(name, str) else None
        if fact is None or fact.name in asked:
            yield Fault(where, f"fact is {shown(name)}, but a fact that stands here once was expected")
            continue
        asked.add(fact.name)
        if "question" in fields and fields["question"] != fact.question:
            yield Fault(where, f"question is {shown(fields['question'])}, but {shown(fact.question)} is the question")
        if "bears_on" in fields:
            yield from _name_faults(fields["bears_on"], meanings, f"{where}.bears_on")
            if fields["bears_on"] == []:
                yield Fault(where, "bears_on is empty")


def _fields(told: Json, names: Collection[str], where: str) -> Generator[Fault, None, Mapping[str, Json]]:
    """Give the fields of an object, after the faults that some are missing or do not belong there."""
    if not isinstance(told, dict):
        yield Fault(where, f"an object was expected, not {shown(told)}")
        return {}
    for name in names:
        if name not in told:
            yield Fault(where, f"{name} is missing")
    for name in told:
        if name not in names:
            yield Fault(where, f"{shown(name)} is no field that belongs there")
    return {name: told[name] for name in names if name in told}


def _name_faults(told: Json, valid: Collection[str], where: str) -> Iterator[Fault]:
    if not isinstance(told, list):
        yield Fault(where, f"a list was expected, not {shown(told)}")
        return
    seen: set[str] = set()
    for name in told:
        if not isinstance(name, str) or name not in valid:
            yield Fault(where, f"{shown(name)} is no name that belongs there")
        elif name in seen:
            yield Fault(where, f"{name} stands here a second time")
        else:
            seen.add(name)
