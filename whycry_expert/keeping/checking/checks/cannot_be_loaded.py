"""The knowledge base does not load."""

from collections.abc import Iterator

from whycry_expert.errors import InputError
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.ERROR


def look(_: Base) -> Iterator[Remark]:
    """Remark nothing: what is here was loaded."""
    yield from ()


def remarks_of(error: InputError) -> Iterator[Remark]:
    """Give what the loader complained of: unknown names, missing fields, circles and the like."""
    yield from (Remark(problem.place, "cannot-be-loaded", problem.message) for problem in error.problems)
