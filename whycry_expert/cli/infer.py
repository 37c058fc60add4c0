"""The command `infer`."""

from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.fact_flags import FactCommand
from whycry_expert.cli.formats import GRAPH_FORMATS, format_option, output_options, write_document, write_graph
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.situation_input import occasions_of, situation_of
from whycry_expert.inference.matcher import Matcher
from whycry_expert.printable import json_escaped, one_line

if TYPE_CHECKING:
    from whycry_expert.inference.conclusion import Conclusion
    from whycry_expert.presentation.report import Report

_SEVERAL_AT_ONCE = ("text", "markdown")
"""Formats in which the occasions of one file can follow one another."""


@click.command("infer", cls=FactCommand)
@click.argument("situation", required=False, shell_complete=completing.files, metavar="[SITUATION.yaml]")
@format_option("text", "json", "markdown", "html", "mermaid", "dot")
@click.option(
    "--trace",
    is_flag=True,
    help="Show everything: the numbers and every step (text, markdown), all readings (graphs), and the readings also "
    "where a notice of danger holds them back. JSON is the record for programs and holds everything anyway.",
)
@click.option(
    "--matcher",
    type=click.Choice([matcher.value for matcher in Matcher]),
    default=Matcher.COUNTING.value,
    help="What finds the rules that apply: both conclude the same, and rete, the engine's own, is slower.",
)
@output_options
@click.pass_context
def infer_command(
    context: click.Context,
    /,
    situation: str | None,
    *,
    format_: str,
    trace: bool,
    matcher: str,
    output: Output,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """Conclude from one situation: a YAML file of facts and answers, `-` for standard input, flags, or both.

    A flag wins over the file. Of a file that holds several occasions, each is concluded apart; FILE#2 is the second.
    A fact that nobody answers is never taken for evidence.
    """
    from whycry_expert.presentation.report import report_on

    knowledge = context.obj
    read = occasions_of if format_ in _SEVERAL_AT_ONCE else lambda *given: (situation_of(*given),)
    reports = [report_on(knowledge, found, Matcher(matcher)) for found in read(knowledge, situation, flags)]

    def write(stream: TextIO) -> None:
        for position, report in enumerate(reports):
            stream.write("\n\n" if position else "")
            _write(report, format_, stream, trace=trace)

    write_result(write, output, format_)
    for report in reports:
        if report.conclusion.situation.expectation is not None:
            _tell_what_is_missed(report.conclusion, situation or "")


def _tell_what_is_missed(conclusion: "Conclusion", file: str) -> None:
    from whycry_expert.keeping.trial import missed_by

    missed = missed_by(conclusion)
    if missed:
        click.echo(one_line(f"{file}: the outcome that this file states is missed: {'; '.join(missed)}"), err=True)


def _write(report: "Report", format_: str, stream: TextIO, *, trace: bool) -> None:
    if format_ == "json":
        from whycry_expert.presentation.as_json import to_json

        stream.write(json_escaped(to_json(report)))
    elif format_ == "html":
        from whycry_expert.presentation.rendering.html_page import to_html

        stream.write(to_html(report, trace=trace))
    elif format_ in GRAPH_FORMATS:
        from whycry_expert.presentation.gate import Gated
        from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn

        conclusion = report.conclusion
        gated = Gated((conclusion,), lambda: readings_drawn(conclusion, whole=trace), trace=trace)
        write_graph(proof_graph(gated), format_, stream)
    else:
        from whycry_expert.presentation.documents.conclusion import conclusion_document

        write_document(conclusion_document(report, trace=trace), format_, stream)
