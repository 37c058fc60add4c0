"""No answers tell two meanings apart."""

from collections.abc import Iterator
from itertools import combinations

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Meaning

SEVERITY = Severity.ERROR


def look(base: Base) -> Iterator[Remark]:
    """Remark on each two meanings of which, whatever is answered, neither can lead without the other."""
    leading = [set(base.evaluator.outcome(weighed).leading) for _, weighed in base.weighed]
    for first, second in combinations(base.knowledge.meanings, 2):
        names = {first.name, second.name}
        if not any(len(names & led) == 1 for led in leading) and not _told_apart(base, first, second):
            message = f"no answers let {first.name} lead without {second.name}, or the other way round"
            yield Remark(second.place, "cannot-be-told-apart", message)


def _told_apart(base: Base, first: Meaning, second: Meaning) -> bool:
    from whycry_expert.keeping.leading import is_far_below, leads_beside  # noqa: PLC0415 - z3 is heavy, and an extra

    return any(
        base.solver.witness(leads_beside(base.solver, one, ()), is_far_below(base.solver, other, one)) is not None
        for one, other in ((first, second), (second, first))
    )
