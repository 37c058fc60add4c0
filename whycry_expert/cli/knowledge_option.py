"""The option --knowledge, which nearly every command has."""

import click

from whycry_expert.cli import completing

KNOWLEDGE_OPTION = click.Option(
    ["--knowledge", "knowledge_folder"],
    metavar="DIR",
    shell_complete=completing.folders,
    help="Use the knowledge base in this folder, which holds facts/ and rules/.",
)
