"""The command `why-differ`."""

import click

from whycry_expert.cli.fact_flags import KNOWLEDGE_OPTION
from whycry_expert.cli.formats import AUDIT_FORMAT_OPTION, TRACE_OPTION, output_options, write_audit
from whycry_expert.cli.output import Output
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.knowledge.loading import load_knowledge


@click.command("why-differ", params=[KNOWLEDGE_OPTION])
@click.argument("first", metavar="A.yaml")
@click.argument("second", metavar="B.yaml")
@AUDIT_FORMAT_OPTION
@TRACE_OPTION
@output_options
def why_differ_command(
    first: str, second: str, *, format_: str, trace: bool, output: Output, knowledge_folder: str | None
) -> None:
    """Show why two situations ended differently: the answers that differ and matter, and what fired from each."""
    from whycry_expert.inference.engine import infer
    from whycry_expert.presentation.audit_json import difference_data
    from whycry_expert.presentation.documents.difference import why_differ_document
    from whycry_expert.presentation.gate import Gated
    from whycry_expert.reasoning.difference import difference_of

    if first == second == "-":
        raise click.UsageError("only one of the two can be standard input")
    knowledge = load_knowledge(knowledge_folder)
    before, after = (infer(knowledge, situation_of(knowledge, file, {})) for file in (first, second))
    names = before.situation.title or first, after.situation.title or second
    difference = Gated((before, after), lambda: difference_of(before, after), trace=trace)
    write_audit(difference, format_, output, lambda found: why_differ_document(found, names), difference_data)
