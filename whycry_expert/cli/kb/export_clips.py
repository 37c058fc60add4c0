"""The command `kb export clips`."""

from typing import TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.formats import output_options
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.knowledge.loading import load_knowledge


@click.command("clips", params=[KNOWLEDGE_OPTION], epilog=example("kb export clips"))
@click.option(
    "--situation",
    metavar="SITUATION.yaml",
    shell_complete=completing.files,
    help="Add the answers of a situation, which (reset) then asserts; `-` for standard input.",
)
@output_options
def export_clips_command(knowledge_folder: str | None, situation: str | None, output: Output) -> None:
    """Get a program for CLIPS 6.4 that gives the same certainties.

    How answers are asserted stands at the head of the program.
    """
    from whycry_expert.export.clips import clips_program
    from whycry_expert.export.clips_vocabulary import deffacts

    knowledge = load_knowledge(knowledge_folder)
    answers = situation_of(knowledge, situation, {}).answers if situation is not None else None

    def write(stream: TextIO) -> None:
        stream.write(clips_program(knowledge))
        if answers is not None:
            stream.write("\n" + deffacts(answers))

    write_result(write, output, "clips")
