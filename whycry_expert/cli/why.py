"""The command `why`."""

from typing import Any

import click

from whycry_expert.cli import completing
from whycry_expert.cli.arguments import FACT_PREFIX, at_most_one, fact_named, file_and_names, meaning_named
from whycry_expert.cli.fact_flags import FactCommand
from whycry_expert.cli.formats import (
    GRAPH_FORMATS,
    TRACE_OPTION,
    format_option,
    gated,
    output_options,
    write_audit,
    write_graph,
)
from whycry_expert.cli.help_text import example
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.situation_input import situation_of


@click.command("why", cls=FactCommand, epilog=example("why situations/example.yaml likes-someone-else"))
@click.argument(
    "arguments", nargs=-1, shell_complete=completing.names_and_files, metavar="[SITUATION.yaml] [MEANING | fact:NAME]"
)
@format_option("text", "json", "markdown", *GRAPH_FORMATS)
@TRACE_OPTION
@output_options
@click.pass_context
def why_command(
    context: click.Context,
    /,
    arguments: tuple[str, ...],
    *,
    format_: str,
    trace: bool,
    output: Output,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """See how a reading was reached, or what one answer did.

    Without a name, these are the readings that lead.
    """
    from whycry_expert.inference.engine import infer
    from whycry_expert.presentation.audit_json import fact_effect_data, why_data
    from whycry_expert.presentation.documents.fact_effect import fact_effect_document
    from whycry_expert.presentation.documents.why import why_document
    from whycry_expert.presentation.proof_graph import proof_graph
    from whycry_expert.reasoning.fact_effect import effect_of
    from whycry_expert.reasoning.grounds import grounds_of

    knowledge = context.obj
    file, names = file_and_names(arguments)
    name = at_most_one(names)
    if name is not None and name.startswith(FACT_PREFIX):
        if format_ in GRAPH_FORMATS:
            raise click.UsageError(f"--format {format_} draws readings; what one answer did has no graph")
        fact = fact_named(knowledge, name.removeprefix(FACT_PREFIX))
        conclusion = infer(knowledge, situation_of(knowledge, file, flags))
        effect = gated((conclusion,), lambda: effect_of(conclusion, fact), trace=trace)
        write_audit(effect, format_, output, fact_effect_document, fact_effect_data)
        return
    chosen = meaning_named(knowledge, name) if name is not None else None
    conclusion = infer(knowledge, situation_of(knowledge, file, flags))
    meanings = (chosen,) if chosen else conclusion.leading
    readings = gated((conclusion,), lambda: tuple(grounds_of(conclusion, name) for name in meanings), trace=trace)
    if format_ in GRAPH_FORMATS:
        write_result(lambda stream: write_graph(proof_graph(readings), format_, stream), output, format_)
        return
    write_audit(readings, format_, output, why_document, why_data)
