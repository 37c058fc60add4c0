"""A disk that is full or an output that is closed is told in a line, and nothing is half there."""

import os
import subprocess
import sys
from contextlib import suppress

import pytest
from as_records import line_of
from example_situations import FOLDER, SITUATIONS
from loaded_knowledge import BREAD
from running import Running

from whycry_expert import read_situation_file

EXAMPLE = FOLDER / "example.yaml"
COMMAND = [sys.executable, "-m", "whycry_expert"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 128 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", str(disk)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be made here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S607


def fill(disk, but=0):
    """Fill a disk up to so many bytes."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", 0) as stream:
        while True:
            stream.write(bytes(4096))
    os.truncate(ballast, ballast.stat().st_size - but)


def told_in_a_line(running):
    (line,) = running.errors.read_text().splitlines()
    assert "no space left" in line
    return line


@pytest.mark.parametrize("but", [0, 4096, 16384])
def test_on_a_full_disk_a_result_is_not_there_at_all(but, small_disk):
    fill(small_disk, but)
    running = Running("infer", EXAMPLE, "--format", "json", "-o", small_disk / "out.json", folder=small_disk)
    assert running.end() == 2
    told_in_a_line(running)
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


def test_on_a_full_disk_what_was_there_stays(small_disk):
    (small_disk / "out.json").write_bytes(b"what was there")
    fill(small_disk, 4096)
    running = Running("infer", EXAMPLE, "--format", "json", "--force", "-o", small_disk / "out.json", folder=small_disk)
    assert running.end() == 2
    told_in_a_line(running)
    assert (small_disk / "out.json").read_bytes() == b"what was there"
    assert {path.name for path in small_disk.iterdir()} == {"ballast", "out.json"}


def test_a_batch_that_fills_the_disk_goes_on_once_there_is_room(small_disk, tmp_path):
    source = tmp_path / "people.jsonl"
    source.write_bytes(b"".join(line_of(situation.answers) for situation in SITUATIONS.values()) * 4)
    running = Running("batch", source, "-o", small_disk / "out", folder=small_disk)
    assert running.end() == 2
    said = running.errors.read_text()
    assert f"{small_disk / 'out.part'}: it cannot be written: no space left" in said
    assert "Traceback" not in said
    assert not (small_disk / "out").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)  # noqa: S607
    again = Running("batch", source, "-o", small_disk / "out", "--resume", folder=small_disk)
    if again.end():
        assert Running("batch", source, "-o", small_disk / "out", "--force", folder=small_disk).end() == 0
    assert Running("batch", source, "-o", tmp_path / "whole", folder=small_disk).end() == 0
    assert (small_disk / "out").read_bytes() == (tmp_path / "whole").read_bytes()
    assert [path.name for path in small_disk.iterdir()] == ["out"]


def test_an_interview_on_a_disk_that_fills_up_keeps_what_it_had_and_saves_once_there_is_room(small_disk, bread):
    file = small_disk / "mine.yaml"
    running = Running("ask", "--knowledge", BREAD, "--until", "all", "--save", file, folder=small_disk)
    assert running.until(b"\n> ")
    for line in ("flour=rye", "risen=no"):
        running.type(line)
        assert running.until(b"\n> ")
    before = file.read_bytes()
    fill(small_disk)
    running.type("hours=3")
    assert running.until(b"\n> ")
    assert b"Your answers are still here" in b" ".join(running.seen.split())
    assert file.read_bytes() == before
    assert {path.name for path in small_disk.iterdir()} == {"mine.yaml", "ballast"}
    (small_disk / "ballast").unlink()
    running.type("s")
    assert running.end() == 0
    assert set(read_situation_file(file, bread).answers) == {"flour", "risen", "hours"}
    assert [path.name for path in small_disk.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize("closing", [">&-", ">/dev/full"])
@pytest.mark.parametrize("arguments", [["infer", EXAMPLE], ["infer", EXAMPLE, "--format", "json"], ["batch", EXAMPLE]])
def test_an_output_that_takes_nothing_is_told_in_a_line(closing, arguments):
    script = f'exec "$@" {closing}'
    done = subprocess.run(  # noqa: S602, RUF100
        ["/bin/sh", "-c", script, "sh", *COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "standard output" in done.stderr
