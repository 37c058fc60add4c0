"""A page of plain text, laid out as rich lays it out, without the time that rich takes to be imported.

Only a table, and the width of characters beyond ASCII, are left to rich.
"""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import pairwise

from whycry_expert.presentation.document import Table
from whycry_expert.presentation.rendering.page import MAX_WIDTH

_WORD = re.compile(r"\s*\S+\s*")
_ELLIPSIS = "…"


class PlainPage:
    """Gathers the lines of a text."""

    width = MAX_WIDTH

    def __init__(self) -> None:
        self.lines: list[str] = []

    def blank(self) -> None:
        """Put an empty line."""
        self.lines.append("")

    def text(self, text: str, _look: str = "", indent: int = 0) -> None:
        """Put a text."""
        self.lines.extend((" " * indent + line).rstrip() for line in _wrapped(text, self.width - indent))

    def columns(self, left: str, right: str, width: int, indent: int = 0) -> None:
        """Put two texts side by side."""
        first, *others = _wrapped(right, self.width - indent - width)
        self.lines.append((" " * indent + _cut(left, width) + first).rstrip())
        self.lines.extend((" " * (indent + width) + line).rstrip() for line in others)

    def table(self, table: Table) -> None:
        """Put a table."""
        from rich.console import Console  # noqa: PLC0415 - most texts have no table

        from whycry_expert.presentation.rendering.rich_page import RichPage  # noqa: PLC0415

        drawn = StringIO()
        RichPage(Console(file=drawn, highlight=False, width=self.width, color_system=None)).table(table)
        self.lines.extend(line.rstrip() for line in drawn.getvalue().splitlines())


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many cells, within a word only where it is longer than a line."""
    cells, chopped = _measures(text)
    breaks = [0, *_breaks(text, width, cells, chopped), len(text)]
    return [text[start:end] for start, end in pairwise(breaks)]


def _breaks(
    text: str, width: int, cells: Callable[[str], int], chopped: Callable[[str, int], list[str]]
) -> Iterator[int]:
    """Give the places in a text where a new line begins."""
    used = 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        needed = cells(word.rstrip())
        if needed <= width - used:
            used += cells(word)
        elif needed <= width:
            if used and start:
                yield start
            used = cells(word)
        else:
            pieces = chopped(word, width)
            for piece in pieces:
                if start:
                    yield start
                start += len(piece)
            used = cells(pieces[-1])


def _cut(text: str, width: int) -> str:
    """Fill a text up to so many cells, or cut it off there."""
    cells, chopped = _measures(text)
    if cells(text) > width:
        text = chopped(text, width - 1)[0]
        text += " " * (width - 1 - cells(text)) + _ELLIPSIS
    return text + " " * (width - cells(text))


def _measures(text: str) -> tuple[Callable[[str], int], Callable[[str, int], list[str]]]:
    """Give what counts the cells of parts of a text, and what cuts them into pieces of so many cells."""
    if text.isascii():
        return len, _chopped
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415 - most texts are ASCII

    return cell_len, chop_cells


def _chopped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]
