"""The command `replay`."""

import sys
from typing import TYPE_CHECKING

import click

from whycry_expert.cli import completing
from whycry_expert.cli.conclusion_input import read_conclusion
from whycry_expert.cli.formats import (
    TRACE_OPTION,
    format_option,
    gated,
    output_options,
    write_audit,
)
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output
from whycry_expert.cli.standard_streams import is_interactive
from whycry_expert.cli.whole_number import WholeNumber
from whycry_expert.interview.commands import Command, command_in
from whycry_expert.printable import quoted

if TYPE_CHECKING:
    from whycry_expert.inference.stepping import Step

_ALL = "a"
_PROMPT = "[Enter next, b back, a number to go there, a all of this step, q leave] "
_DIGITS = 10


_EXAMPLE = example("infer situations/example.yaml --format json -o mine.json", "replay mine.json --step 1")


@click.command("replay", params=[KNOWLEDGE_OPTION], epilog=_EXAMPLE)
@click.argument("conclusion", shell_complete=completing.files, metavar="CONCLUSION.json")
@click.option("--step", "only", type=WholeNumber(1), metavar="N", help="Show this step alone.")
@click.option("--whole", is_flag=True, help="Show all of the agenda and the working memory at each step.")
@format_option("text", "json")
@TRACE_OPTION
@output_options
@click.pass_context
def replay_command(
    context: click.Context,
    /,
    conclusion: str,
    *,
    only: int | None,
    whole: bool,
    format_: str,
    trace: bool,
    output: Output,
    knowledge_folder: str | None,
) -> None:
    """Watch the engine conclude, firing by firing.

    Each step shows the agenda from which it was taken, and the working memory after it.

    In a terminal it waits after each step; elsewhere all steps follow one another. A conclusion that does not hold
    is not replayed: exit code 1.
    """
    from whycry_expert.cli.faults_told import without_readings
    from whycry_expert.inference.engine import infer
    from whycry_expert.inference.stepping import steps_of
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.presentation.audit_json import steps_data
    from whycry_expert.presentation.conclusion_reading import situation_concluded_from
    from whycry_expert.presentation.documents.step import steps_document
    from whycry_expert.presentation.rendering.terminal import show
    from whycry_expert.printable import printable

    knowledge = load_knowledge(knowledge_folder)
    content, name = read_conclusion(conclusion)
    situation, faults = situation_concluded_from(content, name, knowledge)
    if faults:
        told = faults if trace else without_readings(faults, knowledge)
        click.echo(printable(f"{name}: this conclusion does not hold, so there is nothing to replay"), err=True)
        click.echo(printable(f"{told[0]}; the command verify tells all"), err=True)
        context.exit(1)
    steps = tuple(steps_of(knowledge, situation))
    if only is not None and only > len(steps):
        raise click.BadParameter(f"there are {len(steps)} steps", param_hint="--step")
    total, concluded = len(steps), (infer(knowledge, situation),)
    if only is None and output.file is None and format_ == "text" and is_interactive():
        show(steps_document(gated(concluded, lambda: (), trace=trace), total, whole=whole), sys.stdout)
        gated(concluded, lambda: steps, trace=trace).open(lambda found: _walk(found, whole=whole), None)
        return
    chosen = gated(concluded, lambda: steps if only is None else steps[only - 1 : only], trace=trace)
    write_audit(
        chosen,
        format_,
        output,
        lambda found: steps_document(found, total, whole=whole),
        lambda found: steps_data(found, total),
    )


def _walk(steps: "tuple[Step, ...]", *, whole: bool) -> None:
    """Show one step after the other, as is typed, until the last was seen or somebody leaves."""
    position = 0
    _show(steps, position, whole=whole)
    while position < len(steps):
        sys.stdout.write(_PROMPT)
        sys.stdout.flush()
        line = sys.stdin.readline()
        typed = line.strip().lower()
        if not line or command_in(typed) is Command.QUIT:
            return
        if typed == _ALL:
            _show(steps, position, whole=True)
            continue
        there = _gone_to(typed, position, len(steps))
        if there is None:
            sys.stdout.write(f"{quoted(typed)} means nothing here; the steps are 1 to {len(steps)}\n")
            continue
        position = there
        if position < len(steps):
            _show(steps, position, whole=whole)


def _gone_to(typed: str, position: int, number: int) -> int | None:
    """Give the position that is meant, the one behind the last step included, or None where nothing is."""
    if not typed:
        return position + 1
    if command_in(typed) is Command.BACK:
        return max(0, position - 1)
    return int(typed) - 1 if typed.isdecimal() and len(typed) < _DIGITS and 1 <= int(typed) <= number else None


def _show(steps: "tuple[Step, ...]", position: int, *, whole: bool) -> None:
    from whycry_expert.presentation.documents.step import step_page
    from whycry_expert.presentation.rendering.terminal import show

    sys.stdout.write("\n")
    show(step_page(steps[position], len(steps), whole=whole), sys.stdout)
