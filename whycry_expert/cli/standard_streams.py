"""Standard input and output, either of which may have been closed before the start."""

import sys
from typing import TextIO

from whycry_expert.errors import InputError, Place, Problem

STANDARD_INPUT = Place("standard input")
STANDARD_OUTPUT = Place("standard output")


def standard_input() -> TextIO:
    """Give standard input. Raises InputError when it is closed."""
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise InputError([Problem(STANDARD_INPUT, "there is nothing to read, since it is closed")])
    return stream


def standard_output() -> TextIO:
    """Give standard output. Raises InputError when it is closed."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise InputError([Problem(STANDARD_OUTPUT, "nothing can be written, since it is closed")])
    return stream


def is_interactive() -> bool:
    """Tell whether a person sits before both of them."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)
