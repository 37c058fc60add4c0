"""A document as blocks, independent of where it is shown."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

RESTS_ON: Final = "rests on"


class Style(Enum):
    """What a block is, so that a renderer can tell how it looks."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    LEAD = "lead"
    QUIET = "quiet"
    ITEM = "item"
    DETAIL = "detail"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text with its style. The text holds no markup and no line breaks of its own.

    `depth` says how deep an item or a detail stands below others; 0 is not below any. `cites` names the claims and
    sources that the text rests on.
    """

    style: Style
    text: str
    depth: int = 0
    cites: tuple[str, ...] = ()

    @property
    def full_text(self) -> str:
        """The text, and of a detail also what it rests on, for where that cannot be linked."""
        if self.style is not Style.DETAIL or not self.cites:
            return self.text
        return f"{self.text}; {RESTS_ON} {', '.join(self.cites)}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line in two columns: a short word and what it belongs to."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every row has as many cells as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Block | Row | Table
Document: TypeAlias = tuple[Piece, ...]
