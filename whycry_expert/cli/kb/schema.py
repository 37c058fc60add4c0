"""The command `kb schema`."""

import json
from pathlib import Path

import click

from whycry_expert.cli import completing
from whycry_expert.cli.formats import output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.source import reason_of

_KINDS = ("situation", "facts", "rules")


@click.command("schema", params=[KNOWLEDGE_OPTION], epilog=example("kb schema situation"))
@click.argument("kind", type=click.Choice(_KINDS), required=False)
@click.option(
    "--into",
    metavar="DIR",
    shell_complete=completing.folders,
    help="Write all three to this folder, as situation.json, facts.json, rules.json.",
)
@output_options
def schema_command(*, kind: str | None, knowledge_folder: str | None, into: str | None, output: Output) -> None:
    """Get a JSON Schema, so that an editor completes and checks.

    It is that of situations, or of the files of facts/ or rules/.

    A file names its schema in its first line:

    \b
      # yaml-language-server: $schema=PATH
    """  # noqa: D301 - click keeps the lines after \b as they are
    from whycry_expert.keeping.schema import SCHEMAS
    from whycry_expert.knowledge.loading import load_knowledge

    if (kind is None) == (into is None):
        raise click.UsageError(f"give either one of {', '.join(_KINDS)}, or --into DIR")
    if into is not None and output.file is not None:
        raise click.UsageError("--into names its files itself; -o goes with one schema")
    knowledge = load_knowledge(knowledge_folder)
    if kind is not None:
        write_result(lambda stream: write_json(SCHEMAS[kind](knowledge), stream), output, "json")
        return
    folder = Path(str(into))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([Problem(Place(str(folder)), f"the folder cannot be made: {reason_of(error)}")]) from None
    files = {name: Output(str(folder / f"{name}.json"), replacing=output.replacing) for name in _KINDS}
    for file in files.values():
        file.check()
    for name, file in files.items():
        text = json.dumps(SCHEMAS[name](knowledge), ensure_ascii=True, indent=1) + "\n"
        file.write(text.encode())
