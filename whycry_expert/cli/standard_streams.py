"""The standard streams, any of which may have been closed before the start or may fail later."""

import errno
import os
import sys
from io import TextIOWrapper
from typing import TextIO

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import reason_of

_REFUSED_WRITES = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT, errno.EPIPE})

STANDARD_STREAM = "-"
"""What a command line calls standard input, or standard output."""
STANDARD_INPUT = Place("standard input")
STANDARD_OUTPUT = Place("standard output")


def make_tolerant() -> None:
    """Let the standard streams escape what their encoding has no letters for, instead of failing."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def standard_input() -> TextIO:
    """Give standard input. Raises InputError when it is closed."""
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise InputError([Problem(STANDARD_INPUT, "there is nothing to read, since it is closed")])
    return stream


def read_standard_input(most: int) -> bytes:
    """Read standard input to its end, but no more than `most` bytes. Raises InputError when it cannot be read."""
    try:
        return standard_input().buffer.read(most)
    except OSError as error:
        raise InputError([Problem(STANDARD_INPUT, f"it cannot be read: {reason_of(error)}")]) from None


def standard_output() -> TextIO:
    """Give standard output. Raises InputError when it is closed."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise InputError([Problem(STANDARD_OUTPUT, "nothing can be written, since it is closed")])
    return stream


def is_of_output(error: OSError) -> bool:
    """Tell whether an error that names no file came from writing to standard output."""
    stream: TextIO | None = sys.stdout
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        return True
    return error.errno in _REFUSED_WRITES


def drop(stream: TextIO | None) -> None:
    """Let a stream lead nowhere, so that what is still to be written to it cannot fail a second time."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_interactive() -> bool:
    """Tell whether a person sits before both of them."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)
