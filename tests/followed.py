"""What a page or a help text tells a reader to type, typed, and what it shows, compared with what comes.

Commands of the program run in this process; what needs a shell runs in one. Commands that set a machine up
(`SETTING_UP`) are known by their form, and what they name must be there; releasing/ and CONTRIBUTING.md run those.
"""

import gc
import os
import re
import shlex
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import whycry_expert.cli.main as program

ROOT = Path(__file__).parent.parent
LEFT_OUT = "[...]"
SETTING_UP = re.compile(
    r"(?:make|pip|pipx|uv|git|cd|\.venv/bin/[a-z-]+|python -m venv|python3 -m venv|sha256sum|nox|source) ?"
)
STEP = re.compile(
    r"```console\n(?P<session>.*?)```"
    r"|append it to `(?P<appended>[^`]+)`:\n\n```yaml\n(?P<more>.*?)```"
    r"|[Ww]rite this to `(?P<written>[^`]+)`:\n\n```(?:yaml|json)\n(?P<text>.*?)```"
    r"|[Ii]n\s`(?P<changed>[^`]+)`, replace\n\n```yaml\n(?P<old>.*?)```\n\nby\n\n```yaml\n(?P<new>.*?)```",
    re.DOTALL,
)
_COMMENT = re.compile(r"\s+# .*")
_OF_THE_PROGRAM = re.compile(r"(?:python -m whycry_expert|whycry-expert)(?= |$)")
_NEEDS_A_SHELL = re.compile(r"[|<>&;$`]")
_TYPED = b"q\n"


class Done:
    """What came of a command: its exit code and what it printed."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def steps_of(page):
    return STEP.finditer(page)


def commands_in(session):
    """Give the commands of a session with the lines that they print, of which some are left out."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").splitlines()
        yield _COMMENT.sub("", command).strip(), lines


def follow(page, folder):
    """Do what a page says, in a folder; give how many commands ran."""
    shown = 0
    for step in steps_of(page):
        if step["session"] is not None:
            for command, lines in commands_in(step["session"]):
                if SETTING_UP.match(command):
                    assert_can_set_up(command)
                    continue
                done = typed(command, folder)
                assert "Traceback" not in done.err
                assert done.code in (0, 1), f"{command}: {done.err}"
                if lines or not _shows_no_output(session=step["session"]):
                    assert_shows(done.out, lines, command)
                shown += 1
        else:
            write(step, folder)
    return shown


def _shows_no_output(session):
    return all(line.startswith("$ ") for line in session.splitlines())


def write(step, folder):
    if step["appended"]:
        path = folder / step["appended"]
        path.write_text(path.read_text(encoding="utf-8") + step["more"], encoding="utf-8")
    elif step["written"]:
        (folder / step["written"]).write_text(step["text"], encoding="utf-8")
    else:
        path = folder / step["changed"]
        text = path.read_text(encoding="utf-8")
        assert step["old"] in text
        path.write_text(text.replace(step["old"], step["new"], 1), encoding="utf-8")


def typed(command, folder):
    """What comes when a command is typed in a folder; what is asked is answered by leaving."""
    match = _OF_THE_PROGRAM.match(command)
    if match and command.split()[1:2] == ["serve"]:
        return served(command, folder)
    if not match or _NEEDS_A_SHELL.search(_COMMENT.sub("", command)):
        return in_a_shell(command, folder)
    return in_this_process(shlex.split(command[match.end() :]), folder)


def in_this_process(words, folder):
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    streams = {"stdin": TextIOWrapper(BytesIO(_TYPED), encoding="utf-8"), "stdout": out, "stderr": err}
    here, threshold = Path.cwd(), gc.get_threshold()
    os.chdir(folder)
    try:
        with patch.multiple(sys, argv=["whycry-expert", *words], **streams):
            try:
                program.main()
            except SystemExit as left:
                code = left.code
    finally:
        os.chdir(here)
        gc.set_threshold(*threshold)
    return Done(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def in_a_shell(command, folder):
    done = subprocess.run(
        ["bash", "-c", command],  # noqa: S607 - as a reader types it
        cwd=folder, env=_environment(), input=_TYPED.decode(), capture_output=True, encoding="utf-8", timeout=120,
        check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def served(command, folder):
    """What `serve` prints until its page is open; then it is ended."""
    words = [sys.executable, "-m", "whycry_expert", *shlex.split(command)[1:], "--no-open"]
    with subprocess.Popen(
        words, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as serving:
        out = serving.stdout.readline()
        serving.terminate()
        err = serving.stderr.read()
    assert "http://127.0.0.1:" in out, err
    return Done(0, out, err)


def _environment():
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def assert_can_set_up(command):
    """What a command to set up names is there: targets of make, extras to install, files."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for target in re.findall(r"(?<=^make )[a-z-]+", command):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), command
    for extras in re.findall(r"\[([a-z,]+)\]", command):
        for extra in extras.split(","):
            assert re.search(rf"^{extra} = \[", project, re.MULTILINE), command
    for program_name in re.findall(r"(?<=^\.venv/bin/)[a-z-]+", command):
        assert (Path(sys.executable).parent / program_name).exists(), command


def assert_shows(printed, lines, command):
    """The lines stand in what was printed, in their order; nothing is between them where nothing is left out."""
    parts = "\n".join(lines).split(LEFT_OUT)
    position = 0
    for number, part in enumerate(parts):
        wanted = part.strip("\n")
        found = printed.find(wanted, position)
        assert found >= 0, f"{command} prints\n{printed}\nand not\n{wanted}"
        if number == 0 and wanted:
            assert found == 0, command
        position = found + len(wanted)
    if not lines or lines[-1] != LEFT_OUT:
        assert not printed[position:].strip("\n"), f"{command} prints more: {printed[position:]}"
