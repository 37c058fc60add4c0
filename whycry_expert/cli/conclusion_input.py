"""A conclusion in JSON, from a file or from standard input."""

from pathlib import Path

from whycry_expert.cli.standard_streams import STANDARD_INPUT, STANDARD_STREAM, read_standard_input
from whycry_expert.source import read_start


def read_conclusion(file: str) -> tuple[bytes, str]:
    """Give the content of a file and what messages call it. Raises InputError when it cannot be read."""
    from whycry_expert.proof.exact_json import MAX_BYTES

    if file == STANDARD_STREAM:
        return read_standard_input(MAX_BYTES + 1), STANDARD_INPUT.file
    return read_start(Path(file), file, MAX_BYTES + 1), file
