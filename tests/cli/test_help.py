"""Every help text can be read at a glance, and its example works as it is printed."""

import re
from pathlib import Path

import click
import pytest
from all_commands import NAMES
from followed import typed

from whycry_expert.cli.fact_flags import FactOption
from whycry_expert.cli.main import commands

ROOT = Path(__file__).parent.parent.parent


JUDGES = {"kb check", "kb diff", "kb test", "kb coverage"}


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
def test_what_an_option_takes_is_said_in_words(name, capsys):
    assert not re.search(r"[<>]=|\b(?:INTEGER|TEXT|FLOAT|RANGE|BOOLEAN)\b", help_of(name, capsys))


@pytest.mark.parametrize("name", NAMES)
def test_arguments_stand_in_the_usage_and_not_under_options(name, capsys):
    text = help_of(name, capsys)
    options = text.partition("\nOptions:\n")[2]
    assert options
    for param in NAMES[name].params:
        if isinstance(param, click.Argument):
            metavar = param.make_metavar(click.Context(NAMES[name]))
            assert not re.search(rf"^  {re.escape(metavar)}", options, re.MULTILINE)


# `make test` runs that very command beside its tests
SLOW = {"kb check": pytest.mark.nightly}


@pytest.mark.parametrize("name", [pytest.param(name, marks=SLOW.get(name, ())) for name in NAMES])
def test_the_example_of_each_help_works(name, capsys, tmp_path):
    for folder in ("docs", "facts", "rules", "situations"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    example = re.sub(r" \\\n +", " ", help_of(name, capsys).partition("\n  Example:\n")[2])
    for command in re.findall(r"^    \$ (.*)$", example, re.MULTILINE):
        done = typed(command, tmp_path)
        assert "Traceback" not in done.err
        assert "Usage:" not in done.err
        assert done.code in ((0, 1) if name in JUDGES else (0,)), done.err
    assert done.out or name in ("new", "kb fmt", "kb")


def test_the_program_alone_shows_where_to_start_in_three_lines(capsys):
    commands.main([], standalone_mode=False)
    asked, in_a_browser, written = capsys.readouterr().out.splitlines()
    assert asked.endswith("whycry-expert ask")
    assert in_a_browser.endswith("whycry-expert serve")
    assert "whycry-expert new" in written
    assert "infer" in written


@pytest.mark.parametrize("name", [name for name, command in NAMES.items() if isinstance(command, click.Group)])
def test_the_list_of_commands_says_of_each_what_one_gets_in_a_whole_sentence(name, capsys):
    listed = help_of(name, capsys).partition("\nCommands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) == len(NAMES[name].commands)
    assert not [line for line in listed if not line.endswith(".") or line.endswith("...")]


def mistyped(name):
    return name[:-2] + name[-1]


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_a_mistyped_command_is_told_with_the_nearest(name):
    *above, last = name.split()
    with pytest.raises(click.UsageError) as error:
        commands.main([*above, mistyped(last)], standalone_mode=False)
    assert f"'{last}'" in error.value.format_message()


@pytest.mark.parametrize("name", NAMES)
def test_a_mistyped_option_is_told_with_the_nearest(name):
    params = [param for param in NAMES[name].params if not getattr(param, "hidden", False)]
    own = [param for param in params if not isinstance(param, FactOption)]  # the tests of flags mistype those
    for option in (option for param in own for option in param.opts if option.startswith("--")):
        with pytest.raises(click.NoSuchOption) as error:
            commands.main([*name.split(), mistyped(option)], standalone_mode=False)
        assert option in error.value.format_message()


def test_infer_without_anything_says_where_to_begin():
    with pytest.raises(click.UsageError) as error:
        commands.main(["infer"], standalone_mode=False)
    for way in ("whycry-expert ask", "whycry-expert new FILE", "whycry-expert infer --help"):
        assert way in error.value.message
