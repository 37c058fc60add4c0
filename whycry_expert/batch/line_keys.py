"""Where the keys of a JSON object stand in its line, and which stand twice: parsers keep one of them in silence."""

import json
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_STRING_OR_BRACE: Final = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]')


class LineKey(Struct, frozen=True):
    """A key of an object that stands `depth` objects deep, the outermost being 1; `column` counts from 1.

    `again` says that it stands in the same object before.
    """

    name: str
    column: int
    depth: int
    again: bool


def keys_in(line: str) -> Iterator[LineKey]:
    """Give every key of a line of valid JSON, in order."""
    seen: list[set[str]] = []
    for found in _STRING_OR_BRACE.finditer(line):
        written, colon = found.groups()
        if colon:
            name = json.loads(written)
            yield LineKey(name, found.start() + 1, len(seen), name in seen[-1])
            seen[-1].add(name)
        elif found[0] == "{":
            seen.append(set())
        elif found[0] == "}":
            seen.pop()
