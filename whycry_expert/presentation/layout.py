"""Lays a document out in lines, as they stand in a terminal."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final, TypeAlias

from msgspec import Struct

from whycry_expert.presentation.document import (
    Document,
    Item,
    Listing,
    Paragraph,
    Part,
    Row,
    Rows,
    Section,
    Table,
    Tone,
)
from whycry_expert.presentation.wrapping import SCREEN_WIDTH, cells, wrapped
from whycry_expert.printable import printable

_MOST_FOR_WORD: Final = 16
_BULLET: Final = "- "
_DETAIL_INDENT: Final = 4
_OWN_INDENT: Final = 4
_INDENT: Final = 2
_DEEPEST: Final = 12
"""Text below that keeps its place, so that there is room for its words."""
_LEAST_ROOM: Final = 10
"""Cells that words have in any line, before an indent has any."""
LEAST_WIDTH: Final = _MOST_FOR_WORD + _LEAST_ROOM
"""A narrower screen has to break lines itself."""
_CUT: Final = "\u2026"


class Look(Enum):
    """How a line looks where there are colours."""

    PLAIN = ""
    STRONG = "bold"
    QUIET = "dim"
    HEADING = "bold cyan"
    NOTICE = "bold yellow"


class PrintedLine(Struct, frozen=True):
    """A line that is ready to be printed."""

    text: str
    look: Look = Look.PLAIN


Laid: TypeAlias = PrintedLine | Table
"""A table is laid out by whoever prints it."""
_EMPTY: Final = PrintedLine("")
_LOOKS: Final = {
    Tone.PLAIN: Look.PLAIN,
    Tone.LEAD: Look.STRONG,
    Tone.QUIET: Look.QUIET,
    Tone.DETAIL: Look.QUIET,
    Tone.OWN: Look.QUIET,
}


class _Last(Enum):
    """What was laid out last, since the space below it depends on that."""

    NOTHING = auto()
    HEADING = auto()
    TEXT = auto()
    ROWS = auto()
    TABLE = auto()


def laid_out(document: Document, width: int) -> Iterator[Laid]:
    """Give the lines of a document, one below the other; what its texts hold cannot steer a terminal.

    The width is in cells, and LEAST_WIDTH at least.
    """
    yield from _Layout(width).document(document)


def height(document: Document, width: int = SCREEN_WIDTH) -> int:
    """Count the lines that a document without a table takes."""
    return sum(1 for _ in laid_out(document, width))


class _Layout:
    def __init__(self, width: int) -> None:
        self._width = width
        self._last = _Last.NOTHING

    def document(self, document: Document) -> Iterator[Laid]:
        if document.title:
            yield from self._space(_Last.TEXT)
            yield from self._underlined(document.title, Look.STRONG, "=")
        yield from self._parts(document.parts, top=True)

    def _parts(self, parts: Iterable[Part], *, top: bool = False) -> Iterator[Laid]:
        for part in parts:
            if isinstance(part, Section):
                yield from self._section(part, top=top)
            elif isinstance(part, Paragraph):
                yield from self._paragraph(part)
            elif isinstance(part, Listing):
                yield from self._items(part.items, 0)
            elif isinstance(part, Rows):
                yield from self._rows(part)
            else:
                yield from self._space(_Last.TABLE, wanted=False)
                yield part

    def _section(self, section: Section, *, top: bool) -> Iterator[Laid]:
        if top and not section.notice:
            yield from self._space(_Last.HEADING)
            yield from self._underlined(section.heading, Look.HEADING, "-")
        else:
            yield from self._space(_Last.TEXT)
            yield from self._text(section.heading, Look.NOTICE if section.notice else Look.STRONG)
        yield from self._parts(section.parts)

    def _underlined(self, heading: str, look: Look, line: str) -> Iterator[PrintedLine]:
        yield from self._text(heading, look)
        yield PrintedLine(line * min(len(_flat(heading)), self._width))

    def _paragraph(self, paragraph: Paragraph, depth: int = 0) -> Iterator[PrintedLine]:
        if paragraph.tone is Tone.COMMAND:
            yield PrintedLine(" " * _INDENT + _flat(paragraph.text))
            return
        is_detail = paragraph.tone is Tone.DETAIL
        yield from self._space(_Last.TEXT, wanted=not is_detail)
        own = _OWN_INDENT if paragraph.tone is Tone.OWN else 0
        indent = " " * (_indent(depth) + _DETAIL_INDENT if is_detail else own)
        yield from self._text(paragraph.full_text, _LOOKS[paragraph.tone], indent)

    def _items(self, items: Iterable[Item], depth: int) -> Iterator[PrintedLine]:
        for item in items:
            yield from self._space(_Last.TEXT, wanted=False)
            yield from self._text(item.text, Look.PLAIN, " " * _indent(depth), _BULLET)
            for told in item.details:
                yield from self._paragraph(told, depth)
            yield from self._items(item.items, depth + 1)

    def _rows(self, rows: Rows) -> Iterator[PrintedLine]:
        yield from self._space(_Last.ROWS, wanted=False)
        width = min(max(len(_flat(row.word)) for row in rows.rows) + 2, _MOST_FOR_WORD)
        for row in rows.rows:
            yield from self._text(row.text, Look.PLAIN, "", _word(row, width))

    def _text(self, text: str, look: Look, indent: str = "", first: str = "") -> Iterator[PrintedLine]:
        """Give a text on as many lines as it needs; `first` stands before the first of them, in a column of its own."""
        column = cells(first)
        indent = indent[: self._width - column - _LEAST_ROOM]
        for line in wrapped(_flat(text), self._width - len(indent) - column):
            yield PrintedLine(f"{indent}{first}{line}", look)
            first = " " * column

    def _space(self, now: _Last, *, wanted: bool = True) -> Iterator[PrintedLine]:
        """Give the empty line that is wanted above what comes now, unless a heading stands right above it."""
        below_rows = self._last is _Last.ROWS and now is not _Last.ROWS
        if self._last is _Last.TABLE or below_rows or (wanted and self._last is _Last.TEXT):
            yield _EMPTY
        self._last = now


def _indent(depth: int) -> int:
    return _INDENT * min(depth, _DEEPEST)


def _flat(text: str) -> str:
    return printable(text).replace("\n", " ")


def _word(row: Row, width: int) -> str:
    """Give the short word of a row, in a column of `width` cells."""
    word = _flat(row.word)
    if cells(word) > width:
        word = wrapped(word.replace(" ", "\u00a0"), width - 1)[0].replace("\u00a0", " ") + _CUT
    return word + " " * (width - cells(word))
