"""Shows a document in a terminal, with rich, or as plain text where there is no terminal."""

from io import StringIO
from itertools import groupby
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from whycry_expert.presentation.document import Document, Piece, Row, Style, Table
from whycry_expert.printable import printable

MAX_WIDTH = 80
_MOST_FOR_WORD = 16
_LOOK = {
    Style.TITLE: "bold",
    Style.HEADING: "bold cyan",
    Style.SUBHEADING: "bold",
    Style.PARAGRAPH: "",
    Style.LEAD: "bold",
    Style.QUIET: "dim",
    Style.ITEM: "",
    Style.DETAIL: "dim",
    Style.NOTICE: "bold yellow",
}
_SPACE_BEFORE = frozenset({Style.HEADING, Style.SUBHEADING, Style.PARAGRAPH, Style.LEAD, Style.NOTICE, Style.QUIET})
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
        _print_all(console, document)
    else:
        plain = StringIO()
        _print_all(Console(file=plain, highlight=False, width=MAX_WIDTH, color_system=None), document)
        stream.writelines(line.rstrip() + "\n" for line in plain.getvalue().splitlines())


def _print_all(console: Console, document: Document) -> None:
    previous: Piece | None = None
    for is_row, pieces in groupby(document, key=lambda piece: isinstance(piece, Row)):
        run = list(pieces)
        width = _word_column(run) if is_row else 0
        for piece in run:
            if previous is not None and _space_between(previous, piece):
                console.print()
            _print(console, piece, width)
            previous = piece


def _word_column(rows: list[Piece]) -> int:
    longest = max(len(printable(row.word)) for row in rows if isinstance(row, Row))
    return min(longest + 2, _MOST_FOR_WORD)


def _space_between(previous: Piece, block: Piece) -> bool:
    if isinstance(previous, Table):
        return True
    if isinstance(block, (Row, Table)):
        return False
    if isinstance(previous, Row):
        return True
    if previous.style is Style.HEADING:
        return False
    return block.style in _SPACE_BEFORE


def _print(console: Console, block: Piece, word_column: int) -> None:
    if isinstance(block, Table):
        console.print(_table(block))
        return
    if isinstance(block, Row):
        console.print(_columns(Text(printable(block.word)), Text(printable(block.text)), word_column))
        return
    text = Text(printable(block.full_text).replace("\n", " "), style=_LOOK[block.style])
    indent = _INDENT * min(block.depth, _DEEPEST)
    if block.style is Style.ITEM:
        console.print(Padding(_columns(Text(_BULLET), text, len(_BULLET)), (0, 0, 0, indent)))
    elif block.style is Style.DETAIL:
        console.print(Padding(text, (0, 0, 0, indent + _DETAIL_INDENT), expand=False))
    elif block.style in (Style.HEADING, Style.TITLE):
        console.print(text)
        console.print(Text(("=" if block.style is Style.TITLE else "-") * min(len(text), console.width)))
    else:
        console.print(text)


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
