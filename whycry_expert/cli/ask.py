"""The command `ask`."""

import click

from whycry_expert.cli import completing
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.standard_streams import standard_input, standard_output
from whycry_expert.cli.whole_number import WholeNumber
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.printable import printable


@click.command("ask", params=[KNOWLEDGE_OPTION], epilog=example("ask --save mine.yaml"))
@click.option(
    "--until",
    type=click.Choice(["settled", "all"]),
    default="settled",
    show_default=True,
    help="Stop as soon as no further answer matters, or ask all that applies.",
)
@click.option("--max", "most", type=WholeNumber(1), metavar="N", help="Ask at most N questions besides safety.")
@click.option(
    "--save",
    metavar="FILE",
    shell_complete=completing.files,
    help="Write every answer to this file at once; only you can read it.",
)
@click.option(
    "--resume", metavar="FILE", shell_complete=completing.files, help="Go on from this file, and keep writing to it."
)
def ask_command(
    *, until: str, most: int | None, save: str | None, resume: str | None, knowledge_folder: str | None
) -> None:
    """Read what your answers point to, asked one question at a time.

    Only as many questions come as are needed. What you do not know is left open and counts as nothing.
    """
    from whycry_expert.cli.answer_file import AnswerFile
    from whycry_expert.cli.danger_beside import tell_of_slight_answers
    from whycry_expert.cli.dialogue import Dialogue, Left
    from whycry_expert.cli.screen import clear_screen
    from whycry_expert.interview.session import Until, resumed

    knowledge = load_knowledge(knowledge_folder)
    file = AnswerFile(knowledge)
    # what is wrong with the file is told at once, before anything is answered in vain
    if resume is not None and save is None:
        hindrance = file.resume(resume)
        if hindrance:
            click.echo(printable(hindrance), err=True)
    elif resume is not None:
        file.take_up(resume)
    if save is not None:
        file.begin(save, file.start)
    tell_of_slight_answers(knowledge, file.start)
    screen = standard_output()
    own_knowledge = ["--knowledge", knowledge_folder] if knowledge_folder is not None else []
    dialogue = Dialogue(file, standard_input(), screen, own_knowledge)
    try:
        dialogue.welcome(knowledge)
        dialogue.hold(resumed(knowledge, file.start, Until(until), most))
    except Left as left:
        if left.clearing:
            clear_screen(screen)
    except KeyboardInterrupt:
        click.echo(f"\n{dialogue.kept_text}", err=True)
        raise
