"""A condition can never hold."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.keeping.uses import UseKind

SEVERITY = Severity.ERROR


def look(base: Base) -> Iterator[Remark]:
    """Remark on each condition that no answers make hold which the vocabulary allows.

    Its parts contradict each other, exclude each other, belong to questions that are never asked together, or it
    rests on a finding whose support stays below the threshold.
    """
    for conditioned in base.conditions:
        if conditioned.kind is not UseKind.EXCLUSION and not base.can_hold(conditioned.condition):
            message = f"this condition of {conditioned.owner} can never hold: {conditioned.condition}"
            yield Remark(conditioned.place, "never-holds", message)
