"""A document as a tree, independent of where it is shown."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, TypeAlias

from msgspec import Struct

RESTS_ON: Final = "rests on"


class Tone(Enum):
    """How a paragraph speaks, so that a renderer can tell how it looks."""

    PLAIN = "paragraph"
    LEAD = "lead"
    QUIET = "quiet"
    DETAIL = "detail"
    OWN = "own"
    """What a person wrote, set off from all that the program says."""
    COMMAND = "command"
    """Stays on one line, however long it is, so that it can be copied."""


class Paragraph(Struct, frozen=True):
    """A piece of text, without markup or line breaks of its own. `cites` names the claims and sources it rests on."""

    text: str
    tone: Tone = Tone.PLAIN
    cites: tuple[str, ...] = ()

    @property
    def full_text(self) -> str:
        """The text, and of a detail also what it rests on, for where that cannot be linked."""
        if self.tone is not Tone.DETAIL or not self.cites:
            return self.text
        return f"{self.text}; {RESTS_ON} {', '.join(self.cites)}"


class Item(Struct, frozen=True):
    """An item of a list, with details of its own and with the items below it."""

    text: str
    details: tuple[Paragraph, ...] = ()
    items: tuple["Item", ...] = ()
    cites: tuple[str, ...] = ()


class Listing(Struct, frozen=True):
    """Items that follow one another."""

    items: tuple[Item, ...]


class Row(Struct, frozen=True):
    """A line in two columns: a short word and what it belongs to."""

    word: str
    text: str


class Rows(Struct, frozen=True):
    """Rows that follow one another, in the same two columns."""

    rows: tuple[Row, ...]


class Table(Struct, frozen=True):
    """Rows under headings; every row has as many cells as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(Struct, frozen=True):
    """Parts under a heading; `notice` sets a notice of safety off from the rest."""

    heading: str
    parts: tuple["Part", ...]
    notice: bool = False


Part: TypeAlias = Section | Paragraph | Listing | Rows | Table


class Document(Struct, frozen=True):
    """What is shown at once. What a conclusion is told with is put together by the gate alone (`gate.py`)."""

    parts: tuple[Part, ...]
    title: str = ""


def detail(text: str, *cites: str) -> Paragraph:
    """Give a detail, as it stands below an item or in the place of one."""
    return Paragraph(text, Tone.DETAIL, cites)


def listing(texts: Iterable[str]) -> Listing:
    """Give a list of items that have nothing below them."""
    return Listing(tuple(map(Item, texts)))


def cited_in(part: Part | Item) -> Iterator[str]:
    """Give the names of all claims and sources that are cited anywhere in a part, as often as they are."""
    if isinstance(part, Section):
        below: Iterable[Part | Item] = part.parts
    elif isinstance(part, Listing):
        below = part.items
    elif isinstance(part, Item):
        yield from part.cites
        below = (*part.details, *part.items)
    else:
        yield from part.cites if isinstance(part, Paragraph) else ()
        return
    for inner in below:
        yield from cited_in(inner)
