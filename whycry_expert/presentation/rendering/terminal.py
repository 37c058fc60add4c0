"""Shows a document as text: in a terminal with looks, elsewhere plain."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import TextIO

from whycry_expert.presentation.document import Document, Item, Listing, Paragraph, Part, Rows, Section, Tone
from whycry_expert.presentation.rendering.page import BULLET, MAX_WIDTH, Page
from whycry_expert.presentation.rendering.plain_page import PlainPage
from whycry_expert.printable import printable

_MOST_FOR_WORD = 16
_LOOK = {Tone.PLAIN: "", Tone.LEAD: "bold", Tone.QUIET: "dim", Tone.DETAIL: "dim"}
_HEADING_LOOK = "bold cyan"
_NOTICE_LOOK = "bold yellow"
_DETAIL_INDENT = 4
_INDENT = 2
_DEEPEST = 12
"""Text below that keeps its place, so that there is room for its words."""


def show(document: Document, stream: TextIO) -> None:
    """Write a document to a stream, at most 80 columns wide; colours only where the stream is a terminal."""
    if not stream.isatty():
        plain = PlainPage()
        _Printer(plain).document(document)
        stream.writelines(f"{line}\n" for line in plain.lines)
        return
    from rich.console import Console  # noqa: PLC0415 - plain text does without

    from whycry_expert.presentation.rendering.rich_page import RichPage  # noqa: PLC0415

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = min(MAX_WIDTH, console.width)
    _Printer(RichPage(console)).document(document)


class _Last(Enum):
    """What was printed last, since the space below it depends on that."""

    NOTHING = auto()
    HEADING = auto()
    TEXT = auto()
    ROWS = auto()
    TABLE = auto()


class _Printer:
    """Prints the parts of a document one below the other."""

    def __init__(self, page: Page) -> None:
        self._page = page
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
                self._page.table(part)

    def _section(self, section: Section, *, top: bool) -> None:
        if top and not section.notice:
            self._space(_Last.HEADING)
            self._underlined(section.heading, _HEADING_LOOK, "-")
        else:
            self._space(_Last.TEXT)
            self._page.text(_line(section.heading), _NOTICE_LOOK if section.notice else "bold")
        self._parts(section.parts)

    def _underlined(self, heading: str, look: str, line: str) -> None:
        text = _line(heading)
        self._page.text(text, look)
        self._page.text(line * min(len(text), self._page.width))

    def _paragraph(self, paragraph: Paragraph, depth: int = 0) -> None:
        is_detail = paragraph.tone is Tone.DETAIL
        self._space(_Last.TEXT, wanted=not is_detail)
        indent = _indent(depth) + _DETAIL_INDENT if is_detail else 0
        self._page.text(_line(paragraph.full_text), _LOOK[paragraph.tone], indent)

    def _items(self, items: Iterable[Item], depth: int) -> None:
        for item in items:
            self._space(_Last.TEXT, wanted=False)
            self._page.columns(BULLET, _line(item.text), len(BULLET), _indent(depth))
            for told in item.details:
                self._paragraph(told, depth)
            self._items(item.items, depth + 1)

    def _rows(self, rows: Rows) -> None:
        self._space(_Last.ROWS, wanted=False)
        words = [(_line(row.word), _line(row.text)) for row in rows.rows]
        width = min(max(len(word) for word, _ in words) + 2, _MOST_FOR_WORD)
        for word, text in words:
            self._page.columns(word, text, width)

    def _space(self, now: _Last, *, wanted: bool = True) -> None:
        """Print the empty line that is wanted above what comes now, unless a heading stands right above it."""
        below_rows = self._last is _Last.ROWS and now is not _Last.ROWS
        if self._last is _Last.TABLE or below_rows or (wanted and self._last is _Last.TEXT):
            self._page.blank()
        self._last = now


def _indent(depth: int) -> int:
    return _INDENT * min(depth, _DEEPEST)


def _line(text: str) -> str:
    return printable(text).replace("\n", " ")
