"""The groups `kb` and `kb export`."""

import click

from whycry_expert.cli.commands_on_demand import CommandsOnDemand
from whycry_expert.cli.help_text import example

_COMMANDS = CommandsOnDemand(
    {
        "check": "whycry_expert.cli.kb.check:check_command",
        "test": "whycry_expert.cli.kb.test:test_command",
        "diff": "whycry_expert.cli.kb.diff:diff_command",
        "graph": "whycry_expert.cli.kb.graph:graph_command",
        "new": "whycry_expert.cli.kb.new:new_group",
        "fmt": "whycry_expert.cli.kb.fmt:fmt_command",
        "schema": "whycry_expert.cli.kb.schema:schema_command",
        "export": "whycry_expert.cli.kb.group:export_group",
        "coverage": "whycry_expert.cli.kb.coverage:coverage_command",
    }
)
_EXPORTS = CommandsOnDemand({"clips": "whycry_expert.cli.kb.export_clips:export_clips_command"})


@click.group("kb", commands=_COMMANDS, epilog=example("kb test situations/example.yaml"))
def kb_group() -> None:
    """Keep a knowledge base: check it, test it, draw it, write it.

    It is the one that comes with the program, or another.
    """


@click.group("export", commands=_EXPORTS, epilog=example("kb export clips"))
def export_group() -> None:
    """Get the knowledge in the language of another program."""
