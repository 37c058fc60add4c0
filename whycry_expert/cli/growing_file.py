"""A file that grows while a long run goes on, such that the run can be interrupted at any moment and taken up again.

The lines stand in FILE.part until all are there; then it becomes FILE. Beside it FILE.part.state says after which piece
of the input it was last whole, and the digest of the input up to there.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.cli.file_writing import create_file, refuse_read_only, replace_file
from whycry_expert.cli.output import Output
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import reason_of

_PAUSE: Final = 1.0
"""Seconds between two notes of how far it has come."""


class Progress(Struct, frozen=True):
    """How far a run has come: `size` in bytes is that of the lines, and `about` says what else must stay the same."""

    about: str
    pieces: int = 0
    lines: int = 0
    skipped: int = 0
    size: int = 0
    digest: str = ""


class Addition(Struct, frozen=True):
    """What comes of one piece: its lines, how many records it lacks, and the piece itself as bytes."""

    source: bytes
    lines: bytes
    skipped: int


class GrowingFile:
    """The lines of a run, and how far it has come."""

    def __init__(self, output: Output, about: str) -> None:
        """Take where the file is to be. Raises InputError where something that is read has a name it needs."""
        self._output = output
        self._file = Path(output.file or "")
        target = self._file.resolve() if output.replacing else self._file
        self._part = target.with_name(f"{target.name}.part")
        self._state = target.with_name(f"{target.name}.part.state")
        for name in (self._part, self._state):
            replace(output, file=str(name), replacing=True).check()
        self._come = (Progress(about), sha256())

    @property
    def progress(self) -> Progress:
        """How far it has come; the digest is that of when this was last noted."""
        return self._come[0]

    def begin(self) -> None:
        """Begin anew. Raises InputError where an interrupted run has left lines, unless they may be replaced."""
        if self._part.exists() and not self._output.replacing:
            message = "this is left of a run that was interrupted; --resume goes on with it, --force begins anew"
            raise InputError([Problem(Place(str(self._part)), message)])
        with suppress(FileNotFoundError):
            self._part.unlink()
        with suppress(FileNotFoundError):
            self._state.unlink()
        try:
            create_file(self._part, b"")
        except OSError as error:
            raise self._refused(f"the file cannot be written: {reason_of(error)}") from None

    def resume(self, consumed: Iterator[bytes]) -> None:
        """Go on with what an interrupted run has left; of the input, `consumed`, as much is taken as that run had.

        Raises InputError where nothing is left, or input, knowledge or options are not what they were.
        """
        try:
            noted = msgspec.json.decode(self._state.read_bytes(), type=Progress)
            size = self._part.stat().st_size
        except (OSError, ValueError):
            raise self._refused("no run that was interrupted has left anything here; leave --resume out") from None
        if noted.about != self.progress.about:
            raise self._refused("the knowledge, the program or --trace is not what this was begun with; begin anew")
        sha = sha256()
        for part in islice(consumed, noted.pieces):
            sha.update(part)
        if sha.hexdigest() != noted.digest or size < noted.size:
            raise self._refused("the input has changed since this was begun, or the lines have; begin anew")
        self._come = (noted, sha)
        os.truncate(self._part, noted.size)

    def grow(self, additions: Iterable[Addition]) -> None:
        """Add the lines of pieces as they come. However it ends, what was added whole stays, and can be resumed.

        Raises InputError when they cannot be written.
        """
        try:
            with self._part.open("ab") as stream:
                self._add_all(additions, stream)
        except OSError as error:
            if error.filename is not None:
                raise
            problem = Problem(Place(str(self._part)), f"it cannot be written: {reason_of(error)}")
            raise InputError([problem]) from None

    def finish(self) -> None:
        """Give the file its name, now that it is whole. Raises InputError where another has it meanwhile."""
        target = self._file.resolve() if self._output.replacing else self._file
        try:
            if target.exists() and self._output.replacing:
                refuse_read_only(target)
                self._part.chmod(stat.S_IMODE(target.stat().st_mode))
                self._part.replace(target)
            else:
                os.link(self._part, target)
                self._part.unlink()
        except OSError as error:
            raise self._refused(f"{self._part} is whole but cannot get this name: {reason_of(error)}") from None
        self._state.unlink()

    @property
    def left(self) -> str:
        """What an interrupted run has left, said in a line."""
        lines = self.progress.lines
        told = "1 line is" if lines == 1 else f"{lines:,} lines are"
        return f"{Place(str(self._part))}: {told} here; --resume goes on"

    def _add_all(self, additions: Iterable[Addition], stream: BinaryIO) -> None:
        noted = time.monotonic()
        try:
            for addition in additions:
                self._add(addition, stream)
                if time.monotonic() - noted > _PAUSE:
                    self._note(stream)
                    noted = time.monotonic()
        finally:
            self._note(stream)

    def _add(self, addition: Addition, stream: BinaryIO) -> None:
        stream.write(addition.lines)
        progress, sha = self.progress, self._come[1].copy()
        sha.update(addition.source)
        progress = replace(
            progress,
            pieces=progress.pieces + 1,
            lines=progress.lines + addition.lines.count(b"\n"),
            skipped=progress.skipped + addition.skipped,
            size=progress.size + len(addition.lines),
        )
        # in one step, since an interruption may come before or after any
        self._come = (progress, sha)

    def _note(self, stream: BinaryIO) -> None:
        """Note how far it is, after the lines themselves are there."""
        stream.flush()
        os.fsync(stream.fileno())
        progress, sha = self._come
        content = msgspec.json.encode(replace(progress, digest=sha.hexdigest()))
        if self._state.exists():
            replace_file(self._state, content)
        else:
            create_file(self._state, content)

    def _refused(self, message: str) -> InputError:
        return InputError([Problem(Place(str(self._file)), message)])
