"""The option --version."""

import click

from whycry_expert.knowledge.loading import load_knowledge


def print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's own
    """Print the version of the program and of the knowledge that comes with it, and leave."""
    if not wanted or context.resilient_parsing:
        return
    from whycry_expert import __version__

    knowledge = load_knowledge()
    click.echo(f"whycry-expert {__version__}")
    click.echo(f"knowledge {knowledge.about.version}, digest {knowledge.digest}")
    context.exit()
