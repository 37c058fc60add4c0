"""Where a result goes: standard output, a new file, or whatever else has a name."""

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from whycry_expert.cli.file_writing import create_file, replace_file
from whycry_expert.cli.standard_streams import STANDARD_OUTPUT, STANDARD_STREAM, drop, standard_output
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import YAML_SUFFIXES, reason_of

TEXT = "text"
"""The one format that follows the encoding of the terminal; all others are UTF-8 wherever they go."""
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,4})")
_NAMED_DESCRIPTORS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_STANDARD_OUTPUT = 1


class Output(Struct, frozen=True):
    """The `file` that a result goes to, or None for standard output.

    `replacing` says whether a file that is there may be replaced; one of `read`, or in a folder of these, never is.
    """

    file: str | None = None
    replacing: bool = False
    read: tuple[str, ...] = ()

    @property
    def descriptor(self) -> int | None:
        """The open descriptor that is meant, or None where it is a file."""
        if self.file is None or self.file == STANDARD_STREAM:
            return _STANDARD_OUTPUT
        match = _DESCRIPTOR.fullmatch(self.file)
        return int(match[1]) if match else _NAMED_DESCRIPTORS.get(self.file)

    def check(self) -> None:
        """Raise InputError when it is plain already that nothing may be written there."""
        if self.file is None or self.descriptor is not None:
            return
        if not self.file:
            raise self._problem("an empty name is no file; give the name of a new one")
        if self.file.endswith("/"):
            raise self._problem("this names a folder; give the name of a new file")
        try:
            there = Path(self.file).stat()
        except (OSError, ValueError) as error:
            if isinstance(error, FileNotFoundError) and Path(self.file).is_symlink() and not self.replacing:
                raise self._there_already() from None
            return  # writing it says what is wrong, if anything is
        is_device = stat.S_ISCHR(there.st_mode)  # a terminal is read and written
        if not is_device and (any(os.path.samestat(there, other) for other in _stats(self.read)) or self._lies_in_read):
            raise self._problem("this is the file that is read; give another name")
        if stat.S_ISREG(there.st_mode) and not self.replacing:
            raise self._there_already()

    @property
    def _lies_in_read(self) -> bool:
        """Whether it is one of the files that are read of a folder."""
        path = Path(self.file or "").resolve()
        folders = (Path(name) for name in self.read if path.suffix in YAML_SUFFIXES)
        return any(folder.is_dir() and path.is_relative_to(folder.resolve()) for folder in folders)

    def write(self, content: bytes) -> None:
        """Write the whole content, or nothing. Raises InputError when it cannot be written."""
        self.check()
        try:
            self._write(Path(self.file or STANDARD_STREAM), content)
        except FileExistsError:
            raise self._there_already() from None
        except BrokenPipeError:
            return  # whoever was reading has read enough
        except (OSError, ValueError) as error:
            raise self._problem(f"the file cannot be written: {reason_of(error)}") from None

    def _write(self, path: Path, content: bytes) -> None:
        descriptor = self.descriptor
        if descriptor is not None:
            _write_to(os.dup(descriptor), content)
        elif path.exists() and not path.is_file():
            _write_to(_opened_device(path), content)
        elif not self.replacing:
            create_file(path, content)
        elif path.exists():
            replace_file(path, content)
        else:
            create_file(path.resolve(), content)

    @property
    def is_stream(self) -> bool:
        """Whether this is no file that is written and read again: standard output, a pipe, a device."""
        return self.descriptor is not None or (Path(self.file or "").exists() and not Path(self.file or "").is_file())

    def write_parts(self, parts: Iterable[bytes]) -> None:
        """Write parts as they come to a stream, until nobody reads it. Raises InputError when it cannot be written."""
        if self.descriptor == _STANDARD_OUTPUT:
            _parts_to_standard_output(parts)
            return
        descriptor = self.descriptor
        try:
            handle = _opened_device(Path(self.file or "")) if descriptor is None else os.dup(descriptor)
            with os.fdopen(handle, "wb", buffering=0) as stream:
                for part in parts:
                    stream.write(part)
        except BrokenPipeError:
            return  # whoever was reading has read enough
        except OSError as error:
            raise self._problem(f"it cannot be written: {reason_of(error)}") from None

    def _there_already(self) -> InputError:
        return self._problem("this file is there already; give another name, or --force to replace it")

    def _problem(self, message: str) -> InputError:
        return InputError([Problem(Place(self.file or '""'), message)])


def write_result(write: Callable[[TextIO], None], output: Output, format_: str) -> None:
    """Let `write` write a result in some format to where it goes. Raises InputError when it cannot be written."""
    if output.descriptor == _STANDARD_OUTPUT:
        _to_standard_output(write, format_)
    else:
        output.write(_encoded(write))


def _to_standard_output(write: Callable[[TextIO], None], format_: str) -> None:
    stream = standard_output()
    with _failing_quietly():
        if format_ == TEXT or not hasattr(stream, "buffer"):
            write(stream)
        else:
            stream.flush()
            stream.buffer.write(_encoded(write))
        stream.flush()


def _parts_to_standard_output(parts: Iterable[bytes]) -> None:
    stream = standard_output()
    # a program may put a stream of text alone there
    write = stream.buffer.write if hasattr(stream, "buffer") else lambda part: stream.write(part.decode())
    with _failing_quietly():
        for part in parts:
            write(part)
            stream.flush()


@contextmanager
def _failing_quietly() -> Iterator[None]:
    """Let nothing more be written once standard output fails. Raises InputError where anybody still wants to read."""
    try:
        yield
    except BrokenPipeError:
        drop(sys.stdout)  # whoever was reading has read enough
    except OSError as error:
        drop(sys.stdout)
        raise InputError([Problem(STANDARD_OUTPUT, f"it cannot be written: {reason_of(error)}")]) from None


def _encoded(write: Callable[[TextIO], None]) -> bytes:
    text = io.StringIO()
    write(text)
    return text.getvalue().encode("utf-8", errors="backslashreplace")


def _opened_device(path: Path) -> int:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)  # else it waits for ever for a reader of a pipe
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "nobody reads from this pipe") from None
        raise
    if stat.S_ISREG(os.fstat(handle).st_mode):  # a file took its place since it was looked at
        os.close(handle)
        raise FileExistsError(str(path))
    os.set_blocking(handle, True)
    return handle


def _write_to(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


def _stats(files: Iterable[str]) -> Iterable[os.stat_result]:
    for file in files:
        try:
            yield os.fstat(0) if file == STANDARD_STREAM else Path(file).stat()
        except (OSError, ValueError):
            continue
