"""What a text is put on, piece by piece: a terminal, or plain text."""

from typing import Final, Protocol

from whycry_expert.presentation.document import Table

MAX_WIDTH: Final = 80
BULLET: Final = "- "


class Page(Protocol):
    """Takes one piece below the other; all texts are printable and on one line, and are wrapped here."""

    @property
    def width(self) -> int:
        """How many cells a line has."""

    def blank(self) -> None:
        """Put an empty line."""

    def text(self, text: str, look: str = "", indent: int = 0) -> None:
        """Put a text; `look` is a style of a terminal, for where there are any."""

    def columns(self, left: str, right: str, width: int, indent: int = 0) -> None:
        """Put two texts side by side; the left one has so many cells, and is cut off there."""

    def table(self, table: Table) -> None:
        """Put a table."""
