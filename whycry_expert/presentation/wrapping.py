"""How much room a text takes where every character stands in a cell, as in a terminal, and how it is broken there."""

import re
from typing import Final

SCREEN_WIDTH: Final = 80
_CUT: Final = " ..."
_WORDS: Final = re.compile(r"\s*\S+\s*")


def cells(text: str) -> int:
    """Count the cells that a text takes: two for a wide character, none for one that only marks another."""
    if _is_plain(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - its tables are needed for what is not plain alone

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text without line feeds into lines of at most `width` cells; only a word that is longer is broken."""
    plain = _is_plain(text)
    if len(text) <= width and plain:
        return [text]
    size = len if plain else cells
    lines, line, used = [], "", 0
    for word in _WORDS.findall(text):
        needed = size(word.rstrip())
        if line and used + needed > width:
            lines.append(line.rstrip())
            line, used = "", 0
        if needed > width:
            *full, word = _folded(word, width)  # noqa: PLW2901 - the rest of the word goes on as a word
            lines += full
        line, used = line + word, used + size(word)
    return [*lines, line.rstrip()]


def cut(text: str, width: int, lines: int) -> str:
    """Cut a text off so that it takes at most so many lines."""
    taken = wrapped(text, width)
    if len(taken) <= lines:
        return text
    *whole, last = taken[:lines]
    room = width - len(_CUT)
    words = wrapped(last, room)[0] if cells(last) > room else last
    return " ".join((*whole, words.rstrip(" ,;:"))) + _CUT


def _is_plain(text: str) -> bool:
    """Tell whether every character takes one cell for certain: ASCII, without what controls a terminal."""
    return text.isascii() and text.isprintable()


def _folded(word: str, width: int) -> list[str]:
    """Break a word wherever a line is full, though never within what a reader takes for one character."""
    if _is_plain(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415 - see above

    return chop_cells(word, width)
