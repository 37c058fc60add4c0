"""Every help text can be read at a glance, and its example works as it is printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from whycry_expert.cli.main import commands

ROOT = Path(__file__).parent.parent.parent


JUDGES = {"kb check", "kb diff", "kb test", "kb coverage"}


def all_commands(group, *above):
    yield above, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, *above, name)
        else:
            yield (*above, name), command


NAMES = {" ".join(words): command for words, command in all_commands(commands)}


def help_of(name, capsys):
    commands.main([*name.split(), "--help"], standalone_mode=False)
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_help_fits_80_columns_breaks_no_name_and_ends_with_an_example(name, capsys):
    text = help_of(name, capsys)
    lines = text.rstrip("\n").splitlines()
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if re.search(r"\w-$", line)]
    assert re.search(rf"\n  Example:\n(    \$ whycry-expert .*\n)*    \$ whycry-expert {name}(?:[^$]*)\n$", text)


@pytest.mark.parametrize("name", NAMES)
def test_arguments_stand_in_the_usage_and_not_under_options(name, capsys):
    text = help_of(name, capsys)
    options = text.partition("\nOptions:\n")[2]
    assert options
    for param in NAMES[name].params:
        if isinstance(param, click.Argument):
            metavar = param.make_metavar(click.Context(NAMES[name]))
            assert not re.search(rf"^  {re.escape(metavar)}", options, re.MULTILINE)


@pytest.fixture
def folder(tmp_path):
    """A folder in which the examples find the knowledge base and its situations."""
    for name in ("facts", "rules", "situations"):
        (tmp_path / name).symlink_to(ROOT / name)
    program = tmp_path / "bin" / "whycry-expert"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m whycry_expert "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


# `make test` runs that very command beside its tests
SLOW = {"kb check": pytest.mark.nightly}


@pytest.mark.parametrize("name", [pytest.param(name, marks=SLOW.get(name, ())) for name in NAMES])
def test_the_example_of_each_help_works(name, capsys, folder):
    example = help_of(name, capsys).partition("\n  Example:\n")[2].replace("    $ ", "")
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    if name == "serve":
        example = f"timeout --signal=INT 5 {example.strip()} || test $? -eq 124"
    done = subprocess.run(
        ["/bin/sh", "-ec", example],
        cwd=folder, env=environment, input="q\n", capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Usage:" not in done.stderr
    assert done.returncode in ((0, 1) if name in JUDGES else (0,)), done.stderr
    assert done.stdout or name in ("new", "kb fmt", "kb")


def test_infer_without_anything_says_where_to_begin():
    with pytest.raises(click.UsageError) as error:
        commands.main(["infer"], standalone_mode=False)
    for way in ("whycry-expert ask", "whycry-expert new FILE", "whycry-expert infer --help"):
        assert way in error.value.message
