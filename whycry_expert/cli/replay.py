"""The command `replay`."""

import sys
from typing import TYPE_CHECKING, TextIO

import click

from whycry_expert.cli.conclusion_input import read_conclusion
from whycry_expert.cli.fact_flags import KNOWLEDGE_OPTION
from whycry_expert.cli.formats import OUTPUT_OPTION, format_option, write_json
from whycry_expert.cli.output import write_result
from whycry_expert.cli.standard_streams import is_interactive

if TYPE_CHECKING:
    from whycry_expert.inference.stepping import Step

_PROMPT = "[Enter next, b back, a number to go there, w the whole of it, q leave] "


@click.command("replay", params=[KNOWLEDGE_OPTION])
@click.argument("conclusion", metavar="CONCLUSION.json")
@click.option("--step", "only", type=click.IntRange(min=1), metavar="N", help="Show this step alone.")
@click.option("--whole", is_flag=True, help="Show all of the agenda and the working memory at each step.")
@format_option("text", "json")
@OUTPUT_OPTION
@click.pass_context
def replay_command(
    context: click.Context,
    /,
    conclusion: str,
    *,
    only: int | None,
    whole: bool,
    format_: str,
    output: str | None,
    knowledge_folder: str | None,
) -> None:
    """Step through the firings of a conclusion, with the engine's agenda and working memory at each.

    In a terminal it waits after each step; elsewhere all steps follow one another. A conclusion that does not hold
    is not replayed: exit code 1.
    """
    from whycry_expert.inference.engine import infer
    from whycry_expert.inference.stepping import steps_of
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.presentation.conclusion_reading import situation_concluded_from
    from whycry_expert.presentation.documents.frame import notice_blocks
    from whycry_expert.presentation.rendering.terminal import show
    from whycry_expert.printable import printable

    knowledge = load_knowledge(knowledge_folder)
    content, name = read_conclusion(conclusion)
    situation, faults = situation_concluded_from(content, name, knowledge)
    if faults:
        click.echo(printable(f"{name}: this conclusion does not hold, so there is nothing to replay"), err=True)
        click.echo(printable(f"{faults[0]}; the command verify tells all"), err=True)
        context.exit(1)
    steps = tuple(steps_of(knowledge, situation))
    before = tuple(notice_blocks(infer(knowledge, situation))) if format_ == "text" else ()
    if only is not None and only > len(steps):
        raise click.BadParameter(f"there are {len(steps)} steps", param_hint="--step")
    if only is None and output is None and format_ == "text" and is_interactive():
        show(before, sys.stdout)
        _walk(steps, whole=whole)
        return
    chosen = steps if only is None else steps[only - 1 : only]

    def write(stream: TextIO) -> None:
        show(before, stream)
        _write(chosen, len(steps), stream, format_, whole=whole)

    write_result(write, output)


def _write(chosen: "tuple[Step, ...]", total: int, stream: TextIO, format_: str, *, whole: bool) -> None:
    from whycry_expert.presentation.documents.step import step_data, step_document

    if format_ == "json":
        write_json({"steps_in_all": total, "steps": [step_data(step) for step in chosen]}, stream)
        return
    from whycry_expert.presentation.rendering.terminal import show

    for step in chosen:
        stream.write("\n")
        show(step_document(step, total, whole=whole), stream)


def _walk(steps: "tuple[Step, ...]", *, whole: bool) -> None:
    position = 0
    while position < len(steps):
        _write(steps[position : position + 1], len(steps), sys.stdout, "text", whole=whole)
        typed = click.prompt(_PROMPT, prompt_suffix="", default="", show_default=False).strip().lower()
        if typed == "q":
            return
        if typed == "w":
            _write(steps[position : position + 1], len(steps), sys.stdout, "text", whole=True)
            continue
        if typed.isdecimal() and 1 <= int(typed) <= len(steps):
            position = int(typed) - 1
        elif typed == "b":
            position = max(0, position - 1)
        else:
            position += 1
