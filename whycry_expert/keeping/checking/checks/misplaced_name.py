"""A file is not called as what stands in it."""

import re
from collections.abc import Iterator

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Base, KnowledgeFile
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.source import MappingNode, ScalarNode

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each file of a meaning or a theme whose name is not its number and its own name."""
    for document in base.documents:
        if isinstance(document.root, MappingNode):
            yield from _meaning(document, document.root)
            yield from _theme(document, document.root)


def _meaning(document: KnowledgeFile, root: MappingNode) -> Iterator[Remark]:
    name, number = root.get("meaning"), root.get("number")
    if isinstance(name, ScalarNode) and isinstance(number, ScalarNode):
        yield from _compare(document, rf"0*{re.escape(number.text)}-{re.escape(name.text)}", number.text, name)


def _theme(document: KnowledgeFile, root: MappingNode) -> Iterator[Remark]:
    name = root.get("theme")
    if isinstance(name, ScalarNode):
        yield from _compare(document, rf"\d+-{re.escape(name.text)}", "NN", name)


def _compare(document: KnowledgeFile, pattern: str, number: str, name: ScalarNode) -> Iterator[Remark]:
    if not re.fullmatch(pattern, document.path.stem):
        expected = f"{number.zfill(2)}-{name.text}.yaml"
        place = Place(document.name, name.place.line, name.place.column)
        yield Remark(place, "misplaced-name", f"a file that holds {name.text} should be called {expected}")
