"""The command `what-if`."""

from typing import Any

import click

from whycry_expert.cli import completing
from whycry_expert.cli.arguments import file_and_names
from whycry_expert.cli.fact_flags import FactCommand
from whycry_expert.cli.formats import (
    AUDIT_FORMAT_OPTION,
    TRACE_OPTION,
    gated,
    output_options,
    write_audit,
)
from whycry_expert.cli.help_text import example
from whycry_expert.cli.output import Output
from whycry_expert.cli.situation_input import situation_of, situation_with

_EXAMPLE = example("what-if situations/example.yaml reassurance=helps")


@click.command("what-if", cls=FactCommand, epilog=_EXAMPLE)
@click.argument(
    "arguments", nargs=-1, shell_complete=completing.assignments_and_files, metavar="[SITUATION.yaml] [FACT=ANSWER]..."
)
@click.option("--each", is_flag=True, help="Try every other answer in the place of each single one.")
@AUDIT_FORMAT_OPTION
@TRACE_OPTION
@output_options
@click.pass_context
def what_if_command(
    context: click.Context,
    /,
    arguments: tuple[str, ...],
    *,
    each: bool,
    format_: str,
    trace: bool,
    output: Output,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """See what other answers would change, before and after.

    FACT=ANSWER gives another answer, FACT=unsure takes one back.

    With --each: which single changed answers would change what leads, and which pairs where none does.
    """
    from whycry_expert.inference.engine import infer
    from whycry_expert.presentation.audit_json import difference_data, robustness_data
    from whycry_expert.presentation.documents.difference import what_if_document
    from whycry_expert.presentation.documents.robustness import robustness_document
    from whycry_expert.reasoning.difference import difference_of
    from whycry_expert.reasoning.robustness import robustness_of

    knowledge = context.obj
    file, assignments = file_and_names(arguments)
    if each == bool(assignments):
        raise click.UsageError("give either answers to change, as FACT=ANSWER, or --each")
    situation = situation_of(knowledge, file, flags)
    conclusion = infer(knowledge, situation)
    if each:
        found = gated((conclusion,), lambda: robustness_of(knowledge, situation.answers), trace=trace)
        write_audit(found, format_, output, robustness_document, robustness_data)
        return
    changed = infer(knowledge, situation_with(knowledge, situation, assignments))
    difference = gated((conclusion, changed), lambda: difference_of(conclusion, changed), trace=trace)
    write_audit(difference, format_, output, what_if_document, difference_data)
