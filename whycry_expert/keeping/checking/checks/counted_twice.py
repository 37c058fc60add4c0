"""The same evidence counts in two lines of one meaning."""

from collections.abc import Iterator
from itertools import combinations

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Rule

SEVERITY = Severity.ERROR


def look(base: Base) -> Iterator[Remark]:
    """Remark on each rule that holds just when another rule of its meaning and direction in another line does."""
    for meaning in base.knowledge.meanings:
        for first, second in combinations(meaning.rules, 2):
            if first.direction is second.direction and first.line != second.line and _alike(base, first, second):
                message = (
                    f"{second.name} holds just when {first.name} does, and counts once more in the line {second.line}; "
                    "put both into one line"
                )
                yield Remark(second.place, "counted-twice", message)


def _alike(base: Base, first: Rule, second: Rule) -> bool:
    if any(bool(weighed.weights[first.name]) != bool(weighed.weights[second.name]) for _, weighed in base.weighed):
        return False
    one, two = base.solver.holds(first.condition), base.solver.holds(second.condition)
    return base.solver.witness(one, two.denied()) is None and base.solver.witness(two, one.denied()) is None
