"""A conclusion in JSON, from a file or from standard input."""

from pathlib import Path

from whycry_expert.cli.standard_streams import STANDARD_INPUT, standard_input
from whycry_expert.errors import InputError, Place, Problem

_STDIN = "-"


def read_conclusion(file: str) -> tuple[bytes, str]:
    """Give the content of a file and what messages call it. Raises InputError when it cannot be read."""
    from whycry_expert.proof.exact_json import MAX_BYTES

    if file == _STDIN:
        return standard_input().buffer.read(MAX_BYTES + 1), STANDARD_INPUT.file
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1), file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Problem(Place(file), f"the file cannot be read: {reason.lower()}")]) from None
