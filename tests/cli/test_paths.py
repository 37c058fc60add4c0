"""Wherever a file is written, what has its name already is kept, followed or refused, and nothing waits for ever."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from whycry_expert.cli.main import commands
from whycry_expert.keeping.layout import laid_out
from whycry_expert.printable import one_line

BREAD = Path(__file__).parent.parent / "knowledge_bases" / "bread"
KNOWLEDGE = ["--knowledge", str(BREAD)]
PRECIOUS = "risen: no\n# not to be lost\n"
RESTATED = "expect:   {leading: [old-yeast]}\nrisen: yes\n"
STEERING = "a\x1b[2J\u202e\u200b.yaml"

NEW = {
    "-o": ["infer", *KNOWLEDGE, "-f", "risen=no", "-o"],
    "new": ["new", *KNOWLEDGE],
    "kb new -o": ["kb", "new", "fact", "oven-door", *KNOWLEDGE, "-o"],
    "--save": ["ask", *KNOWLEDGE, "--save"],
    "batch -o": ["batch", "-", *KNOWLEDGE, "-o"],
}
FORCED = {"-o --force": [*NEW["-o"][:-1], "--force", "-o"]}
CHANGING = {
    "--resume": ["ask", *KNOWLEDGE, "--resume"],
    "kb fmt": ["kb", "fmt"],
    "kb test --update": ["kb", "test", *KNOWLEDGE, "--update"],
}
ALL = {**NEW, **FORCED, **CHANGING}


def run(command, target):
    """Run a command, and give what it says where it went wrong, in lines."""
    typed = '{"risen": "no"}\n' if command[0] == "batch" else "yes\n"
    done = CliRunner().invoke(commands, [*command, str(target)], input=typed)
    assert not done.exception or isinstance(done.exception, SystemExit) or str(done.exception), done.exception
    told = done.output + ("" if isinstance(done.exception, SystemExit) else str(done.exception or ""))
    assert not {"\x1b", "\u202e", "\u200b"} & set(told)
    return done.exit_code, told


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other" / "precious.yaml"
    path.parent.mkdir()
    path.write_text(PRECIOUS, "utf-8")
    return path


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "target.yaml"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("command", NEW)
@pytest.mark.parametrize("is_there", ["a file", "a link to a file", "a link to nothing", "a hard link"])
def test_what_must_be_new_replaces_nothing(command, is_there, target, other):
    if is_there == "a file":
        target.write_text(PRECIOUS, "utf-8")
    elif is_there == "a hard link":
        target.hardlink_to(other)
    else:
        target.symlink_to(other if is_there == "a link to a file" else other.with_name("nowhere"))
    code, told = run(NEW[command], target)
    assert code
    assert "there already" in told
    assert (names(target.parent), names(other.parent)) == ([target.name], [other.name])
    assert other.read_text("utf-8") == PRECIOUS
    assert is_there == "a link to nothing" or target.read_text("utf-8") == PRECIOUS


def test_what_is_replaced_on_demand_keeps_the_link_and_the_other_name_of_the_file(target, other):
    target.symlink_to(other)
    assert run(FORCED["-o --force"], target)[0] == 0
    assert target.is_symlink()
    concluded = other.read_text("utf-8")
    assert concluded != PRECIOUS
    other.write_text(PRECIOUS, "utf-8")
    target.unlink()
    target.hardlink_to(other)
    assert run(FORCED["-o --force"], target)[0] == 0
    assert (target.read_text("utf-8"), other.read_text("utf-8")) == (concluded, PRECIOUS)


@pytest.mark.parametrize("command", ["kb fmt", "kb test --update"])
@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_what_changes_a_file_follows_a_link_and_leaves_the_other_name_of_the_file(command, link, target, other):
    other.write_text(RESTATED, "utf-8")
    link(target, other)
    run(CHANGING[command], target)
    assert target.read_text("utf-8") != RESTATED
    assert target.is_symlink() == (link is Path.symlink_to)
    assert (other.read_text("utf-8") == RESTATED) == (link is Path.hardlink_to)
    assert (names(target.parent), names(other.parent)) == ([target.name], [other.name])


@pytest.mark.parametrize("command", ["kb fmt", "kb test --update"])
def test_nothing_is_written_through_a_link_that_leads_out_of_the_folder_that_was_named(command, target, other):
    other.write_text(RESTATED, "utf-8")
    target.symlink_to(other)
    code, told = run(CHANGING[command], target.parent)
    assert code
    assert f"{target}: this link leads elsewhere; name the file itself" in told
    assert other.read_text("utf-8") == RESTATED
    inside = target.with_name("inside.yaml")
    inside.write_text(RESTATED, "utf-8")
    target.unlink()
    target.symlink_to(inside)
    run(CHANGING[command], target.parent)
    assert inside.read_text("utf-8") != RESTATED


@pytest.mark.parametrize("command", ALL)
def test_nobody_waits_for_a_pipe_that_nobody_reads_or_writes(command, target):
    os.mkfifo(target)
    code, told = run(ALL[command], target)
    assert code
    assert str(target) in told
    assert target.is_fifo()
    assert names(target.parent) == [target.name]


def test_nobody_waits_for_a_pipe_among_knowledge_files(tmp_path):
    shutil.copytree(BREAD, tmp_path / "bread")
    os.mkfifo(tmp_path / "bread" / "facts" / "99-pipe.yaml")
    assert run(["facts", "--knowledge"], tmp_path / "bread") == (
        1,
        f"{tmp_path}/bread/facts/99-pipe.yaml: this is no ordinary file",
    )


@pytest.mark.parametrize("command", [*NEW, *FORCED])
@pytest.mark.parametrize("device", ["/dev/null", "/dev/full"])
def test_a_device_takes_what_is_written_or_is_refused_and_stays(command, device):
    code, told = run(ALL[command], device)
    assert Path(device).is_char_device()
    if command == "--save" or device == "/dev/full":
        assert code
        assert told.splitlines()[-1].startswith(f"{device}: ")
    else:
        assert code == 0


@pytest.mark.parametrize("command", CHANGING)
def test_a_device_is_no_file_to_change(command):
    code, told = run(CHANGING[command], "/dev/null")
    assert code
    assert "/dev/null" in told
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("command", [*NEW, *FORCED, "--resume"])
@pytest.mark.parametrize("name", ["", "nowhere/target.yaml"])
def test_a_folder_and_what_lies_in_none_are_told(command, name, target):
    code, told = run(ALL[command], target.parent / name)
    assert code
    assert str(target.parent) in told.splitlines()[-1]
    assert names(target.parent) == []


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize("is_there", ["nothing", "a file", "a folder", "a pipe", "no folder"])
def test_a_name_is_echoed_harmlessly_whatever_is_wrong_with_it(command, is_there, target):
    named = target.with_name(STEERING)
    if is_there == "a file":
        named.write_text(RESTATED, "utf-8")
    elif is_there == "a folder":
        named.mkdir()
    elif is_there == "a pipe":
        os.mkfifo(named)
    elif is_there == "no folder":
        named /= STEERING
    code, told = run(ALL[command], named)
    if code and "here is" not in told:
        assert one_line(STEERING) in told


def test_a_file_that_changed_while_it_was_laid_out_is_left_alone(target, monkeypatch):
    target.write_text(RESTATED, "utf-8")

    def slowly(content):
        target.write_text(PRECIOUS, "utf-8")
        return laid_out(content)

    monkeypatch.setattr("whycry_expert.keeping.layout.laid_out", slowly)
    code, told = run(CHANGING["kb fmt"], target)
    assert code
    assert "changed by something else" in told
    assert target.read_text("utf-8") == PRECIOUS
    assert names(target.parent) == [target.name]


def test_a_file_that_changed_while_somebody_was_asked_is_left_alone(target, monkeypatch):
    target.write_text(RESTATED, "utf-8")

    def agreed(*_, **__):
        target.write_text(PRECIOUS, "utf-8")
        return True

    monkeypatch.setattr("click.confirm", agreed)
    code, told = run(CHANGING["kb test --update"], target)
    assert code
    assert "changed by something else" in told
    assert target.read_text("utf-8") == PRECIOUS
