"""The command `why-differ`."""

import click

from whycry_expert.cli import completing
from whycry_expert.cli.formats import (
    AUDIT_FORMAT_OPTION,
    TRACE_OPTION,
    gated,
    output_options,
    write_audit,
)
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.named_files import refuse_standard_input_twice
from whycry_expert.cli.output import Output
from whycry_expert.cli.situation_input import called, occasions_of, situation_of
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation

_EXAMPLE = example("why-differ situations/example.yaml \\\n      situations/open-no-answers.yaml")


@click.command("why-differ", params=[KNOWLEDGE_OPTION], epilog=_EXAMPLE)
@click.argument("first", shell_complete=completing.files, metavar="A.yaml")
@click.argument("second", required=False, shell_complete=completing.files, metavar="[B.yaml]")
@AUDIT_FORMAT_OPTION
@TRACE_OPTION
@output_options
def why_differ_command(
    first: str, second: str | None, *, format_: str, trace: bool, output: Output, knowledge_folder: str | None
) -> None:
    """See why two situations ended differently.

    That is the answers that differ and matter, and what fired from each.

    Of a file that holds several occasions, FILE#2 is the second; a file with two of them may stand alone.
    """
    from whycry_expert.inference.engine import infer
    from whycry_expert.presentation.audit_json import difference_data
    from whycry_expert.presentation.documents.difference import why_differ_document
    from whycry_expert.presentation.sentences import in_own_words
    from whycry_expert.reasoning.difference import difference_of

    refuse_standard_input_twice((first, second))
    knowledge = load_knowledge(knowledge_folder)
    names = (called(first), called(second)) if second is not None else (f"{called(first)}#1", f"{called(first)}#2")
    before, after = (infer(knowledge, situation) for situation in _both(knowledge, first, second))
    titles = before.situation.title, after.situation.title
    if all(titles) and titles[0] != titles[1]:
        names = (in_own_words(titles[0]), in_own_words(titles[1]))
    difference = gated((before, after), lambda: difference_of(before, after), trace=trace)
    write_audit(difference, format_, output, lambda found: why_differ_document(found, names), difference_data)


def _both(knowledge: Knowledge, first: str, second: str | None) -> tuple[Situation, Situation]:
    if second is not None:
        return situation_of(knowledge, first, {}), situation_of(knowledge, second, {})
    occasions = occasions_of(knowledge, first, {})
    if len(occasions) != 2:  # noqa: PLR2004 - the two that are compared
        raise click.UsageError(
            f"{called(first)} holds {len(occasions)} of the two situations that are compared; name both"
        )
    return occasions[0], occasions[1]
