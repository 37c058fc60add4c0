"""The command: what it reads, how it ends, how it goes on after an interruption, and that the order is always kept."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from as_records import line_of
from example_situations import FOLDER, SITUATIONS

from whycry_expert.printable import one_line

PROGRAM = Path(sys.executable).with_name("whycry-expert")
WRONG = b'{"thraet": "yes"}\n'


def run(*arguments, given=b"", **options):
    return subprocess.run(
        [str(PROGRAM), "batch", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        **options,
    )


@pytest.fixture
def lines():
    return [line_of(situation.answers) for situation in SITUATIONS.values()] * 6


@pytest.fixture
def file(tmp_path, lines):
    path = tmp_path / "people.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_files_folders_and_standard_input_are_concluded_in_the_order_in_which_they_are_named(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("b.yaml", "a.yml"):
        (folder / name).write_text("relationship: ex\n---\nrelationship: partner\n")
    (folder / "notes.txt").write_text("no situation")
    (folder / "._b.yaml").write_bytes(b"\0what a file system leaves")
    (tmp_path / "one.jsonl").write_bytes(b'{"id": "one"}\n')
    done = run(tmp_path / "one.jsonl", folder, "-", given=b'\xef\xbb\xbf{"relationship": "ex"}\n{"id": "last"}')
    assert done.returncode == 0, done.stderr
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    within = [f"{folder}/{name}#{number}" for name in ("a.yml", "b.yaml") for number in (1, 2)]
    assert ids == ["one", *within, "standard input:1", "last"]


def test_several_processes_write_the_same_bytes(file):
    alone = run(file)
    assert run(file, "--jobs", "3").stdout == alone.stdout
    assert alone.stdout.count(b"\n") == 6 * len(SITUATIONS)


def test_what_is_wrong_is_told_and_skipped_and_the_exit_code_says_so(file, lines):
    file.write_bytes(b"".join([lines[0], WRONG, *lines[1:]]))
    for jobs in ("1", "2"):
        done = run(file, "--jobs", jobs)
        assert done.returncode == 1
        assert f"{file}:2:2: there is no fact".encode() in done.stderr
        assert b"1 record was skipped" in done.stderr
        assert done.stdout.count(b"\n") == len(lines)


def test_strict_stops_at_the_first_that_is_wrong(file, lines):
    file.write_bytes(b"".join([*lines[:3], WRONG, *lines[3:]]))
    done = run(file, "--strict")
    assert done.returncode == 2
    assert done.stdout.count(b"\n") == 3
    assert done.stderr.count(b"\n") == 1


def test_input_that_is_not_there_is_told_before_anything_is_written(file, tmp_path):
    done = run(file, tmp_path / "missing", tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"missing: there is no such file" in done.stderr
    assert b"this folder holds no situation" in done.stderr


@pytest.mark.parametrize("name", ["out.part", "out.part.state"])
@pytest.mark.parametrize("force", [[], ["--force"], ["--resume"]], ids="".join)
def test_what_is_read_is_not_taken_for_the_rest_of_an_interrupted_run(name, force, tmp_path):
    path = tmp_path / name
    path.write_text('{"relationship": "ex"}\n')
    done = run(path, "-o", tmp_path / "out", *force)
    assert done.returncode == 2
    assert path.read_text() == '{"relationship": "ex"}\n'
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_written_whole_for_its_owner_alone_and_never_over_another(file, tmp_path):
    target = tmp_path / "out.jsonl"
    assert run(file, "-o", target).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes() == run(file).stdout
    assert {path.name for path in tmp_path.iterdir()} == {"people.jsonl", "out.jsonl"}
    assert run(file, "-o", target).returncode == 2
    assert run(file, "-o", file, "--force").returncode == 2
    target.write_text("old")
    assert run(file, "-o", target, "--force").returncode == 0
    assert target.read_bytes() == run(file).stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are text")
@pytest.mark.parametrize("flags", [[], ["--trace"]], ids=["", "--trace"])
@pytest.mark.parametrize("content", [b"relationship: ex\n", b"relationship: ex\n---\nrelationship: friend\n"])
def test_a_file_whose_name_is_no_text_is_concluded_from_under_a_name_that_is(tmp_path, flags, content):
    name = os.fsdecode(b"a\xff\x1bb.yaml")
    (tmp_path / name).write_bytes(content)
    for given in (tmp_path / name, tmp_path):
        done = run(given, *flags)
        assert (done.returncode, done.stderr) == (0, b"")
        lines = done.stdout.splitlines()
        assert len(lines) == content.count(b"relationship")
        assert b"\x1b" not in done.stdout
        assert flags or all(r"a\udcff" in json.loads(line)["id"] for line in lines)
    assert run(tmp_path, *flags, "-o", tmp_path / "out.jsonl").returncode == 0


def interrupted(target, lines, number):
    """Begin a run whose input comes slowly, end it in the middle, and give what is left, after what it told."""
    source = [str(PROGRAM), "batch", "-", "-o", str(target)]
    process = subprocess.Popen(source, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write(b"".join(lines[:1100]))
    process.stdin.flush()
    part = target.with_name(f"{target.name}.part")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size):
        time.sleep(0.05)
    process.send_signal(number)
    process.stdin.close()
    process.wait(timeout=30)
    told = process.stderr.read().decode()
    process.stderr.close()
    here = r"(1 line is|[\d,]+ lines are) here"
    assert re.fullmatch(rf"{re.escape(one_line(str(part)))}: {here}; --resume goes on", told.strip())
    return part


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("name", ["out.jsonl", "o\x1b[2J\u202eu\u200b\nt: it is whole"], ids=["", "steering"])
def test_an_interrupted_run_goes_on_where_it_was(lines, tmp_path, name, number):
    target = tmp_path / name
    part = interrupted(target, lines, number)
    assert not target.exists()
    assert part.exists()
    with part.open("ab") as stream:
        stream.write(b'{"id": "half a li')
    again = run("-", "-o", target, given=b"".join(lines))
    assert again.returncode == 2
    assert b"--resume goes on with it" in again.stderr
    done = run("-", "-o", target, "--resume", given=b"".join(lines))
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == run("-", given=b"".join(lines)).stdout
    assert {path.name for path in tmp_path.iterdir()} == {name}


def test_input_that_has_changed_or_another_option_is_not_gone_on_with(lines, tmp_path):
    target = tmp_path / "out.jsonl"
    part = interrupted(target, lines, signal.SIGINT)
    before = part.read_bytes()
    changed = b"".join([lines[1], *lines[1:]])
    done = run("-", "-o", target, "--resume", given=changed)
    assert done.returncode == 2
    assert b"the input has changed" in done.stderr
    assert b"is not what this was begun with" in run("-", "-o", target, "--resume", "--trace", given=changed).stderr
    assert part.read_bytes() == before
    assert run("-", "-o", target, "--force", given=b"".join(lines)).returncode == 0


def test_there_must_be_something_to_go_on_with(file, tmp_path):
    assert b"leave --resume out" in run(file, "-o", tmp_path / "new.jsonl", "--resume").stderr
    assert b"give it with -o" in run(file, "--resume").stderr


def test_whoever_reads_may_stop_reading(file):
    command = f"{PROGRAM} batch {file} --jobs 2 | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


def test_a_terminal_shows_how_far_it_is_and_a_file_of_messages_does_not(file, tmp_path):
    shown = pexpect.run(f"{PROGRAM} batch {file} -o {tmp_path / 'out.jsonl'}", env=os.environ | {"TERM": "xterm"})
    assert b"B" in shown
    assert b"\x1b[" in shown
    assert run(file).stderr == b""


def test_a_situation_file_says_the_same_alone_and_in_its_folder():
    name = "example.yaml"
    alone = run(FOLDER / name).stdout
    assert alone in run(FOLDER).stdout
    assert json.loads(alone)["id"] == str(FOLDER / name)
