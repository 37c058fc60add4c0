"""What a person's file contains, made safe to print."""

import unicodedata
from collections.abc import Iterator

_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that look like spaces, and are none: with them a text could lay out lines of its own."""
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 8
"""More than any script puts on one letter."""
_JSON_SPACE = frozenset("\t\n\r")
_MARKUP = "<"
_JOINERS = frozenset("\u200c\u200d")
_QUOTED_LENGTH = 60


def printable(text: str) -> str:
    r"""Give `text` back with every character that could steer a terminal written out, such as \\x1b.

    So is what looks like a space and is none, and every mark of a heap that would cover the lines around. Line feeds
    stay, and so do the joiners that some scripts and emoji need. Tabs become a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(text))


def _written_out(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        if unicodedata.category(character) in _MARKS:
            marks += 1
        elif character not in _JOINERS:
            marks = 0
        yield character if 0 < marks <= _MOST_MARKS else _escape(character) if marks else _harmless(character)


def one_line(text: str) -> str:
    """Give `text` on one line, printable."""
    return printable(text.replace("\n", "\\n"))


def json_escaped(document: str) -> str:
    """Give a JSON document back, of the same meaning, with all characters escaped that must not stand in one bare.

    These could steer a terminal, or could make a reader of HTML take the document for such.
    """
    return document.translate({ord(character): _json_escape(character) for character in never_bare(document)})


def never_bare(document: str) -> frozenset[str]:
    """Give the characters of a JSON document, other than its white space, that must not stand in it bare."""
    return frozenset(
        character
        for character in set(document) - _JSON_SPACE
        if character == _MARKUP or _harmless(character) != character
    )


def quoted(text: str) -> str:
    """Give `text` in quotes for use within a message: printable, on one line, at most 60 characters."""
    return f'"{clipped(text)}"'


def clipped(text: str) -> str:
    """Give what `quoted` puts into quotes."""
    line = one_line(text[: _QUOTED_LENGTH + 1])  # a text may have millions of characters
    return line if len(line) <= _QUOTED_LENGTH else line[: _QUOTED_LENGTH - 3] + "..."


def _json_escape(character: str) -> str:
    import json  # noqa: PLC0415 - hardly any text needs it

    return "\\u003c" if character == _MARKUP else json.dumps(character)[1:-1]


def _harmless(character: str) -> str:
    if character == "\t":
        return " "
    is_safe = unicodedata.category(character) not in _UNSAFE_CATEGORIES and character not in _BLANKS
    if is_safe or character == "\n" or character in _JOINERS:
        return character
    return _escape(character)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004
