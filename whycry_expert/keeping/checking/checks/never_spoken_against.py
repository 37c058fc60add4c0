"""A meaning can never be spoken against."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Direction

SEVERITY = Severity.ERROR


def look(base: Base) -> Iterator[Remark]:
    """Remark on each meaning whose certainty no answers bring below zero."""
    below = {
        name
        for _, weighed in base.weighed
        for name, certainty in base.evaluator.outcome(weighed).certainties.items()
        if certainty < 0
    }
    for meaning in base.knowledge.meanings:
        if all(rule.direction is not Direction.AGAINST for rule in meaning.rules):
            yield Remark(meaning.place, "never-spoken-against", f"no rule speaks against {meaning.name}")
        elif meaning.name not in below:
            from whycry_expert.keeping.leading import is_spoken_against  # noqa: PLC0415 - z3 is heavy, and an extra

            if base.solver.witness(is_spoken_against(base.solver, meaning)) is None:
                message = f"no answers can bring the certainty of {meaning.name} below zero"
                yield Remark(meaning.place, "never-spoken-against", message)
