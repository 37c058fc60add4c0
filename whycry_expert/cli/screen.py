"""The screen of a terminal, and clearing it."""

import os
import sys
from typing import TextIO

import click

_CANNOT = frozenset({"", "dumb", "unknown"})
_HOME_SCREEN_AND_SCROLLBACK = "\x1b[H\x1b[2J\x1b[3J"


def clear_screen(screen: TextIO) -> None:
    """Clear the screen and what has scrolled off it; nothing is sent to what is no terminal or cannot be cleared.

    Every terminal of today knows these sequences (ECMA-48, and the scrollback as xterm has it), also where its own name
    is missing from the machine's database; those that do not are called dumb.
    """
    if not screen.isatty():
        return
    if sys.platform == "win32":
        click.clear()
    elif os.environ.get("TERM", "") not in _CANNOT:
        screen.write(_HOME_SCREEN_AND_SCROLLBACK)
        screen.flush()
