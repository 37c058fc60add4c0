"""Shows a document in a terminal, with rich, or as plain text where there is no terminal."""

from io import StringIO
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whycry_expert.presentation.document import Block, Document, Row, Style
from whycry_expert.printable import printable

MAX_WIDTH = 80
_WORD_COLUMN = 16
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
    previous: Block | Row | None = None
    for block in document:
        if previous is not None and _space_between(previous, block):
            console.print()
        _print(console, block)
        previous = block


def _space_between(previous: Block | Row, block: Block | Row) -> bool:
    if isinstance(block, Row):
        return False
    if isinstance(previous, Row):
        return True
    if previous.style is Style.HEADING:
        return False
    return block.style in _SPACE_BEFORE


def _print(console: Console, block: Block | Row) -> None:
    if isinstance(block, Row):
        console.print(_two_columns(printable(block.word), Text(printable(block.text))))
        return
    text = Text(printable(block.text).replace("\n", " "), style=_LOOK[block.style])
    if block.style is Style.ITEM:
        console.print(_columns(Text(_BULLET), text, len(_BULLET)))
    elif block.style is Style.DETAIL:
        console.print(Padding(text, (0, 0, 0, _DETAIL_INDENT), expand=False))
    elif block.style in (Style.HEADING, Style.TITLE):
        console.print(text)
        console.print(Text(("=" if block.style is Style.TITLE else "-") * min(len(text), console.width)))
    else:
        console.print(text)


def _two_columns(word: str, text: Text) -> Table:
    return _columns(Text(word), text, _WORD_COLUMN)


def _columns(left: Text, right: Text, width: int) -> Table:
    table = Table.grid(padding=0)
    table.add_column(width=width, no_wrap=True)
    table.add_column()
    table.add_row(left, right)
    return table
