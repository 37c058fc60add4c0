"""Every command of the tutorial does what the page says it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"```console\n(?P<session>.*?)```"
    r"|append it to `(?P<appended>[^`]+)`:\n\n```yaml\n(?P<more>.*?)```"
    r"|[Ww]rite this to `(?P<written>[^`]+)`:\n\n```yaml\n(?P<text>.*?)```"
    r"|[Ii]n\s`(?P<changed>[^`]+)`, replace\n\n```yaml\n(?P<old>.*?)```\n\nby\n\n```yaml\n(?P<new>.*?)```",
    re.DOTALL,
)
LEFT_OUT = "[...]"


def commands_in(session):
    """Give the commands of a session with the lines that they print, of which some are left out."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        yield command, lines


def run(command, folder):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],  # noqa: S607 - as a reader types it
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


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


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    shown = 0
    for step in STEP.finditer(PAGE):
        if step["session"] is not None:
            for command, lines in commands_in(step["session"]):
                result = run(command, tmp_path)
                assert "Traceback" not in result.stderr
                assert result.returncode in (0, 1), result.stderr
                assert_shows(result.stdout, lines, command)
                shown += 1
        elif step["appended"]:
            path = tmp_path / step["appended"]
            path.write_text(path.read_text(encoding="utf-8") + step["more"], encoding="utf-8")
        elif step["written"]:
            (tmp_path / step["written"]).write_text(step["text"], encoding="utf-8")
        else:
            path = tmp_path / step["changed"]
            text = path.read_text(encoding="utf-8")
            assert step["old"] in text
            path.write_text(text.replace(step["old"], step["new"], 1), encoding="utf-8")
    assert shown == PAGE.count("\n$ ")


def test_all_that_the_page_tells_to_write_is_written():
    blocks = PAGE.count("```yaml\n")
    steps = list(STEP.finditer(PAGE))
    written = sum(bool(step["appended"] or step["written"]) + 2 * bool(step["changed"]) for step in steps)
    assert written == blocks - 1, "but for the example of a silence"
