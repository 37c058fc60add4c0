"""The command `new`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whycry_expert.cli import completing
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION

if TYPE_CHECKING:
    from whycry_expert.knowledge.model import Knowledge


@click.command("new", params=[KNOWLEDGE_OPTION], epilog=example("new mine.yaml"))
@click.argument("target", required=False, shell_complete=completing.files, metavar="[FILE]")
@click.option(
    "--from",
    "source",
    metavar="SITUATION.yaml",
    shell_complete=completing.files,
    help="Begin with this file as it is, and add only what is still open and would matter.",
)
@click.option(
    "--schema",
    metavar="PATH",
    shell_complete=completing.files,
    help="Name the JSON Schema of situations in it, for editors.",
)
def new_command(*, target: str | None, source: str | None, schema: str | None, knowledge_folder: str | None) -> None:
    """Write a file that holds every question, to be filled in.

    The file is new; one that is there already is left alone. Without FILE it goes to standard output.
    """
    from whycry_expert.cli.new_file import write_new
    from whycry_expert.knowledge.loading import load_knowledge

    if source is not None and schema is not None:
        raise click.UsageError("--schema cannot be added to a file that is kept as it is")
    knowledge = load_knowledge(knowledge_folder)
    if source is None:
        from whycry_expert.keeping.situation_template import template_text

        write_new(template_text(knowledge, schema), target)
        return
    write_new(_continued(source, knowledge), target)


def _continued(source: str, knowledge: "Knowledge") -> str:
    from whycry_expert.keeping.situation_template import continued, facts_still_open
    from whycry_expert.situation.reading import read_situation
    from whycry_expert.source import read_bytes

    content = read_bytes(Path(source), source)
    situation = read_situation(content, source, knowledge)
    return continued(content, situation, knowledge, facts_still_open(knowledge, situation)).decode()
