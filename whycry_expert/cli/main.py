"""The command `whycry-expert`."""

import sys

import click

from whycry_expert.cli.infer import infer_command
from whycry_expert.cli.version import print_version
from whycry_expert.errors import InputError, WhycryError
from whycry_expert.printable import printable


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
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


commands.add_command(infer_command)


def main() -> None:
    """Run the command line; what is wrong with an input is told in a line each, with exit code 2."""
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except InputError as error:
        for problem in error.problems:
            click.echo(printable(str(problem)).replace("\n", " "), err=True)
        code = 2
    except WhycryError as error:
        click.echo(printable(str(error)), err=True)
        code = 2
    except BrokenPipeError:
        _close_output()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _close_output() -> None:
    import os

    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
