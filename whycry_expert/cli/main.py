"""The command `whycry-expert`."""

import sys
from io import StringIO, TextIOWrapper

import click

from whycry_expert.cli.commands_on_demand import CommandsOnDemand
from whycry_expert.cli.output import drop_output
from whycry_expert.cli.version import print_version
from whycry_expert.errors import WhycryError
from whycry_expert.printable import printable
from whycry_expert.source import reason_of

_COMMANDS = CommandsOnDemand(
    {
        "infer": "whycry_expert.cli.infer:infer_command",
        "ask": "whycry_expert.cli.ask:ask_command",
        "why": "whycry_expert.cli.why:why_command",
        "why-not": "whycry_expert.cli.why_not:why_not_command",
        "what-if": "whycry_expert.cli.what_if:what_if_command",
        "why-differ": "whycry_expert.cli.why_differ:why_differ_command",
        "verify": "whycry_expert.cli.verify:verify_command",
        "replay": "whycry_expert.cli.replay:replay_command",
        "kb": "whycry_expert.cli.kb.group:kb_group",
    }
)


@click.group(
    commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Say which program and which knowledge this is.",
)
def commands() -> None:
    """Ask what his tears may mean, in one situation, and check every step of the answer."""


def main() -> None:
    """Run the command line; what is wrong with an input is told in a line each, with exit code 2."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        code = error.exit_code
        _tell(_in_words(error))
    except WhycryError as error:
        code = 2
        _tell(str(error))
    except OSError as error:
        code = 2
        drop_output()
        _tell(f"standard output: it cannot be written: {reason_of(error)}")
    sys.exit(code if isinstance(code, int) else 0)


def _in_words(error: click.ClickException) -> str:
    words = StringIO()
    error.show(words)
    return words.getvalue().rstrip("\n")


def _tell(text: str) -> None:
    click.echo(printable(text), err=True)
