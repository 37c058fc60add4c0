"""Pieces of Markdown whose texts are shown as they stand."""

from collections.abc import Iterable

from whycry_expert.presentation.rendering.markdown import escaped


def link(text: str, target: str) -> str:
    """Write a link to a page or an anchor."""
    return f"[{escaped(text)}]({target})"


def bullets(lines: Iterable[str]) -> str:
    """Write a list of pieces of Markdown; two spaces before one put it a level deeper."""
    told = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        told.append(f"{'    ' * depth}- {line.strip()}")
    return "\n".join(told)


def page(*blocks: str) -> str:
    """Write blocks of Markdown below one another, without those that are empty."""
    return "\n\n".join(block for block in blocks if block) + "\n"
