"""A piece of input: some records that are concluded together, and what comes out of them."""

from typing import TypeAlias

import msgspec
from msgspec import Struct

from whycry_expert.errors import Problem


class Lines(Struct, frozen=True):
    """Lines of JSON, in order; `first` is the number of the first one in the file called `name`."""

    name: str
    first: int
    lines: tuple[bytes, ...]


class Documents(Struct, frozen=True):
    """Whole YAML files, each with one situation or several; `contents` are what stands in those called `names`.

    Instead of what stands in a file there may be why it cannot be read.
    """

    names: tuple[str, ...]
    contents: tuple[bytes | tuple[Problem, ...], ...]


Piece: TypeAlias = Lines | Documents


class Refused(Struct, frozen=True):
    """A record that was skipped: how many lines of output came before it in its piece, and all that is wrong."""

    after: int
    problems: tuple[Problem, ...]


class PieceResult(Struct, frozen=True):
    """What came out of a piece: lines of JSON, each with its line feed, and the records that were refused."""

    written: bytes
    refused: tuple[Refused, ...]

    @property
    def lines(self) -> list[bytes]:
        """The lines one by one."""
        return [line + b"\n" for line in self.written.split(b"\n")[:-1]]


def fingerprint(piece: Piece) -> bytes:
    """Give all that a piece holds as bytes, by which a changed one is known."""
    return msgspec.msgpack.encode(piece)


def size_of(piece: Piece) -> int:
    """Give how many bytes of input a piece is."""
    parts = piece.lines if isinstance(piece, Lines) else piece.contents
    return sum(len(part) for part in parts if isinstance(part, bytes))
