"""The commands, which mean the same at every prompt of an interview."""

from enum import Enum


class Command(Enum):
    """What can be typed at any prompt, whatever it asks for."""

    WHY = "?"
    HELP = "h"
    BACK = "b"
    CHANGE = "c"
    SO_FAR = "w"
    READINGS = "readings"
    SAVE = "s"
    QUIT = "q"


COMMAND_WORDS = {
    "?": Command.WHY,
    "why": Command.WHY,
    "h": Command.HELP,
    "help": Command.HELP,
    "b": Command.BACK,
    "back": Command.BACK,
    "c": Command.CHANGE,
    "change": Command.CHANGE,
    "s": Command.SAVE,
    "save": Command.SAVE,
    "w": Command.SO_FAR,
    "readings": Command.READINGS,
    "q": Command.QUIT,
    "quit": Command.QUIT,
    "exit": Command.QUIT,
    "leave": Command.QUIT,
}


def command_in(text: str) -> Command | None:
    """Give the command that a line consists of, or None where it is something else."""
    return COMMAND_WORDS.get(text.strip().lower())
