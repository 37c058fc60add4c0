"""What names on a command line mean: a file, one occasion of a file, or standard input."""

import re
from collections.abc import Iterable
from pathlib import Path

import click

from whycry_expert.cli.standard_streams import STANDARD_STREAM

_OCCASION = re.compile(r"(.+)#(\d{1,4})")


def file_and_number(name: str) -> tuple[str, int | None]:
    """Take FILE#2 apart, unless there is a file of just that name; the number is None where none is named."""
    match = _OCCASION.fullmatch(name)
    if match is None or Path(name).exists():
        return name, None
    return match[1], int(match[2])


def refuse_standard_input_twice(names: Iterable[str | None]) -> None:
    """Raise UsageError where more than one of some names is standard input, which can be read only once."""
    if sum(name is not None and file_and_number(name)[0] == STANDARD_STREAM for name in names) > 1:
        raise click.UsageError("only one of them can be standard input")
