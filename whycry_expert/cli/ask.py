"""The command `ask`."""

import shlex

import click

from whycry_expert.cli.standard_streams import standard_input, standard_output
from whycry_expert.knowledge.answer import Answer, Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.printable import printable
from whycry_expert.situation.answers import NONE_OF_THEM
from whycry_expert.situation.model import Situation
from whycry_expert.situation.writing import flag_text


@click.command("ask")
@click.option(
    "--until",
    type=click.Choice(["settled", "all"]),
    default="settled",
    show_default=True,
    help="Stop as soon as no further answer matters, or ask all that applies.",
)
@click.option("--max", "most", type=click.IntRange(min=1), metavar="N", help="Ask at most N questions besides safety.")
@click.option("--save", metavar="FILE", help="Write every answer to this file at once; only you can read it.")
@click.option("--resume", metavar="FILE", help="Go on from this file, and keep writing to it.")
@click.option(
    "--knowledge",
    "knowledge_folder",
    metavar="DIR",
    help="Use the knowledge base in this folder, which holds facts/ and rules/.",
)
def ask_command(
    *, until: str, most: int | None, save: str | None, resume: str | None, knowledge_folder: str | None
) -> None:
    """Answer one question at a time, as few as needed, and read what the answers point to."""
    from whycry_expert.cli.answer_file import AnswerFile
    from whycry_expert.cli.dialogue import Dialogue, Left, clear_screen
    from whycry_expert.interview.session import Until, resumed
    from whycry_expert.presentation import wording
    from whycry_expert.presentation.documents.conclusion import conclusion_document
    from whycry_expert.presentation.rendering.terminal import show
    from whycry_expert.presentation.report import report_on
    from whycry_expert.situation.reading import read_situation_file

    knowledge = load_knowledge(knowledge_folder)
    start = read_situation_file(resume, knowledge) if resume else Situation()
    file = AnswerFile(resume, start)
    # what is wrong with the file is told at once, before anything is answered in vain
    if save:
        file.begin(save, start)
    else:
        file.write(start)
    screen = standard_output()
    dialogue = Dialogue(file, standard_input(), screen)
    dialogue.welcome(knowledge)
    try:
        interview = dialogue.hold(resumed(knowledge, start, Until(until), most))
    except Left:
        clear_screen()
        return
    except KeyboardInterrupt:
        kept = f"Your answers so far are in {file.target}." if file.target else "Nothing was saved."
        click.echo(f"\n{kept}", err=True)
        raise
    situation = file.whole(interview.situation)
    click.echo()
    show(conclusion_document(report_on(knowledge, situation), on_request=wording.ON_REQUEST_IN_ASK), screen)
    click.echo(
        printable(f"\nTo see this again:\n  {_reproducing(file.target, situation, knowledge, knowledge_folder)}")
    )


def _reproducing(target: str | None, situation: Situation, knowledge: Knowledge, knowledge_folder: str | None) -> str:
    command = ["whycry-expert", "infer"]
    if target is not None:
        command.append(target)
    else:
        for name, given in situation.given.items():
            command += ["-f", f"{name}={_as_flag(knowledge.facts[name], given.answer)}"]
    if knowledge_folder is not None:
        command += ["--knowledge", knowledge_folder]
    return shlex.join(command)


def _as_flag(fact: Fact, answer: Answer) -> str:
    denied = Choices.of(dict.fromkeys(fact.option_names, -ONE))
    return NONE_OF_THEM if answer == denied else flag_text(answer)
