"""Breaks the labels of graphs into lines that fit into a node."""

from collections.abc import Iterable
from textwrap import wrap

WIDTH = 36


def wrapped(label: Iterable[str]) -> tuple[str, ...]:
    """Give the lines of a label, none longer than 36 characters unless one word is."""
    return tuple(line for text in label for line in wrap(text, WIDTH, break_long_words=False) or [""])
