"""The command `whycry-expert`."""

import gc
import os
import sys
import traceback
from io import StringIO
from pathlib import Path

import click

from whycry_expert.cli.commands_on_demand import CommandsOnDemand
from whycry_expert.cli.formats import WORDS
from whycry_expert.cli.help_text import ProgramContext, example
from whycry_expert.cli.standard_streams import STANDARD_OUTPUT, drop, is_of_output, make_tolerant
from whycry_expert.cli.version import print_version
from whycry_expert.errors import WhycryError
from whycry_expert.printable import one_line, printable
from whycry_expert.source import reason_of

_WHERE_TO_START = """\
To be asked here:          whycry-expert ask
To be asked in a browser:  whycry-expert serve
To write it down:          whycry-expert new my.yaml && whycry-expert infer my.yaml"""
_VARIABLE = "_WHYCRY_EXPERT_COMPLETE"
_WRONG_INPUT = 2
_INTERNAL_ERROR = 70
"""EX_SOFTWARE of sysexits.h."""
_INTERRUPTED = 130
_TRACEBACK = "WHYCRY_TRACEBACK"

_COMMANDS = CommandsOnDemand(
    {
        "infer": "whycry_expert.cli.infer:infer_command",
        "batch": "whycry_expert.cli.batch:batch_command",
        "ask": "whycry_expert.cli.ask:ask_command",
        "why": "whycry_expert.cli.why:why_command",
        "why-not": "whycry_expert.cli.why_not:why_not_command",
        "what-if": "whycry_expert.cli.what_if:what_if_command",
        "why-differ": "whycry_expert.cli.why_differ:why_differ_command",
        "verify": "whycry_expert.cli.verify:verify_command",
        "replay": "whycry_expert.cli.replay:replay_command",
        "new": "whycry_expert.cli.new:new_command",
        "facts": "whycry_expert.cli.facts:facts_command",
        "meanings": "whycry_expert.cli.meanings:meanings_command",
        "rules": "whycry_expert.cli.rules:rules_command",
        "claims": "whycry_expert.cli.claims:claims_command",
        "completion": "whycry_expert.cli.completion:completion_command",
        "serve": "whycry_expert.cli.serve:serve_command",
        "kb": "whycry_expert.cli.kb.group:kb_group",
    }
)


class _Program(click.Group):
    """The group of all commands, which remembers what was typed."""

    context_class = ProgramContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, since a command may say how to call it again."""
        ctx.meta[WORDS] = tuple(args)
        return super().parse_args(ctx, args)


@click.group(
    cls=_Program,
    commands=_COMMANDS,
    invoke_without_command=True,
    epilog=example("infer situations/example.yaml"),
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
@click.pass_context
def commands(context: click.Context) -> None:
    """Ask what his tears may mean, in one situation, and check every step of the answer."""
    if context.invoked_subcommand is None:
        click.echo(_WHERE_TO_START)


def main() -> None:
    """Run the command line and leave with its exit code.

    0 done, 1 the answer is no, 2 the input or the call was wrong, 70 the program itself went wrong, 130 Ctrl-C. What is
    wrong is told in a line each; that nothing can be told any more changes no code.
    """
    # a run ends before its garbage matters, and the parts of the knowledge are many to look through again and again
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    make_tolerant()
    sys.exit(_run())


def _run() -> int:
    try:
        if _VARIABLE in os.environ and _completed():
            sys.exit(0)
        code = commands.main(standalone_mode=False)
        return code if isinstance(code, int) else 0
    except SystemExit as left:
        if left.code != 1:
            raise
        drop(sys.stdout)  # this is how click leaves when whoever was reading has read enough
        return 0
    except click.exceptions.Abort:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect of the program is told apart from every answer
        return _code_of(error)


def _code_of(error: Exception) -> int:
    if isinstance(error, click.ClickException):
        _tell(_in_words(error))
        return error.exit_code
    if isinstance(error, WhycryError):
        _tell(str(error))
        return _WRONG_INPUT
    if isinstance(error, OSError):
        # click says a word to standard error on Ctrl-C, which may fail
        return _INTERRUPTED if isinstance(error.__context__, KeyboardInterrupt) else _system_error(error)
    return _internal_error(error)


def _system_error(error: OSError) -> int:
    if error.filename is not None:
        file = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(error.filename)
        _tell(f"{one_line(file)}: {reason_of(error)}")
    elif is_of_output(error):
        drop(sys.stdout)
        _tell(f"{STANDARD_OUTPUT}: it cannot be written: {reason_of(error)}")
    else:
        return _internal_error(error)
    return _WRONG_INPUT


def _internal_error(error: Exception) -> int:
    if os.environ.get(_TRACEBACK):
        _tell("".join(traceback.format_exception(error)).rstrip("\n"))
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    kind = type(error).__name__
    _tell(
        f"whycry-expert: an error of the program itself ({kind} in {where}), not of your input. Nothing was concluded. "
        f"Please report this line to whoever gave you the program; {_TRACEBACK}=1 adds where exactly it happened."
    )
    return _INTERNAL_ERROR


def _completed() -> bool:
    from whycry_expert.cli.completion import complete_if_asked

    return complete_if_asked(commands)


def _in_words(error: click.ClickException) -> str:
    words = StringIO()
    error.show(words)
    return words.getvalue().rstrip("\n")


def _tell(text: str) -> None:
    try:
        click.echo(printable(text), err=True)
    except (OSError, ValueError):
        drop(sys.stderr)
