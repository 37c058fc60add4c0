"""Pages that the program itself makes: its commands as their help says, and what a library can use."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

import click

import whycry_expert
from whycry_expert.cli.main import commands

FOLDER = "reference"


def program_pages() -> dict[str, str]:
    """Give the Markdown of the pages on commands and library, by its path."""
    return {f"{FOLDER}/commands.md": _commands(), f"{FOLDER}/library.md": _library()}


def every_command(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """Give the words that call each command, those of a group before those below it."""
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, *above, name)
        else:
            yield (*above, name)


def help_of(*words: str) -> str:
    """Give the help of a command as the terminal shows it."""
    shown = StringIO()
    with redirect_stdout(shown):
        commands.main([*words, "--help"], prog_name="whycry-expert", standalone_mode=False)
    return shown.getvalue().rstrip("\n")


def _commands() -> str:
    blocks = [
        "# All commands",
        "What `--help` says of each.",
    ]
    for words in every_command(commands):
        blocks += [f"## {' '.join(('whycry-expert', *words))}", f"```text\n{help_of(*words)}\n```"]
    return "\n\n".join(blocks) + "\n"


def _library() -> str:
    homes = ((name, getattr(whycry_expert, name)) for name in whycry_expert.__all__)
    blocks = ["# The library", "What `import whycry_expert` gives. The README shows an example."]
    blocks += [f"## {name}\n\n::: {value.__module__}.{value.__qualname__}" for name, value in homes]
    return "\n\n".join(blocks) + "\n"
