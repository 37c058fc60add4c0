"""Options that the commands of `kb` share."""

import click

knowledge_option = click.option(
    "--knowledge",
    "knowledge_folder",
    metavar="DIR",
    help="Use the knowledge base in this folder, which holds facts/ and rules/.",
)
