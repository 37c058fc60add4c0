"""Nothing depends on a fact."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each fact that no condition tests: whoever answers it answers in vain."""
    for fact in base.knowledge.facts.values():
        if fact.name not in base.uses.facts:
            yield Remark(fact.place, "unused-fact", f"no rule, notice or question depends on {fact.name}")
