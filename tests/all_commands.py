"""All commands of the program, by the words that call them."""

import click

from whycry_expert.cli.main import commands


def _called(command, *words):
    yield " ".join(words), command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _called(below, *words, name)


NAMES = dict(_called(commands))
"""With the groups, of which the program itself is called by no word."""
LEAVES = {name: command for name, command in NAMES.items() if not isinstance(command, click.Group)}
