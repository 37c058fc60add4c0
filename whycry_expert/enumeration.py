"""Several things named one after the other: the one place where their list is put into the words of a language."""

from collections.abc import Iterable


def all_of(texts: Iterable[str]) -> str:
    """Name all of some things, such as a, b and c; nothing where there is none."""
    return _joined(tuple(texts), "and")


def one_of(texts: Iterable[str]) -> str:
    """Name some things of which one is meant, such as a, b or c; nothing where there is none."""
    return _joined(tuple(texts), "or")


def _joined(texts: tuple[str, ...], word: str) -> str:
    *first, last = texts or ("",)
    return f"{', '.join(first)} {word} {last}" if first else last
