"""The command `completion`."""

import os

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from whycry_expert.cli.help_text import example

_PROGRAM = "whycry-expert"
_VARIABLE = "_WHYCRY_EXPERT_COMPLETE"

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line
    COMPREPLY=()
    for line in $(env COMP_LINE="${COMP_LINE:0:$COMP_POINT}" %(complete_var)s=bash_complete $1); do
        case "${line%%,*}" in
            dir | file) compopt -o default ;;
            *) COMPREPLY+=("${line#*,}"); [[ $line == *= ]] && compopt -o nospace ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Completion for bash, which takes words apart at equals signs and colons and gets only the last part back."""

    source_template = _BASH

    @staticmethod
    def _check_version() -> None:
        """Leave bash alone: the script needs nothing newer than 4.4."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the one that is completed, and that one."""
        from click.shell_completion import split_arg_string

        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)
        begun = "" if not words or line.endswith((" ", "\t")) else words.pop()
        return words[1:], begun

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Give what completes the part that bash sees as the last word."""
        found = super().get_completions(args, incomplete)
        seen = max(incomplete.rfind("="), incomplete.rfind(":")) + 1
        before = incomplete[:seen]
        return [
            CompletionItem(item.value.removeprefix(before), type=item.type)
            for item in found
            if item.type == "plain" or "=" not in before
        ]


_SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion", epilog=example("completion bash"))
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion_command(context: click.Context, /, shell: str) -> None:
    """Let your shell complete commands, facts, answers and names.

    For bash, put this into ~/.bashrc: eval "$(whycry-expert completion bash)"

    For zsh, the same with zsh goes into ~/.zshrc. For fish, write it to
    ~/.config/fish/completions/whycry-expert.fish
    """
    root = context.find_root().command
    click.echo(_SHELLS[shell](root, {}, _PROGRAM, _VARIABLE).source().strip("\n"))


def complete_if_asked(root: click.Command) -> bool:
    """Answer the script of a shell, where that is who calls, and tell whether it was."""
    shell, _, instruction = os.environ.get(_VARIABLE, "").partition("_")
    if instruction != "complete" or shell not in _SHELLS:
        return False
    click.echo(_SHELLS[shell](root, {}, _PROGRAM, _VARIABLE).complete())
    return True
