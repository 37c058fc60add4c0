"""Silences: comments beside what a check remarks, with the reason why it may stay as it is.

    # silence unused-option: people look for it, and would choose a wrong one instead

A silence stands at the end of the line that is remarked on, or on a line of its own above what is remarked on: above a
fact it holds for all that stands in the fact.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import KnowledgeFile, nodes_below
from whycry_expert.source import MappingNode

_SILENCE = re.compile(r"(?:^|\s)#\s*silence\s+([^\s:]+)\s*:?\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence: the code that it silences in some lines of a file, its reason, and where it is written."""

    code: str
    reason: str
    file: str
    lines: range
    place: Place

    def covers(self, place: Place, code: str) -> bool:
        """Tell whether a remark of a check at a place is silenced, if there is a reason for it."""
        return (self.code, self.file) == (code, place.file) and place.line in self.lines


def silences_in(documents: Iterable[KnowledgeFile]) -> tuple[Silence, ...]:
    """Give all silences of some files."""
    return tuple(silence for document in documents for silence in _silences(document))


def _silences(document: KnowledgeFile) -> Iterator[Silence]:
    lines = document.lines
    for number, line in enumerate(lines, start=1):
        match = _SILENCE.search(line)
        if match is None:
            continue
        alone = not line[: match.start()].strip() and line.lstrip().startswith("#")
        place = Place(document.name, number, line.index("#", match.start()) + 1)
        covered = _block_at(document, _next_line(lines, number)) if alone else range(number, number + 1)
        yield Silence(match[1], match[2].strip(), document.name, covered, place)


def _block_at(document: KnowledgeFile, line: int) -> range:
    """Give the lines of what begins in a line: an item of a list, or a key with all that stands under it."""
    is_item = document.lines[line - 1].lstrip().startswith("-")
    last = line
    for node in nodes_below(document.root):
        if not isinstance(node, MappingNode):
            continue
        begun = [value for key, value in node.entries if key.place.line == line]
        if is_item and node.place.line == line:
            begun = [value for _, value in node.entries]
        last = max([last, *(inner.place.line for value in begun for inner in nodes_below(value))])
    return range(line, last + 1)


def _next_line(lines: list[str], number: int) -> int:
    """Give the number of the first line after `number` that says something."""
    for position in range(number, len(lines)):
        if lines[position].strip() and not lines[position].lstrip().startswith("#"):
            return position + 1
    return number
