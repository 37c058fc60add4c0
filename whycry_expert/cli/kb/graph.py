"""The command `kb graph`."""

from typing import TextIO

import click

from whycry_expert.cli.formats import format_option, output_options, write_graph
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.errors import InputError, Place, Problem, unknown_name
from whycry_expert.knowledge.model import facts_with_option
from whycry_expert.situation.misplaced import no_name_but_option


@click.command("graph", params=[KNOWLEDGE_OPTION], epilog=example("kb graph ending"))
@click.argument("name", required=False)
@format_option("mermaid", "dot", "html")
@output_options
def graph_command(*, name: str | None, knowledge_folder: str | None, format_: str, output: Output) -> None:
    """Draw how facts lead through rules to findings and meanings.

    That is all of it, or what lies around one NAME.

    The HTML page can be walked through and searched.
    """
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.presentation.knowledge_graph import graph_of_knowledge, names_in

    knowledge = load_knowledge(knowledge_folder)
    names = names_in(knowledge)
    if name is not None and name not in names:
        kind = "fact, rule, finding, meaning or notice"
        owners = facts_with_option(name, knowledge.facts)
        message = no_name_but_option(kind, name, owners) if owners else unknown_name(kind, name, names)
        raise InputError([Problem(Place(name), message)])
    graph = graph_of_knowledge(knowledge, name)

    def write(stream: TextIO) -> None:
        if format_ == "html":
            from whycry_expert.presentation.rendering.knowledge_page import to_page

            stream.write(to_page(graph, knowledge.about.title))
        else:
            write_graph(graph, format_, stream)

    write_result(write, output, format_)
