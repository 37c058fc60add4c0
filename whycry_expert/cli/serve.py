"""The command `serve`."""

import secrets
import sys
import webbrowser
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import click

from whycry_expert.cli import completing
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.named_files import refuse_standard_input_twice
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.knowledge.loading import load_knowledge

if TYPE_CHECKING:
    from whycry_expert.knowledge.model import Knowledge
    from whycry_expert.page.audit import Audit


@click.command("serve", params=[KNOWLEDGE_OPTION], epilog=example("serve --no-open"))
@click.argument("situations", nargs=-1, shell_complete=completing.files, metavar="[SITUATION.yaml]...")
@click.option("--audit", is_flag=True, help="Show how these situations are concluded, step by step and side by side.")
@click.option("--trace", is_flag=True, help="With --audit, also where a notice of danger holds the readings back.")
@click.option("--no-open", is_flag=True, help="Print the address alone, and open no browser.")
def serve_command(
    situations: tuple[str, ...], *, audit: bool, trace: bool, no_open: bool, knowledge_folder: str | None
) -> None:
    """Be asked in your browser, and read the answer there.

    Only this machine can see the page, and nothing is kept when it ends.

    Ctrl-C ends it and drops all answers.
    """
    try:
        from whycry_expert.serving.app import Served, application
        from whycry_expert.serving.server import interruption, local_sockets, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("flask", "waitress"):
            raise
        message = "serve needs Flask and waitress; install them with: pip install 'whycry-expert[page]'"
        raise click.UsageError(message) from None
    from whycry_expert.page.visit import Visit
    from whycry_expert.serving.sessions import Sessions

    if audit != bool(situations):
        raise click.UsageError("--audit and the situations to look at are given together")
    if trace and not audit:
        raise click.UsageError("--trace goes with --audit; in an interview, the page itself offers to show everything")
    refuse_standard_input_twice(situations)
    knowledge = load_knowledge(knowledge_folder)
    shown = _audit(knowledge, situations, trace=trace) if audit else None
    sockets = local_sockets()
    port = sockets[0].getsockname()[1]
    # other people on this machine can see the arguments of a browser as long as it runs
    once = secrets.token_urlsafe(18)
    served = Served(knowledge, secrets.token_urlsafe(18), port, shown, set() if no_open else {once})
    sessions: Sessions[Visit] = Sessions(monotonic)
    address = f"http://127.0.0.1:{port}/{served.secret}"
    with interruption() as interrupted:
        click.echo(f"The page is open as long as this runs: {address}")
        click.echo("Ctrl-C ends it; nothing is kept.", err=True)
        sys.stdout.flush()
        if not no_open:
            # a browser without windows would run until it is closed, before there is anything to see
            opened = f"http://127.0.0.1:{port}/{once}"
            Thread(target=webbrowser.open, args=(opened,), daemon=True).start()
        try:
            serve(application(served, sessions), sockets, sessions.forget_idle, interrupted)
        finally:
            sessions.drop_all()
    click.echo("It has ended, and nothing was kept.", err=True)


def _audit(knowledge: "Knowledge", files: tuple[str, ...], *, trace: bool) -> "Audit":
    from whycry_expert.page.audit import Audit, Case

    cases = (Case(file, situation_of(knowledge, file, {})) for file in files)
    return Audit(knowledge, tuple(cases), trace)
