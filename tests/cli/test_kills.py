"""Ended at whatever moment, in whatever way, it has lost nothing that it took, and left nothing behind."""

import signal
import time
from collections import Counter
from http.client import HTTPConnection
from random import Random
from urllib.parse import urlsplit

import pytest
from as_records import line_of
from example_situations import FOLDER, SITUATIONS
from loaded_knowledge import BREAD
from running import ENDINGS, Running

from whycry_expert import read_situation_file, situation_from
from whycry_expert.cli.answer_file import AnswerFile

kills = pytest.mark.parametrize("kills", [8, pytest.param(250, marks=pytest.mark.nightly)])
"""Of each command; together 1,000 in the nightly run."""
ANSWERS = ["flour=rye", "risen=no", "hours=3", "sourdough=no", "smoke=no", "yeast=old"]
EXAMPLE = FOLDER / "example.yaml"


def moments(kills, span):
    """So many moments within a span of seconds, each with a way to end it."""
    for seed in range(kills):
        chance = Random(seed)
        yield chance.choice(list(ENDINGS)), chance.uniform(0, span), chance


def folder_of(tmp_path, number):
    folder = tmp_path / f"run-{number}"
    folder.mkdir()
    return folder


def nothing_wrong_was_said(running):
    said = running.errors.read_text()
    assert "Traceback" not in said, said
    assert "error of the program" not in said, said


@kills
def test_every_answer_that_was_taken_is_in_the_file(kills, tmp_path, bread):
    codes = Counter()
    for number, (ending, pause, chance) in enumerate(moments(kills, 0.02)):
        folder = folder_of(tmp_path, number)
        path = folder / "mine.yaml"
        running = Running("ask", "--knowledge", BREAD, "--until", "all", "--save", path, folder=folder)
        assert running.until(b"\n> ")
        taken = chance.randint(0, len(ANSWERS) - 1)
        for line in ANSWERS[:taken]:
            running.type(line)
            assert running.until(b"\n> ")
        running.type(ANSWERS[taken])
        time.sleep(pause)
        code = running.end(ending)
        codes[code] += 1
        assert code == ENDINGS[ending]
        nothing_wrong_was_said(running)
        expected = situation_from(dict(line.split("=") for line in ANSWERS[:taken]), bread).answers
        found = read_situation_file(path, bread).answers
        assert expected.items() <= found.items()
        assert len(found) - len(expected) in (0, 1), "of the answer that came last nobody knows"
        if ending is signal.SIGKILL:
            AnswerFile(bread).resume(str(path))  # which takes away what was left of the moment of writing
        assert [one.name for one in folder.iterdir()] == ["mine.yaml"]
    assert set(codes) == set(ENDINGS.values()) or kills < 100


@kills
def test_a_result_is_written_whole_or_not_at_all(kills, tmp_path):
    arguments = ("infer", EXAMPLE, "--format", "json", "-o")
    whole, span = reference(tmp_path, *arguments)
    seen = Counter()
    for number, (ending, pause, chance) in enumerate(moments(kills, 1.1 * span)):
        folder = folder_of(tmp_path, number)
        path = folder / "out.json"
        replacing = chance.random() < 0.5
        if replacing:
            path.write_bytes(b"what was there")
        running = Running(*arguments, path, *(["--force"] if replacing else []), folder=folder)
        time.sleep(pause)
        code = running.end(ending)
        nothing_wrong_was_said(running)
        assert code in (0, ENDINGS[ending], -ending), "below 0: before there was anything that could heed it"
        content = path.read_bytes() if path.exists() else None
        assert content in (whole, b"what was there" if replacing else None)
        assert code or content == whole
        left = [one.name for one in folder.iterdir() if one != path]
        assert not left or ending is signal.SIGKILL
        seen[content == whole] += 1
    assert len(seen) == 2 or kills < 100


def reference(tmp_path, *arguments):
    """What a run that nobody ends writes, and how long it takes."""
    folder = tmp_path / "reference"
    folder.mkdir()
    started = time.monotonic()
    running = Running(*arguments, folder / "out", folder=folder)
    assert running.end() == 0, running.errors.read_text()
    return (folder / "out").read_bytes(), time.monotonic() - started


@kills
def test_a_batch_goes_on_to_the_same_end(kills, tmp_path):
    source = tmp_path / "people.jsonl"
    source.write_bytes(b"".join(line_of(situation.answers) for situation in SITUATIONS.values()) * 2)
    whole, span = reference(tmp_path, "batch", source, "-o")
    seen = Counter()
    for number, (ending, pause, _) in enumerate(moments(kills, 1.1 * span)):
        folder = folder_of(tmp_path, number)
        path = folder / "out"
        running = Running("batch", source, "-o", path, folder=folder)
        time.sleep(pause)
        code = running.end(ending)
        nothing_wrong_was_said(running)
        assert code in (0, ENDINGS[ending], -ending), "below 0: before there was anything that could heed it"
        assert path.exists() or code != 0
        assert not path.exists() or path.read_bytes() == whole
        if not path.exists():
            resumed = Running("batch", source, "-o", path, "--resume", folder=folder).end()
            seen["resumed" if resumed == 0 else "begun anew"] += 1
            assert resumed == 0 or Running("batch", source, "-o", path, "--force", folder=folder).end() == 0
        assert path.read_bytes() == whole
        assert [one.name for one in folder.iterdir()] == ["out"]
    assert seen["resumed"] or kills < 100


@kills
def test_the_page_ends_and_keeps_nothing(kills, tmp_path):
    codes = Counter()
    for number, (ending, pause, _) in enumerate(moments(kills, 0.1)):
        folder = folder_of(tmp_path, number)
        running = Running("serve", "--no-open", folder=folder)
        assert running.until(b"\n")
        address = urlsplit(running.seen.split()[-1].decode())
        asking = HTTPConnection("127.0.0.1", address.port, timeout=30)
        asking.request("GET", address.path)
        time.sleep(pause)
        code = running.end(ending)
        asking.close()
        codes[code] += 1
        assert code == (0 if ending is signal.SIGINT else ENDINGS[ending])
        nothing_wrong_was_said(running)
        assert list(folder.iterdir()) == []
        with pytest.raises(OSError):  # noqa: PT011 - whichever says that nobody listens there
            HTTPConnection("127.0.0.1", address.port, timeout=5).request("GET", "/")
    assert len(codes) == len(ENDINGS) or kills < 100
