"""Shows a document in a terminal, with rich, or as plain text where there is no terminal."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from whycry_expert.presentation.document import Document, Table
from whycry_expert.presentation.layout import LEAST_WIDTH, Laid, Look, laid_out
from whycry_expert.presentation.wrapping import SCREEN_WIDTH
from whycry_expert.printable import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table as Grid

MAX_WIDTH = SCREEN_WIDTH


def show(document: Document, stream: TextIO) -> None:
    """Write a document to a stream, at most 80 columns wide; colours only where the stream is a terminal."""
    if stream.isatty():
        _show_in_terminal(document, stream)
    else:
        stream.writelines(f"{line.rstrip()}\n" for line in _plain_lines(laid_out(document, MAX_WIDTH)))


def _plain_lines(laid: Iterable[Laid]) -> Iterator[str]:
    for line in laid:
        if isinstance(line, Table):
            yield from _table_lines(line)
        else:
            yield line.text


def _table_lines(table: Table) -> list[str]:
    from rich.console import Console  # noqa: PLC0415 - rich is loaded where its work is seen

    plain = StringIO()
    Console(file=plain, highlight=False, width=MAX_WIDTH, color_system=None).print(_grid(table))
    return plain.getvalue().splitlines()


def _show_in_terminal(document: Document, stream: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415 - see above

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = max(LEAST_WIDTH, min(MAX_WIDTH, console.width))
    for renderable in _renderables(laid_out(document, console.width)):
        console.print(renderable)


def _renderables(laid: Iterable[Laid]) -> Iterator["RenderableType"]:
    """Give the lines between two tables as one thing to print, since each thing that is printed takes a while."""
    from rich.segment import Segment, Segments  # noqa: PLC0415 - see above
    from rich.style import Style  # noqa: PLC0415 - see above

    styles = {look: Style.parse(look.value) for look in Look}
    waiting: list[Segment] = []
    for line in laid:
        if isinstance(line, Table):
            yield Segments(waiting)
            yield _grid(line)
            waiting = []
        else:
            waiting += Segment(line.text.rstrip(), styles[line.look]), Segment.line()
    yield Segments(waiting)


def _grid(table: Table) -> "Grid":
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - see above
    from rich.table import Table as Grid  # noqa: PLC0415 - see above
    from rich.text import Text  # noqa: PLC0415 - see above

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in table.headings:
        grid.add_column(Text(printable(heading)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
    return grid
