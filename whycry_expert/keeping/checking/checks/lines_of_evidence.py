"""A meaning has too few or too many lines of evidence."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING
_LEAST, _MOST = 2, 5


def look(base: Base) -> Iterator[Remark]:
    """Remark on each meaning with fewer than 2 lines, where one answer decides, or more than 5, which easily add up."""
    for meaning in base.knowledge.meanings:
        if not _LEAST <= len(meaning.lines) <= _MOST:
            place = base.key_place(meaning.place, "lines")
            message = f"{meaning.name} has {len(meaning.lines)} lines of evidence; {_LEAST} to {_MOST} are expected"
            yield Remark(place, "lines-of-evidence", message)
