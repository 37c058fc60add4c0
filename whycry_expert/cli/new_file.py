"""Writes files that must be new, so that nothing of a person's is lost."""

from pathlib import Path
from typing import TextIO

from whycry_expert.cli.output import Output, write_result
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import reason_of


def write_new(text: str, target: str | None) -> None:
    """Write to a new file, or to standard output where there is no target.

    Raises InputError when the file is there already or cannot be written.
    """
    output = Output(target)
    if output.descriptor is None:
        _refuse_existing(output)
    write_result(lambda stream: _all_of(text, stream), output, "yaml")


def _refuse_existing(output: Output) -> None:
    """Raise InputError when there is a file of that name; no flag replaces it."""
    target = output.file or ""
    try:
        is_there = Path(target).is_file() or Path(target).is_symlink()
    except (OSError, ValueError) as error:
        raise InputError([Problem(Place(target), f"the file cannot be written: {reason_of(error)}")]) from None
    if is_there:
        raise InputError([Problem(Place(target), "this file is there already; nothing was written")])
    output.check()


def _all_of(text: str, stream: TextIO) -> None:
    stream.write(text)
