"""A part of a condition changes nothing."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.checks.dead_alternative import dead_ways
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.condition import AllOf, AnyOf, Condition, Not

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each part of an `all` or `any` without which the condition has the same value under all answers."""
    for conditioned in base.conditions:
        if conditioned.owner in dead_ways(base) or not base.can_hold(conditioned.condition):
            continue  # what can never hold changes nothing either, and is told by another check
        for part, rest in _parts(conditioned.condition):
            if _same(base, conditioned.condition, rest):
                message = f'in the condition of {conditioned.owner}, "{part}" changes nothing; leave it out'
                yield Remark(conditioned.place, "repeated-condition", message)
                break


def _parts(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Give each part of the groups in a condition, with the condition without it."""
    if isinstance(condition, Not):
        yield from ((part, Not(rest)) for part, rest in _parts(condition.part))
    elif isinstance(condition, (AllOf, AnyOf)):
        for position, part in enumerate(condition.parts):
            before, after = condition.parts[:position], condition.parts[position + 1 :]
            if before or after:
                yield part, type(condition)((*before, *after))
            yield from ((inner, type(condition)((*before, changed, *after))) for inner, changed in _parts(part))


def _same(base: Base, condition: Condition, other: Condition) -> bool:
    for _, weighed in base.weighed:
        if weighed.holds(condition) != weighed.holds(other):
            return False
    solver = base.solver
    for value in sorted(solver.values(condition) | solver.values(other)):
        one, two = solver.at_least(condition, value), solver.at_least(other, value)
        if solver.witness(one, two.denied()) is not None or solver.witness(two, one.denied()) is not None:
            return False
    return True
