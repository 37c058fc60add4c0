"""A source is not cited."""

from collections.abc import Iterator

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.source import MappingNode

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each source that no rule, notice, advice or caution cites."""
    for name, place in _sources(base):
        if name not in base.uses.cited:
            yield Remark(place, "unused-source", f"nothing cites the source {name}")


def _sources(base: Base) -> Iterator[tuple[str, Place]]:
    for document in base.documents:
        if isinstance(document.root, MappingNode) and document.root.get("claims") is not None:
            sources = document.root.get("sources")
            if isinstance(sources, MappingNode):
                yield from ((key.text, key.place) for key, _ in sources.entries)
