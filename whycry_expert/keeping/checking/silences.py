"""Silences: comments beside what a check remarks, with the reason why it may stay as it is.

    # silence unused-option: people look for it, and would choose a wrong one instead

A silence stands at the end of the line that is remarked on, or on lines of its own above it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Document

_SILENCE = re.compile(r"(?:^|\s)#\s*silence\s+([^\s:]+)\s*:?\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence: the code that it silences in one line of a file, its reason, and where it is written."""

    code: str
    reason: str
    file: str
    line: int
    place: Place


def silences_in(documents: Iterable[Document]) -> tuple[Silence, ...]:
    """Give all silences of some files."""
    return tuple(silence for document in documents for silence in _silences(document))


def _silences(document: Document) -> Iterator[Silence]:
    lines = document.lines
    for number, line in enumerate(lines, start=1):
        match = _SILENCE.search(line)
        if match is None:
            continue
        alone = not line[: match.start()].strip() and line.lstrip().startswith("#")
        place = Place(document.name, number, line.index("#", match.start()) + 1)
        yield Silence(match[1], match[2].strip(), document.name, _next_line(lines, number) if alone else number, place)


def _next_line(lines: list[str], number: int) -> int:
    """Give the number of the first line after `number` that says something."""
    for position in range(number, len(lines)):
        if lines[position].strip() and not lines[position].lstrip().startswith("#"):
            return position + 1
    return number
