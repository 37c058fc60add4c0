"""Where results go: nothing that is there is lost, and every format arrives as what it is."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

BREAD = Path(__file__).parent.parent / "knowledge_bases" / "bread"
COMMAND = [sys.executable, "-m", "whycry_expert"]
KNOWLEDGE = ["--knowledge", str(BREAD)]
RISEN = "title: Spät 😀\nrisen: yes\n"


def run(*arguments, command=COMMAND, **options):
    return subprocess.run([*command, *map(str, arguments)], capture_output=True, timeout=60, check=False, **options)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text(RISEN, "utf-8")
    return path


@pytest.fixture
def conclusion(file):
    path = file.with_name("conclusion.json")
    path.write_bytes(run("infer", file, "--format", "json", *KNOWLEDGE).stdout)
    return path


def links_to(file):
    symbolic, hard = file.with_name("symbolic"), file.with_name("hard")
    symbolic.symlink_to(file)
    hard.hardlink_to(file)
    return [file, file.parent / "." / ".." / file.parent.name / file.name, symbolic, hard]


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    "command", [["infer"], ["why"], ["why-not"], ["what-if"], ["why-differ"], ["replay"]], ids="".join
)
def test_the_file_that_is_read_is_never_written_over(command, force, file, conclusion):
    read = conclusion if command == ["replay"] else file
    rest = {"why-not": ["old-yeast"], "what-if": ["risen=no"], "why-differ": [conclusion]}.get(command[0], [])
    target = links_to(read)[2 if force else 3]
    done = run(*command, read, *rest, *KNOWLEDGE, "-o", target, *force)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{target}: this is the file that is read; give another name\n"
    assert file.read_text("utf-8") == RISEN


@pytest.mark.parametrize(
    "command",
    [
        ["infer", "two.yaml#2", "-o", "two.yaml"],
        ["why", "two.yaml#1", "-o", "two.yaml"],
        ["what-if", "two.yaml#1", "risen=no", "-o", "./two.yaml"],
        ["why-differ", "two.yaml#1", "two.yaml#2", "-o", "two.yaml"],
        ["batch", ".", "-o", "two.yaml"],
        ["kb", "test", ".", "-o", "two.yaml"],
        ["kb", "coverage", ".", "-o", "two.yaml"],
        ["infer", "two.yaml#1", "-o", "bread/rules/01-old-yeast.yaml"],
        ["facts", "-o", "bread/facts/01-dough.yaml"],
        ["kb", "graph", "-o", "bread/rules/01-old-yeast.yaml"],
        ["kb", "coverage", "two.yaml", "-o", "bread/situations/any.yaml"],
        ["kb", "test", "two.yaml", "--junit", "bread/rules/01-old-yeast.yaml"],
    ],
    ids=" ".join,
)
def test_nor_is_one_of_several_occasions_or_a_file_of_a_folder_that_is_read(command, file):
    folder = file.parent
    (folder / "two.yaml").write_text("risen: yes\n---\nrisen: no\n", "utf-8")
    shutil.copytree(BREAD, folder / "bread")
    (folder / "bread" / "situations").mkdir(exist_ok=True)
    (folder / "bread" / "situations" / "any.yaml").write_text("risen: yes\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run(*command, "--force", "--knowledge", "bread", cwd=folder)
    assert b"this is the file that is read; give another name" in done.stderr
    assert done.returncode == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "a.svg"])
@pytest.mark.parametrize(
    "command", [["infer"], ["infer", "--format", "json"], ["why", "--format", "markdown"]], ids=" ".join
)
def test_what_is_no_page_gets_no_name_of_one_since_a_browser_would_read_markup_in_it(command, name, file):
    done = run(command[0], file, *command[1:], *KNOWLEDGE, "-o", name, cwd=file.parent)
    assert done.returncode == 2
    format_, other = command[-1] if len(command) > 1 else "text", ", or --format html" if command[0] == "infer" else ""
    assert f"{name} is named like a page, and {format_} is none; give another name{other}\n" in done.stderr.decode()
    assert list(file.parent.iterdir()) == [file]


def test_a_terminal_can_be_read_and_written_at_once():
    of_person, of_program = pty.openpty()
    try:
        os.write(of_person, RISEN.encode() + b"\x04")
        name = os.ttyname(of_program)
        done = run("infer", "-", *KNOWLEDGE, "--short", "-o", name, stdin=of_program)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        shown = b""
        while b"What may help now" not in shown and select.select([of_person], [], [], 20)[0]:
            shown += os.read(of_person, 10_000)
        assert '"Sp\u00e4t \U0001f600"' in shown.decode().replace(RISEN, "")
    finally:
        os.close(of_person)
        os.close(of_program)


def test_the_file_behind_standard_input_is_not_written_over(file):
    for name in links_to(file):
        with file.open("rb") as stream:
            done = run("infer", "-", *KNOWLEDGE, "-o", name, "--force", stdin=stream)
        assert b"this is the file that is read" in done.stderr
    assert file.read_text("utf-8") == RISEN


@pytest.mark.parametrize("name", ["", "folder/", "x" * 300])
def test_a_name_that_can_be_no_file_is_told_in_one_line(name, file):
    done = run("infer", file, *KNOWLEDGE, "-o", name, cwd=file.parent)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["a; b.txt", "-dash", "é 😀", "x" * 255, "a\nb"])
def test_a_name_is_taken_as_it_is(name, file):
    assert run("infer", file, *KNOWLEDGE, "-o", name, cwd=file.parent).returncode == 0
    assert {path.name for path in file.parent.iterdir()} == {file.name, name}
    assert (file.parent / name).stat().st_mode & 0o777 == 0o600


def test_a_link_that_leads_nowhere_is_something_that_is_there(file):
    link = file.with_name("link")
    link.symlink_to(file.with_name("nowhere"))
    assert b"there already" in run("infer", file, *KNOWLEDGE, "-o", link).stderr
    assert run("infer", file, *KNOWLEDGE, "-o", link, "--force").returncode == 0
    assert link.is_symlink()
    assert file.with_name("nowhere").read_bytes() == run("infer", file, *KNOWLEDGE).stdout


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_names_of_standard_output_are_standard_output(name, file, tmp_path):
    expected = run("infer", file, *KNOWLEDGE).stdout
    assert run("infer", file, *KNOWLEDGE, "-o", name).stdout == expected
    target = tmp_path / "redirected"
    with target.open("wb") as stream:
        stream.write(b"before\n")
        stream.flush()
        subprocess.run([*COMMAND, "infer", file, *KNOWLEDGE, "-o", name], stdout=stream, check=True, timeout=60)
    assert target.read_bytes() == b"before\n" + expected


def test_a_pipe_with_a_name_and_the_null_device_take_the_result(file, tmp_path):
    fifo, got = tmp_path / "fifo", []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    assert run("infer", file, *KNOWLEDGE, "-o", fifo).returncode == 0
    reader.join(30)
    assert got == [run("infer", file, *KNOWLEDGE).stdout]
    done = run("infer", file, *KNOWLEDGE, "-o", "/dev/null")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "locale", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}], ids=["cp1252", "C"]
)
@pytest.mark.parametrize("format_", ["json", "html", "markdown", "mermaid", "dot"])
def test_every_format_but_text_is_utf_8_whatever_the_locale_says(format_, locale, file):
    arguments = ["infer", file, *KNOWLEDGE, "--format", format_]
    plain = run(*arguments, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    done = run(*arguments, env={**os.environ, **locale})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == plain.stdout
    done.stdout.decode("utf-8")
    if format_ == "json":
        assert json.loads(done.stdout)["situation"]["title"] == "Spät 😀"
        assert run("verify", "-", *KNOWLEDGE, input=done.stdout, env={**os.environ, **locale}).returncode == 0


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "-"])
def test_a_situation_to_fill_in_goes_to_standard_output_under_any_name_of_it(name):
    done = run("new", name, *KNOWLEDGE)
    assert (done.returncode, done.stdout) == (0, run("new", *KNOWLEDGE).stdout)


@pytest.mark.parametrize("name", ["", "folder/", ".", "mine.yaml", "link.yaml"])
def test_a_situation_to_fill_in_replaces_nothing_and_needs_a_name(name, tmp_path):
    (tmp_path / "mine.yaml").write_text(RISEN, "utf-8")
    (tmp_path / "link.yaml").symlink_to("nowhere.yaml")
    done = run("new", name, *KNOWLEDGE, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there already" not in done.stderr or name.endswith(".yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "mine.yaml"]
    assert (tmp_path / "mine.yaml").read_text("utf-8") == RISEN
