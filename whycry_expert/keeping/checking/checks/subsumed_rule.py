"""A rule never counts, because another one beside it always weighs as much."""

from collections.abc import Iterator
from itertools import groupby, permutations

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Finding, Meaning, Rule

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each rule that never weighs more than another one of its line and direction, or of its finding."""
    owners: tuple[Finding | Meaning, ...] = (*base.knowledge.findings, *base.knowledge.meanings)
    for owner in owners:
        ranked = sorted(owner.rules, key=_side)
        for _, side in groupby(ranked, key=_side):
            yield from _among(base, tuple(side))


def _side(rule: Rule) -> tuple[str, str]:
    return rule.line, rule.direction.value


def _among(base: Base, rules: tuple[Rule, ...]) -> Iterator[Remark]:
    subsumed: set[str] = set()
    for rule, other in permutations(rules, 2):
        if {rule.name, other.name} & subsumed or not _never_more(base, rule, other):
            continue
        subsumed.add(rule.name)
        message = f"{rule.name} never counts: {other.name}, beside it, always weighs at least as much"
        yield Remark(rule.place, "subsumed-rule", message)


def _never_more(base: Base, rule: Rule, other: Rule) -> bool:
    if any(weighed.weights[rule.name] > weighed.weights[other.name] for _, weighed in base.weighed):
        return False
    if not base.can_hold(rule.condition):
        return False  # that it never holds is told by another check
    solver = base.solver
    return all(
        solver.witness(solver.weighs(rule, weight), solver.weighs(other, weight).denied()) is None
        for weight in solver.weights(rule)
    )
