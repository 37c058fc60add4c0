"""A page in a terminal, with rich."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from whycry_expert.presentation.document import Table
from whycry_expert.printable import printable


class RichPage:
    """Puts everything on a console of rich."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @property
    def width(self) -> int:
        """How many cells a line of the console has."""
        return self._console.width

    def blank(self) -> None:
        """Put an empty line."""
        self._console.print()

    def text(self, text: str, look: str = "", indent: int = 0) -> None:
        """Put a text in the look."""
        styled = Text(text, style=look)
        self._console.print(Padding(styled, (0, 0, 0, indent), expand=False) if indent else styled)

    def columns(self, left: str, right: str, width: int, indent: int = 0) -> None:
        """Put two texts side by side."""
        grid = Grid.grid(padding=0)
        grid.add_column(width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(left), Text(right))
        self._console.print(Padding(grid, (0, 0, 0, indent)))

    def table(self, table: Table) -> None:
        """Put a table with lines below its headings alone."""
        grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for heading in table.headings:
            grid.add_column(Text(printable(heading)), overflow="fold")
        for row in table.rows:
            grid.add_row(*(Text(printable(cell)) for cell in row))
        self._console.print(grid)
