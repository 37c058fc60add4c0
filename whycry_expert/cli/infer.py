"""The command `infer`."""

from typing import Any, TextIO

import click

from whycry_expert.cli.fact_flags import FactCommand
from whycry_expert.cli.output import write_result
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.printable import json_escaped


@click.command("infer", cls=FactCommand)
@click.argument("situation", required=False, metavar="[SITUATION.yaml]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to show the conclusion.",
)
@click.option("--trace", is_flag=True, help="Add the numbers and every step (text; JSON always has them).")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, which is replaced whole or not at all.")
@click.pass_context
def infer_command(
    context: click.Context,
    /,
    situation: str | None,
    *,
    format_: str,
    trace: bool,
    output: str | None,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """Conclude from one situation: a YAML file of facts and answers, `-` for standard input, flags, or both.

    A flag wins over the file. A fact that nobody answers is never taken for evidence.
    """
    from whycry_expert.presentation.report import report_on

    knowledge = context.obj
    report = report_on(knowledge, situation_of(knowledge, situation, flags))

    def write(stream: TextIO) -> None:
        if format_ == "json":
            from whycry_expert.presentation.as_json import to_json

            stream.write(json_escaped(to_json(report)))
        else:
            from whycry_expert.presentation.conclusion_document import conclusion_document
            from whycry_expert.presentation.terminal import show

            show(conclusion_document(report, trace=trace), stream)

    write_result(write, output)
