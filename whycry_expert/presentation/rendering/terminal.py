"""Shows a document in a terminal, with rich, or as plain text where there is no terminal."""

from collections.abc import Iterable
from enum import Enum, auto
from io import StringIO
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from whycry_expert.presentation.document import Document, Item, Listing, Paragraph, Part, Rows, Section, Table, Tone
from whycry_expert.printable import printable

MAX_WIDTH = 80
_MOST_FOR_WORD = 16
_LOOK = {Tone.PLAIN: "", Tone.LEAD: "bold", Tone.QUIET: "dim", Tone.DETAIL: "dim"}
_HEADING_LOOK = "bold cyan"
_NOTICE_LOOK = "bold yellow"
_BULLET = "- "
_DETAIL_INDENT = 4
_INDENT = 2
_DEEPEST = 12
"""Text below that keeps its place, so that there is room for its words."""


def show(document: Document, stream: TextIO) -> None:
    """Write a document to a stream, at most 80 columns wide; colours only where the stream is a terminal."""
    if stream.isatty():
        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        console.width = min(MAX_WIDTH, console.width)
        _Printer(console).document(document)
    else:
        plain = StringIO()
        _Printer(Console(file=plain, highlight=False, width=MAX_WIDTH, color_system=None)).document(document)
        stream.writelines(line.rstrip() + "\n" for line in plain.getvalue().splitlines())


class _Last(Enum):
    """What was printed last, since the space below it depends on that."""

    NOTHING = auto()
    HEADING = auto()
    TEXT = auto()
    ROWS = auto()
    TABLE = auto()


class _Printer:
    """Prints the parts of a document one below the other."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last = _Last.NOTHING

    def document(self, document: Document) -> None:
        if document.title:
            self._space(_Last.TEXT)
            self._underlined(document.title, "bold", "=")
        self._parts(document.parts, top=True)

    def _parts(self, parts: Iterable[Part], *, top: bool = False) -> None:
        for part in parts:
            if isinstance(part, Section):
                self._section(part, top=top)
            elif isinstance(part, Paragraph):
                self._paragraph(part)
            elif isinstance(part, Listing):
                self._items(part.items, 0)
            elif isinstance(part, Rows):
                self._rows(part)
            else:
                self._space(_Last.TABLE, wanted=False)
                self._console.print(_table(part))

    def _section(self, section: Section, *, top: bool) -> None:
        if top and not section.notice:
            self._space(_Last.HEADING)
            self._underlined(section.heading, _HEADING_LOOK, "-")
        else:
            self._space(_Last.TEXT)
            self._console.print(_text(section.heading, _NOTICE_LOOK if section.notice else "bold"))
        self._parts(section.parts)

    def _underlined(self, heading: str, look: str, line: str) -> None:
        text = _text(heading, look)
        self._console.print(text)
        self._console.print(Text(line * min(len(text), self._console.width)))

    def _paragraph(self, paragraph: Paragraph, depth: int = 0) -> None:
        text = _text(paragraph.full_text, _LOOK[paragraph.tone])
        if paragraph.tone is Tone.DETAIL:
            self._space(_Last.TEXT, wanted=False)
            self._console.print(Padding(text, (0, 0, 0, _indent(depth) + _DETAIL_INDENT), expand=False))
        else:
            self._space(_Last.TEXT)
            self._console.print(text)

    def _items(self, items: Iterable[Item], depth: int) -> None:
        for item in items:
            self._space(_Last.TEXT, wanted=False)
            columns = _columns(Text(_BULLET), _text(item.text), len(_BULLET))
            self._console.print(Padding(columns, (0, 0, 0, _indent(depth))))
            for told in item.details:
                self._paragraph(told, depth)
            self._items(item.items, depth + 1)

    def _rows(self, rows: Rows) -> None:
        self._space(_Last.ROWS, wanted=False)
        width = min(max(len(printable(row.word)) for row in rows.rows) + 2, _MOST_FOR_WORD)
        for row in rows.rows:
            self._console.print(_columns(Text(printable(row.word)), Text(printable(row.text)), width))

    def _space(self, now: _Last, *, wanted: bool = True) -> None:
        """Print the empty line that is wanted above what comes now, unless a heading stands right above it."""
        below_rows = self._last is _Last.ROWS and now is not _Last.ROWS
        if self._last is _Last.TABLE or below_rows or (wanted and self._last is _Last.TEXT):
            self._console.print()
        self._last = now


def _indent(depth: int) -> int:
    return _INDENT * min(depth, _DEEPEST)


def _text(text: str, look: str = "") -> Text:
    return Text(printable(text).replace("\n", " "), style=look)


def _table(table: Table) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in table.headings:
        grid.add_column(Text(printable(heading)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
    return grid


def _columns(left: Text, right: Text, width: int) -> Grid:
    grid = Grid.grid(padding=0)
    grid.add_column(width=width, no_wrap=True)
    grid.add_column()
    grid.add_row(left, right)
    return grid
