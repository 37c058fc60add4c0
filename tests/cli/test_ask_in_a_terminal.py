"""The interview in a real terminal: plain lines, no redrawing, and keys that leave at any time."""

import os
import re
import sys

import pexpect
import pytest
from loaded_knowledge import SHIPPED as KNOWLEDGE

from whycry_expert import read_situation_file
from whycry_expert.interview.choosing import safety_facts

SAFE = ["none"] * len(safety_facts(KNOWLEDGE))
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
    shown = "".join(answer(child, line) for line in ["none", *["none"] * len(safety_facts(KNOWLEDGE)), "", "", ""])
    child.expect(pexpect.EOF)
    shown += child.before
    assert child.wait() == 0
    assert "What you answered" in shown
    assert "What this cannot know" in shown
    assert "whycry-expert infer" not in shown
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
    asked = shown[shown.index("Question 1") :].split("[such as")[0]
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
    child.expect("What this cannot know")
    child.expect(pexpect.EOF)


@pytest.mark.parametrize("way", [[], ["all", "1"], ["all", "none", "s"], ["none", *SAFE], ["none", *SAFE, "", ""]])
def test_q_clears_the_screen_and_what_has_scrolled_off_it_and_says_nothing_more(terminal, way):
    child = terminal()
    for line in [*way, "q"]:
        answer(child, line)
    child.expect(pexpect.EOF)
    assert child.before == "q\r\n\x1b[H\x1b[2J\x1b[3J"
    assert child.wait() == 0


def test_to_a_terminal_that_cannot_be_cleared_nothing_is_sent(terminal):
    child = terminal(TERM="dumb")
    answer(child, "q")
    child.expect(pexpect.EOF)
    assert child.before == "q\r\n"


def test_lines_that_wait_answer_no_question_of_safety_but_a_q_among_them_leaves(terminal):
    child = terminal()
    answer(child, "all\n3\n3")
    child.expect('is not taken: "3;3"')
    answer(child, "none\n1\nq")
    child.expect(pexpect.EOF)
    assert child.before.endswith("\x1b[3J")


@pytest.mark.parametrize("way", [[], ["all", "1"], ["all", "none", "s"], ["none", *SAFE], ["none", *SAFE, ""]])
def test_control_c_leaves_from_every_prompt_without_a_traceback(terminal, way):
    child = terminal()
    for line in way:
        answer(child, line)
    child.expect(r"\r\n> ")
    child.sendintr()
    child.expect("Nothing was saved.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


def test_a_terminal_that_closes_leaves_a_file_that_loads(terminal, tmp_path):
    file = tmp_path / "mine.yaml"
    child = terminal("--save", str(file))
    answer(child, "u")
    answer(child, "none")
    child.expect(r"\r\n> ")
    child.close(force=False)
    assert set(read_situation_file(file, KNOWLEDGE).given) == {safety_facts(KNOWLEDGE)[0]}
    assert list(tmp_path.iterdir()) == [file]
