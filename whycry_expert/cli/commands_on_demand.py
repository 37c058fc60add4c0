"""The commands of a group, each of which is imported when it is called or listed in a help."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

from whycry_expert.cli.help_text import ProgramContext


class CommandsOnDemand(MutableMapping[str, click.Command]):
    """Commands by their names. What is given is the place of each: "module:attribute"."""

    def __init__(self, places: dict[str, str]) -> None:
        self._places = places
        self._commands: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._commands:
            module, _, attribute = self._places[name].partition(":")
            self._commands[name] = _in_context(getattr(import_module(module), attribute))
        return self._commands[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _in_context(command: click.Command) -> click.Command:
    """Give a command the context of the program, and the commands below it too, if it is a group that has them."""
    command.context_class = ProgramContext
    if isinstance(command, click.Group) and not isinstance(command.commands, CommandsOnDemand):
        for below in command.commands.values():
            _in_context(below)
    return command
