"""What `facts`, `meanings`, `rules` and `claims` have in common: a list, a search, and one entry whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

import click
from click.shell_completion import CompletionItem

from whycry_expert.cli.formats import format_option, output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import write_result
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.printable import printable, quoted

if TYPE_CHECKING:
    from whycry_expert.presentation.catalogue.data import Catalogue

Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
SEARCH_OPTION = click.option(
    "--search",
    "words",
    metavar="WORDS",
    help="Only those in whose names, questions and sentences all these words occur.",
)


def catalogue_command(name: str, complete: Completer, shown: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that lists entries, or shows the one whose name is given; its help shows `shown` as an example."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        for decorator in (output_options, format_option("text", "json"), SEARCH_OPTION):
            function = decorator(function)
        function = click.argument("name", required=False, metavar="[NAME]", shell_complete=complete)(function)
        return click.command(name, params=[KNOWLEDGE_OPTION], epilog=example(f"{name} {shown}"))(function)

    return decorate


def catalogue_of(knowledge_folder: str | None) -> "Catalogue":
    """Load a knowledge base to look things up in."""
    from whycry_expert.keeping.uses import uses_in
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.presentation.catalogue.data import Catalogue

    knowledge = load_knowledge(knowledge_folder)
    return Catalogue(knowledge, uses_in(knowledge))


def show_entries(
    kind: str,
    entries: list[dict[str, Any]],
    chosen: dict[str, Any],
    list_words: Callable[[Any], str],
    whole: Callable[[Any], str],
) -> None:
    """Show the entry that is named, or a list of those that are searched for; `chosen` are the options of the command.

    Raises InputError when there is no such entry.
    """
    from whycry_expert.presentation.catalogue.data import containing, named
    from whycry_expert.presentation.catalogue.text import list_text

    name, words = chosen["name"], chosen["words"]
    if name is not None and words is not None:
        raise click.UsageError("give either a name or --search")
    if words is not None:
        entries = containing(entries, words)
        if not entries:
            click.echo(f"no {kind} has {quoted(words)} in its words", err=True)
            click.get_current_context().exit(1)
    found = named(entries, kind, name) if name is not None else None
    if isinstance(found, str):
        raise InputError([Problem(Place(str(name)), found)])

    def write(stream: TextIO) -> None:
        if chosen["format_"] == "json":
            write_json(found if found is not None else {f"{kind}s": entries}, stream)
        else:
            stream.write(printable(whole(found) if found is not None else list_text(entries, list_words)))

    write_result(write, chosen["output"], chosen["format_"])
