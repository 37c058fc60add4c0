"""A meaning can never lead."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Direction

SEVERITY = Severity.ERROR


def look(base: Base) -> Iterator[Remark]:
    """Remark on each meaning that no answers bring to the top, alone or beside others."""
    led = {name for _, weighed in base.weighed for name in base.evaluator.outcome(weighed).leading}
    for meaning in base.knowledge.meanings:
        if all(rule.direction is not Direction.FOR for rule in meaning.rules):
            yield Remark(meaning.place, "never-leads", f"no rule speaks for {meaning.name}")
        elif meaning.name not in led:
            from whycry_expert.keeping.leading import leads_beside  # noqa: PLC0415 - z3 is heavy, and an extra

            others = [other for other in base.knowledge.meanings if other is not meaning]
            if base.solver.witness(leads_beside(base.solver, meaning, others)) is None:
                yield Remark(meaning.place, "never-leads", f"no answers can bring {meaning.name} to the top")
