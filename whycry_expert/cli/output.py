"""Writes results to standard output or, whole or not at all, to a file."""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from whycry_expert.cli.standard_streams import STANDARD_OUTPUT, standard_output
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import reason_of


def write_result(write: Callable[[TextIO], None], target: str | None) -> None:
    """Let `write` write to standard output, or to the file `target`, which is replaced only when all is written.

    A new file can be read by its owner alone. Raises InputError when the file cannot be written.
    """
    if target is None or target == "-":
        _to_standard_output(write)
        return
    text = io.StringIO()
    write(text)
    try:
        replace_file(Path(target), text.getvalue())
    except OSError as error:
        raise InputError([Problem(Place(target), f"the file cannot be written: {reason_of(error)}")]) from None


def _to_standard_output(write: Callable[[TextIO], None]) -> None:
    stream = standard_output()
    try:
        write(stream)
        stream.flush()
    except BrokenPipeError:
        drop_output()  # whoever was reading has read enough
    except OSError as error:
        drop_output()
        raise InputError([Problem(STANDARD_OUTPUT, f"it cannot be written: {reason_of(error)}")]) from None


def drop_output() -> None:
    """Let standard output lead nowhere, so that what is still to be written cannot fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def replace_file(path: Path, text: str) -> None:
    """Write a file whole or not at all; a new one is readable by its owner alone. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    # mkstemp creates the file readable by its owner alone
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
