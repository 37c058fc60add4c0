"""A document as blocks, independent of where it is shown."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


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
    """One piece of text with its style. The text holds no markup and no line breaks of its own."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line in two columns: a short word and what it belongs to."""

    word: str
    text: str


Document: TypeAlias = tuple[Block | Row, ...]
