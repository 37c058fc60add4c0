"""The groups `kb` and `kb export`."""

import click

from whycry_expert.cli.commands_on_demand import CommandsOnDemand

_EXPORTS = CommandsOnDemand({"clips": "whycry_expert.cli.kb.export_clips:export_clips_command"})


@click.group("kb")
def kb_group() -> None:
    """Work on a knowledge base: the one that comes with the program, or another."""


@kb_group.group("export", commands=_EXPORTS)
def export_group() -> None:
    """Write the knowledge in the language of another program."""
