"""A shell completes commands, facts, their answers, meanings, rules and files."""

import re
import shutil
import sys
from pathlib import Path

import click
import pexpect
import pytest
from all_commands import NAMES
from click.shell_completion import ZshComplete
from click.testing import CliRunner
from loaded_knowledge import BREAD

from whycry_expert.cli.completion import Bash
from whycry_expert.cli.main import commands

HERE = ["--knowledge", str(BREAD)]


def completed(*words):
    *before, last = words
    shell = ZshComplete(commands, {}, "whycry-expert", "_X")
    return {item.value for item in shell.get_completions(list(before), last)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["inf"], {"infer"}),
        (["kb", "che"], {"check"}),
        (["facts", *HERE, "f"], {"flour"}),
        (["meanings", *HERE, "o"], {"old-yeast"}),
        (["rules", *HERE, "wheat"], {"wheat-flour"}),
        (["claims", *HERE, "A."], {"A.1", "A.2"}),
        (["infer", *HERE, "--fl"], {"--flour"}),
        (["infer", *HERE, "--flour", "r"], {"rye"}),
        (["infer", *HERE, "--flour=w"], {"wheat"}),
        (["infer", *HERE, "--yeast=old,f"], {"old,fresh"}),
        (["infer", *HERE, "-f", "fl"], {"flour="}),
        (["infer", *HERE, "-f", "flour="], {"flour=wheat", "flour=rye", "flour=no-gluten"}),
        (["what-if", *HERE, "base.yaml", "risen=pro"], {"risen=probably", "risen=probably-not"}),
        (["why-not", *HERE, "base.yaml", "heavy"], {"heavy-flour", "heavy"}),
        (["facts", "--knowledge", "/nowhere", "f"], set()),
    ],
)
def test_names_and_answers_are_completed(words, expected):
    assert completed(*words) == expected


def test_whatever_takes_a_file_or_a_folder_completes_it():
    taken = 0
    for name, command in NAMES.items():
        context = click.Context(command)
        for param in command.params:
            if re.search(r"FILE|DIR|PATH|INPUT|CONCLUSION|yaml|OLD|NEW", param.make_metavar(context)):
                kinds = {item.type for item in param.shell_complete(context, "./")}
                assert kinds & {"file", "dir"}, (name, param.name)
                taken += 1
    assert taken > len(NAMES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell):
    result = CliRunner().invoke(commands, ["completion", shell])
    assert result.exit_code == 0
    assert "_WHYCRY_EXPERT_COMPLETE" in result.stdout
    assert "whycry-expert" in result.stdout


@pytest.mark.parametrize(
    ("line", "words", "incomplete"),
    [
        ("whycry-expert infer --flour=r", ["infer"], "--flour=r"),
        ("whycry-expert infer ", ["infer"], ""),
        ("whycry-expert infer 'my file.yaml' -f fl", ["infer", "my file.yaml", "-f"], "fl"),
    ],
)
def test_bash_is_answered_for_the_line_as_it_was_typed(monkeypatch, line, words, incomplete):
    monkeypatch.setenv("COMP_LINE", line)
    assert Bash(commands, {}, "whycry-expert", "_X").get_completion_args() == (words, incomplete)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
@pytest.mark.parametrize(
    ("typed", "completed_to"),
    [
        ("whycry-expert mea\t", "whycry-expert meanings "),
        (f"whycry-expert infer --knowledge {BREAD} --flour=no\t", "--flour=no-gluten"),
        (f"whycry-expert infer --knowledge {BREAD} -f flo\t", "-f flour="),
        (f"whycry-expert infer --knowledge {BREAD} -f flour=r\t", "-f flour=rye"),
        (f"whycry-expert rules --knowledge {BREAD} wheat\t", "wheat-flour"),
    ],
)
def test_a_real_bash_completes(typed, completed_to):
    program = Path(sys.executable).parent
    shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=30, dimensions=(24, 250))
    try:
        shell.sendline(f"PATH={program}:$PATH; PS1='> '; bind 'set enable-bracketed-paste off'; echo rea''dy")
        shell.expect("ready\r\n")
        shell.sendline('eval "$(whycry-expert completion bash)"; echo do""ne')
        shell.expect("done\r\n")
        shell.send(typed)
        shell.expect_exact(completed_to)
    finally:
        shell.sendintr()
        shell.close(force=True)
