"""A piece of input: some records that are concluded together, and what comes out of them."""

from typing import TypeAlias

from msgspec import Struct

from whycry_expert.errors import Problem


class Lines(Struct, frozen=True):
    """Lines of JSON, in order; `first` is the number of the first one in the file called `name`."""

    name: str
    first: int
    lines: tuple[bytes, ...]


class Documents(Struct, frozen=True):
    """Whole YAML files, each with one situation or several; `contents` are what stands in those called `names`."""

    names: tuple[str, ...]
    contents: tuple[bytes, ...]


Piece: TypeAlias = Lines | Documents


class Refused(Struct, frozen=True):
    """A record that was skipped: how many lines of output came before it in its piece, and all that is wrong."""

    after: int
    problems: tuple[Problem, ...]


class Outcome(Struct, frozen=True):
    """What came out of a piece: lines of JSON with their line feeds, and the records that were refused."""

    lines: tuple[bytes, ...]
    refused: tuple[Refused, ...]
