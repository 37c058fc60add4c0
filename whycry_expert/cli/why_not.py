"""The command `why-not`."""

from typing import Any

import click

from whycry_expert.cli import completing
from whycry_expert.cli.arguments import at_most_one, file_and_names, meaning_named
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
from whycry_expert.cli.situation_input import situation_of


@click.command("why-not", cls=FactCommand, epilog=example("why-not situations/example.yaml remorse"))
@click.argument("arguments", nargs=-1, shell_complete=completing.names_and_files, metavar="[SITUATION.yaml] MEANING")
@AUDIT_FORMAT_OPTION
@TRACE_OPTION
@output_options
@click.pass_context
def why_not_command(
    context: click.Context,
    /,
    arguments: tuple[str, ...],
    *,
    format_: str,
    trace: bool,
    output: Output,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """See why a reading does not lead, and what would change that.

    That is what it lacks, what speaks against it, and the smallest changes after which it would lead.
    """
    from whycry_expert.inference.engine import infer
    from whycry_expert.presentation.audit_json import why_not_data
    from whycry_expert.presentation.documents.why_not import why_not_document
    from whycry_expert.reasoning.contrast import contrast_with

    knowledge = context.obj
    file, names = file_and_names(arguments)
    name = at_most_one(names)
    if name is None:
        known = ", ".join(meaning.name for meaning in knowledge.meanings)
        raise click.UsageError(f"name the reading that you ask about, one of {known}")
    meaning = meaning_named(knowledge, name)
    conclusion = infer(knowledge, situation_of(knowledge, file, flags))
    contrast = gated((conclusion,), lambda: contrast_with(conclusion, meaning), trace=trace)
    write_audit(contrast, format_, output, why_not_document, why_not_data)
