"""A text is still to be written."""

import re
from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base, nodes_below
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.printable import quoted
from whycry_expert.source import ScalarNode

SEVERITY = Severity.ERROR
_UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|TBD)\b|^\s*(\.\.\.|\?+|-+)\s*$")


def look(base: Base) -> Iterator[Remark]:
    """Remark on each text that holds a mark such as TODO, or nothing but dots."""
    for document in base.documents:
        for node in nodes_below(document.root):
            if isinstance(node, ScalarNode) and _UNFINISHED.search(node.text):
                yield Remark(node.place, "unfinished-text", f"this is still to be written: {quoted(node.text)}")
