"""The interview in a real terminal: plain lines, no redrawing, and keys that leave at any time."""

import os
import re
import sys

import pexpect
import pytest

from whycry_expert import load_knowledge, read_situation_file
from whycry_expert.interview.choosing import safety_facts

KNOWLEDGE = load_knowledge()
MOVES_THE_CURSOR = re.compile(r"\x1b\[[0-9;?]*[ABCDEFGHJKSTfsu]")


@pytest.fixture
def terminal():
    opened = []

    def start(*arguments, **environment):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "whycry_expert", "ask", *arguments],
            env={**os.environ, "TERM": "xterm", **environment},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=30,
        )
        opened.append(child)
        return child

    yield start
    for child in opened:
        child.close(force=True)


def answer(child, line):
    child.expect(r"\r\n> ")
    shown = child.before
    child.sendline(line)
    return shown


def test_a_whole_interview_is_read_from_top_to_bottom(terminal):
    child = terminal()
    shown = "".join(answer(child, line) for line in ["none", *["none"] * len(safety_facts(KNOWLEDGE)), ""])
    child.expect(pexpect.EOF)
    shown += child.before
    assert child.wait() == 0
    assert "To see this again:" in shown
    assert not MOVES_THE_CURSOR.search(shown)
    assert "\x1b[" in shown


def test_where_colour_is_not_wanted_nothing_is_coloured(terminal):
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        child = terminal(**environment)
        shown = answer(child, "u") + answer(child, "s")
        assert "\x1b[3" not in shown
        assert "\x1b[9" not in shown


def test_a_narrow_window_is_kept_to(terminal):
    child = terminal(COLUMNS="40")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", answer(child, "u"))
    asked = shown[shown.index("Question 1") :].split("[numbers")[0]
    assert max(map(len, asked.splitlines())) <= 40


def test_control_c_leaves_at_once_and_keeps_what_was_answered(terminal, tmp_path):
    file = tmp_path / "mine.yaml"
    child = terminal("--save", str(file))
    answer(child, "u")
    answer(child, "none")
    child.expect(r"\r\n> ")
    child.sendintr()
    child.expect("Your answers so far are in")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert set(read_situation_file(file, KNOWLEDGE).given) == {safety_facts(KNOWLEDGE)[0]}


def test_control_d_ends_with_what_is_known_so_far(terminal):
    child = terminal()
    answer(child, "another=believes-you-like-another")
    child.expect(r"\r\n> ")
    child.sendeof()
    child.expect("there was more to ask")
    child.expect("To see this again:")
    child.expect(pexpect.EOF)


def test_q_clears_the_screen(terminal):
    child = terminal()
    answer(child, "q")
    child.expect(pexpect.EOF)
    assert "\x1b[2J" in child.before or "\x1b[H" in child.before


def test_a_terminal_that_closes_leaves_a_file_that_loads(terminal, tmp_path):
    file = tmp_path / "mine.yaml"
    child = terminal("--save", str(file))
    answer(child, "u")
    answer(child, "none")
    child.expect(r"\r\n> ")
    child.close(force=False)
    assert set(read_situation_file(file, KNOWLEDGE).given) == {safety_facts(KNOWLEDGE)[0]}
    assert list(tmp_path.iterdir()) == [file]
