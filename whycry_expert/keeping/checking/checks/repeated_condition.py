"""A part of a condition changes nothing."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.checks.dead_alternative import dead_ways
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.condition import Condition, without_each_part

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each part of an `all` or `any` without which the condition has the same value under all answers."""
    for conditioned in base.conditions:
        if conditioned.owner in dead_ways(base) or not base.can_hold(conditioned.condition):
            continue  # what can never hold changes nothing either, and is told by another check
        for part, rest in without_each_part(conditioned.condition):
            if _same(base, conditioned.condition, rest):
                message = f'in the condition of {conditioned.owner}, "{part}" changes nothing; leave it out'
                yield Remark(conditioned.place, "repeated-condition", message)
                break


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
