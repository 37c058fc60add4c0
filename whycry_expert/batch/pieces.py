"""Cuts input into pieces: JSON Lines, YAML files, folders of these, and standard input."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from whycry_expert.batch.piece import Documents, Lines, Piece
from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.source import MAX_BYTES, YAML_SUFFIXES, is_hidden, read_bytes, unreadable

STANDARD_STREAM: Final = "-"
_MOST_RECORDS: Final = 512
"""With more, a piece takes more memory than all that is kept; with fewer, a situation takes longer."""
_MOST_BYTES: Final = MAX_BYTES


def files_in(inputs: Iterable[str]) -> tuple[str, ...]:
    """Name all files of some inputs: of a folder those in YAML, in the order of their names.

    Raises InputError for all inputs that cannot be read, before any of them is.
    """
    complaints = Complaints()
    found: list[str] = []
    for name in inputs:
        try:
            found += _files_of(name)
        except InputError as error:
            complaints.take(error)
    complaints.raise_if_any()
    return tuple(found)


def _files_of(name: str) -> list[str]:
    """Name the files of one input. Raises InputError where there are none, or they cannot be looked for."""
    if name == STANDARD_STREAM:
        return [name]
    if not name:
        raise InputError([Problem(Place('""'), "an empty name is no file")])
    path, missing = Path(name), "there is no such file"
    try:
        if path.is_dir():
            missing = "this folder holds no situation, which would be a file that ends with .yaml"
            readable = (file for file in sorted(path.iterdir()) if file.suffix in YAML_SUFFIXES and file.is_file())
            found = [str(file) for file in readable if not is_hidden(file)]
        else:
            found = [name] if path.exists() else []
    except (OSError, ValueError) as error:
        raise unreadable(Place(name), error) from None
    if not found:
        raise InputError([Problem(Place(name), missing)])
    return found


def pieces_of(files: Iterable[str], standard_input: BinaryIO | None, called: str) -> Iterator[Piece]:
    """Cut files into pieces, in order; standard input is JSON Lines, and is `called` so in messages.

    No more than a piece is held. Raises InputError for JSON Lines that cannot be read.
    """
    documents: list[tuple[str, bytes | tuple[Problem, ...]]] = []
    for name in files:
        if Path(name).suffix in YAML_SUFFIXES:
            documents.append((_as_text(name), _content(name)))
            if sum(len(content) for _, content in documents) >= _MOST_BYTES or len(documents) >= _MOST_RECORDS:
                yield _together(documents)
            continue
        if documents:
            yield _together(documents)
        if name == STANDARD_STREAM and standard_input is not None:
            yield from line_pieces(standard_input, called)
        else:
            yield from _of_file(name)
    if documents:
        yield _together(documents)


def _content(name: str) -> bytes | tuple[Problem, ...]:
    try:
        return read_bytes(Path(name), name)
    except InputError as error:
        return error.problems


def _as_text(name: str) -> str:
    """Give the name of a file with those of its bytes that are no text written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def _together(documents: list[tuple[str, bytes | tuple[Problem, ...]]]) -> Documents:
    names, contents = zip(*documents, strict=True)
    documents.clear()
    return Documents(names, contents)


def _of_file(name: str) -> Iterator[Lines]:
    try:
        with Path(name).open("rb") as stream:
            yield from line_pieces(stream, _as_text(name))
    except (OSError, ValueError) as error:
        raise unreadable(Place(name), error) from None


def line_pieces(stream: BinaryIO, name: str) -> Iterator[Lines]:
    """Cut JSON Lines into pieces. Of a line that is too long, so much is kept that it is seen to be."""
    first, size = 1, 0
    lines: list[bytes] = []
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
        lines.append(line)
        size += len(line)
        if len(lines) == _MOST_RECORDS or size >= _MOST_BYTES:
            yield _lines(name, first, lines)
            first, size, lines = first + len(lines), 0, []
    if lines:
        yield _lines(name, first, lines)


def _lines(name: str, first: int, lines: list[bytes]) -> Lines:
    if first == 1:
        lines[0] = lines[0].removeprefix(BOM_UTF8)
    return Lines(name, first, tuple(lines))


def _skip_line(stream: BinaryIO) -> None:
    while rest := stream.readline(MAX_BYTES):
        if rest.endswith(b"\n"):
            return
