"""What a person's file contains, made safe to print."""

import re
import unicodedata
from collections.abc import Callable

_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
_QUOTED_LENGTH = 60
_UNUSUAL = re.compile("[^\n -~]+")


def printable(text: str) -> str:
    r"""Give `text` back with every character that could steer a terminal written out, such as \\x1b.

    Line feeds stay, and so do the joiners that some scripts and emoji need. Tabs become a space.
    """
    return text if text.isprintable() else _changed(text, _harmless)


def one_line(text: str) -> str:
    """Give `text` on one line, printable."""
    return printable(text.replace("\n", "\\n"))


def json_escaped(document: str) -> str:
    """Give a JSON document back, of the same meaning, with the characters that could steer a terminal escaped."""
    return _changed(document, _json_escaped)


def quoted(text: str) -> str:
    """Give `text` in quotes for use within a message: printable, on one line, at most 60 characters."""
    return f'"{clipped(text)}"'


def clipped(text: str) -> str:
    """Give what `quoted` puts into quotes."""
    line = one_line(text[: _QUOTED_LENGTH + 1])  # a text may have millions of characters
    return line if len(line) <= _QUOTED_LENGTH else line[: _QUOTED_LENGTH - 3] + "..."


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Change the characters of a text one by one, but for those that are harmless at a glance, as nearly all are."""
    return _UNUSUAL.sub(lambda run: run[0] if run[0].isprintable() else "".join(map(change, run[0])), text)


def _json_escaped(character: str) -> str:
    import json  # noqa: PLC0415 - hardly any text needs it

    return character if _harmless(character) == character else json.dumps(character)[1:-1]


def _harmless(character: str) -> str:
    if character == "\t":
        return " "
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004
