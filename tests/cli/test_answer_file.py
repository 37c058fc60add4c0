"""The file of an interview: nothing that a person typed is lost, and nothing of theirs is changed without need."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from loaded_knowledge import BREAD

from whycry_expert import InputError, read_situation_file, situation_from
from whycry_expert.cli import file_writing
from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.situation.model import Situation

TEXT = "# mine, in my order\nrisen: yes   # twice\nflour: rye\n"
COMMAND = [sys.executable, "-m", "whycry_expert", "ask", "--knowledge", str(BREAD)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT)
    return path


@pytest.fixture
def resumed(path, bread):
    file = AnswerFile(bread)
    file.resume(str(path))
    return file


def with_more(file, bread, **answers):
    return file.start.with_answers(situation_from(answers, bread).given)


def refusal(action, *arguments):
    with pytest.raises(InputError) as caught:
        action(*arguments)
    (problem,) = caught.value.problems
    return str(problem)


def test_without_a_new_answer_nothing_is_written(path, resumed):
    before = path.stat()
    resumed.write(resumed.start)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert resumed.kept_in == str(path)


def test_a_new_answer_is_added_and_an_undone_one_leaves_no_trace(path, resumed, bread):
    resumed.write(with_more(resumed, bread, hours=3, risen="no"))
    assert path.read_text() == TEXT.replace("risen: yes ", "risen: no ") + "hours: 3\n"
    resumed.write(resumed.start)
    assert path.read_text() == TEXT


def test_a_link_is_followed_and_the_mode_stays(path, bread):
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    path.chmod(0o664)
    file = AnswerFile(bread)
    file.resume(str(link))
    file.write(with_more(file, bread, hours=3))
    assert link.is_symlink()
    assert path.read_text() == f"{TEXT}hours: 3\n"
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_read_only_file_is_told_at_the_start_and_stays_as_it_is(path, bread):
    path.chmod(0o444)
    file = AnswerFile(bread)
    assert "this file is read-only, so no answers are written to it" in file.resume(str(path))
    assert (file.target, file.kept_in) == (None, None)
    file.write(with_more(file, bread, hours=3))
    assert path.read_text() == TEXT
    file.begin(str(path.with_name("new.yaml")), with_more(file, bread, hours=3))
    assert path.with_name("new.yaml").read_text() == f"{TEXT}hours: 3\n"
    path.chmod(0o644)
    file = AnswerFile(bread)
    file.resume(str(path))
    path.chmod(0o444)
    assert "read-only" in refusal(file.write, with_more(file, bread, hours=3))
    assert file.kept_in is None
    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    "change", [lambda path: path.write_text("risen: no\n"), Path.unlink], ids=["changed", "removed"]
)
def test_a_file_that_something_else_has_changed_is_left_alone(change, path, resumed, bread):
    change(path)
    now = path.read_bytes() if path.exists() else None
    assert "something else has changed or removed this file" in refusal(
        resumed.write, with_more(resumed, bread, hours=3)
    )
    assert (path.read_bytes() if path.exists() else None) == now
    assert (resumed.target, resumed.kept_in) == (None, None)
    elsewhere = path.with_name("elsewhere.yaml")
    resumed.begin(str(elsewhere), with_more(resumed, bread, hours=3))
    assert elsewhere.read_text() == f"{TEXT}hours: 3\n"
    assert resumed.kept_in == str(elsewhere)


def test_of_two_interviews_on_one_file_none_loses_an_answer(path, resumed, bread):
    other = AnswerFile(bread)
    other.resume(str(path))
    other.write(with_more(other, bread, hours=3))
    refusal(resumed.write, with_more(resumed, bread, smoke="yes"))
    assert path.read_text() == f"{TEXT}hours: 3\n"


@pytest.mark.parametrize(
    "text",
    [
        "risen: yes\nexpect: {}\n",
        'title: "a\\x7fb \\u2028 \\ud83d"\n',
        'title: "a\\x7fb \\u2028 \\U0001F600"\nrisen: yes\n',
        'risen: {answer: yes, note: "\\x1b[31m"}\n',
        "\ufeffrisen: yes\r\n",
        "hours: {answer: unsure, note: ask}\nrisen: yes",
        "? risen\n: yes\n",
        "{risen: yes, # so\n flour: rye, }\n",
        "---\n# a\nrisen: yes\n...\n",
        "risen:\n  yes\n",
        "story: |+\n  a\n\n\nrisen: yes\n",
        "risen: >\n  yes\n",
        "'risen': ! 'yes'\n",
        "   risen: yes\n   hours: 3\n",
        "risen: yes\u0085hours: 3\n",
        "%YAML 1.1\n---\nrisen: yes\n",
    ],
)
def test_a_file_that_loaded_loads_afterwards_and_keeps_what_it_said(text, path, bread):
    path.write_bytes(text.encode())
    try:
        before = read_situation_file(path, bread)
    except InputError:
        return
    file = AnswerFile(bread)
    file.resume(str(path))
    file.write(with_more(file, bread, yeast=["old"], risen="no"))
    after = read_situation_file(path, bread)
    assert after.answers == {**before.answers, **situation_from({"yeast": ["old"], "risen": "no"}, bread).answers}
    assert (after.title, after.story, after.expectation) == (before.title, before.story, before.expectation)


@pytest.mark.parametrize("name", ["a; b.yaml", "é 😀.yaml", "x" * 250, "-dash"])
def test_a_new_file_may_have_any_name(name, tmp_path, bread, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = AnswerFile(bread)
    file.begin(name, Situation())
    file.write(situation_from({"risen": "yes"}, bread))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert read_situation_file(tmp_path / name, bread).answers == situation_from({"risen": "yes"}, bread).answers


@pytest.mark.parametrize(
    "name",
    ["", "folder/", "\x1b[A", "\u202eabc", "x" * 256, "a\0b", "none/a", "/dev/null", "/dev/stdout", "/dev/fd/1", "."],
)
def test_a_name_that_no_answers_can_be_kept_under_is_told(name, tmp_path, bread, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = AnswerFile(bread)
    refusal(file.begin, name, Situation())
    assert (file.target, list(tmp_path.iterdir())) == (None, [])


def test_a_pipe_with_a_name_is_no_place_for_answers(tmp_path, bread):
    os.mkfifo(tmp_path / "fifo")
    told = refusal(AnswerFile(bread).begin, str(tmp_path / "fifo"), Situation())
    assert "this is no ordinary file; give the name of a new one" in told


def test_nobody_waits_for_a_pipe_that_answers_cannot_be_kept_in(tmp_path, bread):
    os.mkfifo(tmp_path / "fifo")
    assert "no ordinary file" in refusal(AnswerFile(bread).resume, str(tmp_path / "fifo"))


def test_a_note_beside_an_unsure_answer_stays_when_it_is_answered(path, bread):
    path.write_text("hours: {answer: unsure, note: ask him}  # later\n")
    file = AnswerFile(bread)
    file.resume(str(path))
    file.write(with_more(file, bread, hours=4, risen="yes"))
    assert path.read_text() == "hours: {answer: 4, note: ask him}  # later\nrisen: yes\n"


@pytest.mark.parametrize("there", ["a file", "a link that leads nowhere"])
def test_a_new_file_replaces_nothing(there, path, bread):
    target = path
    if there != "a file":
        target = path.with_name("link")
        target.symlink_to(path.with_name("nowhere"))
    assert "there already" in refusal(AnswerFile(bread).begin, str(target), Situation())
    assert path.read_text() == TEXT


@pytest.fixture(params=["nameless", "named"])
def ways_to_write(request, monkeypatch):
    """Once as this system can, and once as a system must that has no files without names."""
    if request.param == "named":
        monkeypatch.delattr(file_writing.os, "O_TMPFILE")


@pytest.mark.usefixtures("ways_to_write")
def test_on_every_system_files_are_written_whole_and_leave_nothing_beside_them(path, resumed, bread):
    resumed.write(with_more(resumed, bread, hours=3))
    new = AnswerFile(bread)
    new.begin(str(path.with_name("new.yaml")), resumed.start)
    assert sorted(found.name for found in path.parent.iterdir()) == ["mine.yaml", "new.yaml"]
    assert "there already" in refusal(AnswerFile(bread).begin, str(path), Situation())


@pytest.mark.usefixtures("ways_to_write")
def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(path, resumed, bread, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_writing.os, "fsync", full)
    assert "the answers cannot be saved: no space left" in refusal(resumed.write, with_more(resumed, bread, hours=3))
    assert (path.read_text(), list(path.parent.iterdir()), resumed.kept_in) == (TEXT, [path], None)
    assert "no space left" in refusal(AnswerFile(bread).begin, str(path.with_name("new.yaml")), Situation())
    assert list(path.parent.iterdir()) == [path]
    monkeypatch.undo()
    resumed.write(with_more(resumed, bread, hours=3))
    assert resumed.kept_in == str(path)


def test_an_interruption_right_after_the_file_took_its_name_is_no_failure_to_save(path, resumed, bread, monkeypatch):
    replace = Path.replace

    def interrupted(*names):
        replace(*names)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        resumed.write(with_more(resumed, bread, hours=3))
    assert "hours" in read_situation_file(path, bread).given
    assert list(path.parent.iterdir()) == [path]


def test_an_interruption_right_before_the_file_takes_its_name_leaves_nothing(path, resumed, bread, monkeypatch):
    def interrupted(target, content, like):
        create(target, content, like)
        raise KeyboardInterrupt

    create = file_writing._create  # noqa: SLF001 - between two lines there is no other place to stand
    monkeypatch.setattr(file_writing, "_create", interrupted)
    with pytest.raises(KeyboardInterrupt):
        resumed.write(with_more(resumed, bread, hours=3))
    assert (path.read_text(), list(path.parent.iterdir())) == (TEXT, [path])


def test_what_a_kill_left_is_removed_by_the_next_interview_on_the_file(path, resumed, bread, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*_, **__):
        raise Killed

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", killed)
    with pytest.raises(Killed):
        resumed.write(with_more(resumed, bread, hours=3))
    monkeypatch.undo()
    neighbour = path.with_name(".whycry-of-another-file")
    neighbour.touch()
    assert len(list(path.parent.iterdir())) == 3
    AnswerFile(bread).resume(str(path))
    assert set(path.parent.iterdir()) == {path, neighbour}


@pytest.mark.parametrize("seed", range(12))
def test_killed_at_any_moment_the_file_loads_and_has_every_answer_that_was_taken(seed, tmp_path, bread):
    path = tmp_path / "mine.yaml"
    kill_after = random.Random(seed).uniform(0.0, 0.08)
    lines = ["flour=rye", "risen=no", "hours=3", "smoke=no", "yeast=old", "hours=4", "risen=yes"] * 3
    taken = 0
    with subprocess.Popen(
        [*COMMAND, "--save", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        _until_prompt(process)
        stop = time.monotonic() + kill_after
        for line in lines:
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            if time.monotonic() > stop:
                break
            _until_prompt(process)
            taken += 1
        time.sleep(random.Random(seed).uniform(0, 0.01))
        process.send_signal(signal.SIGKILL)
    found = read_situation_file(path, bread).answers
    assert set(found) >= set(situation_from(dict(line.split("=") for line in lines[:taken]), bread).answers)
    AnswerFile(bread).resume(str(path))
    assert list(tmp_path.iterdir()) == [path]


def _until_prompt(process):
    seen = b""
    while not seen.endswith(b"\n> "):
        byte = os.read(process.stdout.fileno(), 4096)
        if not byte:
            return
        seen += byte
