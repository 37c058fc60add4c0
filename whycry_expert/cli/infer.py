"""The command `infer`."""

from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.fact_flags import FactCommand
from whycry_expert.cli.formats import (
    GRAPH_FORMATS,
    format_option,
    gated,
    output_options,
    write_document,
    write_graph,
)
from whycry_expert.cli.help_text import example
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.situation_input import called, occasions_of, situation_of
from whycry_expert.enumeration import all_of
from whycry_expert.inference.matcher import Matcher
from whycry_expert.printable import one_line

if TYPE_CHECKING:
    from whycry_expert.reasoning.report import Report

_SEVERAL_AT_ONCE = ("text", "markdown")
"""Formats in which the occasions of one file can follow one another."""


_NOTHING_TO_GO_BY = (
    "there is nothing to conclude from. To be asked: whycry-expert ask. To fill in a file: whycry-expert new FILE. To "
    "see what can be answered with flags: whycry-expert infer --help"
)


class _Asked(NamedTuple):
    """How a conclusion is to be shown."""

    format_: str
    trace: bool
    short: bool


@click.command("infer", cls=FactCommand, epilog=example("infer situations/example.yaml --short"))
@click.argument("situation", required=False, shell_complete=completing.files, metavar="[SITUATION.yaml]")
@format_option("text", "json", "markdown", "html", "mermaid", "dot")
@click.option(
    "--trace",
    is_flag=True,
    help="Show everything: the numbers and every step (text, markdown), all readings (graphs), and the readings also "
    "where a notice of danger holds them back. JSON is the record for programs and holds everything anyway.",
)
@click.option("--short", is_flag=True, help="Show the short answer alone, which fits on a screen (text, markdown).")
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
    short: bool,
    matcher: str,
    output: Output,
    **flags: Any,  # noqa: ANN401 - click gives the values of all flags
) -> None:
    """Conclude from one situation: a file, flags, or both.

    The file is YAML, facts and their answers; `-` is standard input.

    A flag wins over the file. Of a file that holds several occasions, each is concluded apart; FILE#2 is the second.
    A fact that nobody answers is never taken for evidence.
    """
    from whycry_expert.reasoning.report import report_on

    answered = any(flags[name] for name in flags if name != "knowledge_folder")
    if situation is None and not answered:
        raise click.UsageError(_NOTHING_TO_GO_BY)
    if short and format_ not in _SEVERAL_AT_ONCE:
        raise click.UsageError(f"--short goes with {all_of(_SEVERAL_AT_ONCE)}")
    asked = _Asked(format_, trace, short)
    knowledge = context.obj
    read = occasions_of if format_ in _SEVERAL_AT_ONCE else lambda *given: (situation_of(*given),)
    found = read(knowledge, situation, flags)
    reports = tuple(report_on(knowledge, each, matcher=Matcher(matcher)) for each in found)

    def write(stream: TextIO) -> None:
        if len(reports) > 1:
            _write_notices(reports, asked, stream)
        for position, report in enumerate(reports):
            stream.write("\n\n" if position else "")
            _write(report, reports, asked, stream)

    write_result(write, output, format_)
    for number, report in enumerate(reports, start=1):
        if report.situation.expectation is not None and not answered:
            name = f"{called(situation or '')}{f'#{number}' if len(reports) > 1 else ''}"
            _tell_what_is_missed(report, reports, name, trace=trace)


def _write_notices(reports: "tuple[Report, ...]", asked: _Asked, stream: TextIO) -> None:
    """Write the notices of all occasions before any of them, where one tells of danger."""
    from whycry_expert.presentation.documents.short_answer import notices_document

    if any(report.in_danger for report in reports):
        write_document(notices_document(gated(reports, lambda: None, trace=asked.trace)), asked.format_, stream)
        stream.write("\n\n")


def _tell_what_is_missed(report: "Report", beside: "tuple[Report, ...]", file: str, *, trace: bool) -> None:
    from whycry_expert.keeping.trial import missed_by

    missed = missed_by(report)
    if missed:
        told = gated((report,), lambda: missed, trace=trace, beside=beside).open(
            "; ".join, "what it says of readings is held back"
        )
        click.echo(one_line(f"{file}: the outcome that this file states is missed: {told}"), err=True)


def _write(report: "Report", beside: "tuple[Report, ...]", asked: _Asked, stream: TextIO) -> None:
    trace = asked.trace
    if asked.format_ == "json":
        from whycry_expert.presentation.as_json import to_json

        stream.write(to_json(report))
    elif asked.format_ == "html":
        from whycry_expert.presentation.rendering.html_page import to_html

        stream.write(to_html(report, trace=trace))
    elif asked.format_ in GRAPH_FORMATS:
        from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn

        drawn = gated((report,), lambda: readings_drawn(report, whole=trace), trace=trace)
        write_graph(proof_graph(drawn), asked.format_, stream)
    else:
        from whycry_expert.presentation.documents.conclusion import conclusion_document
        from whycry_expert.presentation.documents.short_answer import short_answer

        behind = gated((report,), lambda: report, trace=trace, beside=beside)
        document = short_answer(behind, alone=True).document if asked.short else conclusion_document(report, behind)
        write_document(document, asked.format_, stream)
