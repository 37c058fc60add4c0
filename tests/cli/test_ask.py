"""The interview on the command line, driven through pipes: nothing is lost, and it ends as infer does."""

import json
import os
import re
import resource
import shlex
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from loaded_knowledge import SHIPPED as KNOWLEDGE

from whycry_expert import infer, read_situation_file
from whycry_expert.interview.choosing import safety_facts
from whycry_expert.knowledge.answer import Answer
from whycry_expert.printable import one_line

SAFETY = safety_facts(KNOWLEDGE)
SAFE = ["none"] * len(SAFETY)
COMMAND = [sys.executable, "-m", "whycry_expert"]
JEALOUS = "another=believes-you-like-another,compares-himself"


def asked(*lines, arguments=(), check=True, **options):
    """Run ask with these lines typed and then the end of the input; give what it wrote."""
    text = "".join(f"{line}\n" for line in lines)
    options = {"capture_output": True, "text": True, "timeout": 60} | options
    done = subprocess.run([*COMMAND, "ask", *arguments], input=text, check=False, **options)
    if check:
        assert (done.returncode, done.stderr) == (0, "")
    return done


def said(done):
    return " ".join(done.stdout.split())


def test_it_ends_with_what_infer_prints_and_with_the_command_that_prints_it_again(tmp_path):
    done = asked("u", JEALOUS, "ending=nothing-ending", arguments=["--save", str(tmp_path / "mine.yaml")])
    conclusion, _, command = done.stdout.rpartition("\nTo see this again:\n")
    words = shlex.split(command)
    assert words[:2] == ["whycry-expert", "infer"]
    again = subprocess.run([*COMMAND, *words[1:]], capture_output=True, text=True, check=True)
    assert "He fears that you like someone else" in again.stdout
    assert conclusion.rstrip().endswith(again.stdout.rstrip())


def test_danger_that_a_file_answers_too_slightly_to_be_noticed_is_told_at_once(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("danger-to-himself: {answer: spoke-of-dying, certainty: 0.1}\n")
    done = asked(arguments=["--resume", str(file)], check=False)
    assert done.returncode == 0
    assert done.stderr.startswith(f"{file}: so small a certainty raises no notice, but maybe would: He has spoken of")


def test_no_command_that_is_printed_names_an_answer(tmp_path):
    file = tmp_path / "mine.yaml"
    for lines in (["u", "1", "", "", "u"], ["u", "1", "", "", "s", str(file)], ["none", "1", "stop", "", ""]):
        done = asked(*lines, cwd=tmp_path)
        commands = [line for line in done.stdout.splitlines() if line.startswith("  whycry-expert")]
        assert len(commands) == 2 * (str(file) in lines)
        assert not any("=" in command or " -f" in command for command in commands)
        assert not any(name in done.stdout for name in safety_facts(KNOWLEDGE))


def test_the_end_of_the_input_is_no_loss(tmp_path):
    file = tmp_path / "mine.yaml"
    done = asked("u", *SAFE, JEALOUS, arguments=["--save", str(file)])
    assert "there was more to ask" in said(done)
    situation = read_situation_file(file, KNOWLEDGE)
    assert dict(situation.answers["another"].options) == {"believes-you-like-another": 1, "compares-himself": 1}
    assert infer(KNOWLEDGE, situation).leading == ("likes-someone-else",)


def test_topics_that_are_left_out_are_not_asked():
    done = asked("none", *SAFE, "")
    assert said(done).count("Question ") == 1 + len(SAFE)
    assert "Whatever the questions that are left would bring, no reading would stand out." in said(done)
    assert "Only more about what you left open or set aside could change that." in said(done)


def test_an_answer_that_is_volunteered_at_the_first_question_leaves_that_question_standing():
    done = asked("ending=nothing-ending", "2", *SAFE)
    assert said(done).count("About which of these could you say something?") == 2
    assert "Question 1 " in said(done)
    assert "Question 6 " in said(done)
    assert "1 The two of you" in said(done).split("Question 1 ")[2]


def test_several_answers_can_be_typed_at_once():
    at_once = asked("u", *SAFE, f"{JEALOUS}; relationship=ex; u")
    one_by_one = asked("u", *SAFE, JEALOUS, "relationship=ex", "u")
    assert at_once.stdout.split("there was more to ask")[1] == one_by_one.stdout.split("there was more to ask")[1]


@pytest.mark.parametrize(
    ("lines", "forgotten"),
    [
        (["u", "none; 99; 3"], "99; 3"),
        (["u; 3"], "3"),
        (["u", *SAFE, "99; 1"], "1"),
        (["u", *SAFE, "w; 1"], "1"),
        (["u", *SAFE, "such-moments=few-times; usual-crying=never-before; 2; u"], "2; u"),
        (["u", "1; 3"], "3"),
        (["none", *SAFE[1:], "none; 1"], "1"),
    ],
)
def test_what_was_typed_ahead_is_forgotten_unless_the_next_ordinary_question_comes_at_once(tmp_path, lines, forgotten):
    files = [tmp_path / "ahead.yaml", tmp_path / "alone.yaml"]
    done = asked(*lines, arguments=["--save", str(files[0])])
    assert f'What was typed after that is not taken: "{forgotten}".' in said(done)
    alone = [*lines[:-1], lines[-1].removesuffix(forgotten)]
    asked(*alone, arguments=["--save", str(files[1])])
    assert files[0].read_text() == files[1].read_text()


def test_a_question_of_safety_is_answered_ahead_only_by_its_name_or_where_it_was_seen(tmp_path):
    file = tmp_path / "mine.yaml"
    asked("u", "relationship=ex; none", f"u; {SAFETY[2]}=none", arguments=["--save", str(file)])
    assert set(read_situation_file(file, KNOWLEDGE).given) == {"relationship", SAFETY[0]}
    file.unlink()
    asked("u", "none", f"{SAFETY[2]}=none; none", arguments=["--save", str(file)])
    assert set(read_situation_file(file, KNOWLEDGE).given) == set(SAFETY[:3])


def test_what_cannot_be_understood_is_told_and_asked_again():
    done = asked("u", "99", "perhaps", "relationshp=ex", "none")
    assert "answer with numbers from 1 to 5" in said(done)
    assert 'did you mean "relationship"' in said(done)
    assert said(done).count("Has he said or done any of these") == 1
    assert said(done).count("Question ") == 3


def test_a_question_mark_says_why_and_h_what_can_be_typed():
    done = asked("?", "h", "u", "?", *SAFE, "?")
    text = said(done)
    assert "So that you are not asked what you cannot know." in text
    assert "Safety comes before any reading" in text
    assert "it bears on 15 of the readings" in text
    assert "It serves these rules:" in text
    assert "leave at once" in text
    assert re.search(r"\d+ questions, this one among them, could matter as things stand", text)


def test_w_shows_what_it_looks_like_so_far():
    done = asked("u", *SAFE, JEALOUS, "w")
    before_the_end = done.stdout.split("there was more to ask")[0]
    assert "He fears that you like someone else" in before_the_end
    assert "[" in before_the_end.split("What this cannot know")[-1]


def test_b_goes_back_and_the_file_follows(tmp_path):
    file = tmp_path / "mine.yaml"
    done = asked("b", "u", "1", "b", "none", arguments=["--save", str(file)])
    assert "there is nothing before it" in said(done)
    assert "spoke-of-dying" in KNOWLEDGE.facts[safety_facts(KNOWLEDGE)[0]].option_names
    assert infer(KNOWLEDGE, read_situation_file(file, KNOWLEDGE)).notices == ()


def test_c_changes_an_earlier_answer_and_keeps_it_until_there_is_a_new_one(tmp_path):
    file = tmp_path / "mine.yaml"
    start = ["u", "none", "ending=nothing-ending", "c"]
    listed = re.search(r"^ *(\d+) +Was anything ending", asked(*start).stdout, re.MULTILINE)
    asked(*start, listed[1], arguments=["--save", str(file)])
    assert read_situation_file(file, KNOWLEDGE).answers["ending"] == Answer.choice("nothing-ending")
    file.unlink()
    asked(*start, listed[1], "in-the-air", arguments=["--save", str(file)])
    assert read_situation_file(file, KNOWLEDGE).answers["ending"] == Answer.choice("in-the-air")


@pytest.mark.parametrize(("holds", "expected"), [("1", {"ending"}), ("2", {"just-before"}), ("", {"ending"})])
def test_answers_that_clash_are_met_at_once_and_nothing_is_thrown_away(tmp_path, holds, expected):
    file = tmp_path / "mine.yaml"
    lines = ["u", "ending=nothing-ending", "just-before=ending-talk", holds]
    done = asked(*lines, arguments=["--save", str(file)])
    assert "You said earlier: Nothing is ending." in said(done)
    assert "Which holds?" in said(done)
    assert set(read_situation_file(file, KNOWLEDGE).answers) == expected


def test_options_that_clash_with_each_other_are_told_and_asked_again():
    done = asked("2", *SAFE, "1 13", "13")
    refused = "You had argued or had a tense talk. Nothing had happened between you that you know of."
    assert f"These do not go together: {refused}" in said(done)
    assert asked("u", "just-before=argument,nothing-known").stdout.count("Please choose again.") == 1


def test_a_notice_is_told_as_soon_as_an_answer_raises_it_and_once():
    done = asked("u", "1", "", "", "none")
    during = done.stdout.split("there was more to ask")[0]
    first = "Take it seriously, and if he may be in danger call the local emergency"
    assert during.count(first) == 1
    assert during.index(first) < during.index("Question 3")


def test_s_saves_and_leaves_and_resume_goes_on_with_the_next_question(tmp_path):
    file = tmp_path / "mine.yaml"
    left = asked("u", "none", "s", str(file))
    assert f"whycry-expert ask --resume {file}" in left.stdout
    whole = asked("u", "none", "none", "q")
    resumed = asked("none", "q", arguments=["--resume", str(file)])
    question = r"\n-+\n(?:Everyone.*\n\n)?(.*)\n"
    assert re.findall(question, resumed.stdout)[-1] == re.findall(question, whole.stdout)[-1]
    assert infer(KNOWLEDGE, read_situation_file(file, KNOWLEDGE)).picture.value == "open"


def test_an_interview_is_resumed_with_its_title_story_and_notes(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text('title: Sunday\nstory: A long day.\nending: {answer: nothing-ending, note: "I think"}\n')
    asked("none", arguments=["--resume", str(file)])
    situation = read_situation_file(file, KNOWLEDGE)
    assert (situation.title, situation.story, situation.given["ending"].note) == ("Sunday", "A long day.", "I think")
    assert len(situation.given) == 2


def test_q_leaves_without_a_conclusion():
    done = asked("u", "q")
    assert "The picture" not in done.stdout


def test_until_all_asks_on_and_max_asks_less_but_never_less_than_safety():
    assert "About which of these" not in asked("u", arguments=["--until", "all"]).stdout
    done = asked(*["u"] * 40, arguments=["--until", "all"])
    assert "Every question that applies was asked." in said(done)
    done = asked(*["u"] * 6, arguments=["--max", "1"])
    assert said(done).count("Question ") == 1 + len(SAFE)
    assert "As many questions as you wished for were asked." in said(done)


def test_one_can_go_on_after_the_end():
    done = asked("none", *SAFE, "go")
    assert "Question 6" in said(done)


def test_an_answer_file_is_for_its_owner_alone(tmp_path):
    file = tmp_path / "mine.yaml"
    asked("u", arguments=["--save", str(file)], umask=0)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_already_is_not_written_over(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("ending: nothing-ending\n")
    done = asked("u", arguments=["--save", str(file)], check=False)
    assert done.returncode == 2
    assert "go on from it with --resume" in done.stderr
    assert file.read_text() == "ending: nothing-ending\n"


def test_s_writes_over_no_file_that_is_there_already(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("ending: nothing-ending\n")
    done = asked("u", "none", "s", str(file), "none")
    assert "this file is there already" in said(done)
    assert file.read_text() == "ending: nothing-ending\n"
    assert said(done).count("Question 3") == 2


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "missing/folder/mine.yaml", "/dev/full"])
def test_s_to_a_file_that_cannot_be_written_goes_on(name, tmp_path):
    done = asked("u", "none", "s", name, "none", cwd=tmp_path)
    reasons = {"/dev/full": "this is no ordinary file", "a\0b": "this is no name of a file"}
    assert reasons.get(name, "the answers cannot be saved") in said(done)
    assert "Question 4" in said(done)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["/dev/full", "missing/folder/mine.yaml", "."])
def test_a_file_that_cannot_be_written_is_told_before_anything_is_answered_in_vain(tmp_path, target):
    done = asked("u", arguments=["--save", target], check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Question" not in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_folder_that_becomes_read_only_loses_nothing(tmp_path):
    file = tmp_path / "mine.yaml"
    asked("u", "none", arguments=["--save", str(file)])
    tmp_path.chmod(0o500)
    done = asked("none", arguments=["--resume", str(file)], check=False)
    tmp_path.chmod(0o700)
    assert "Traceback" not in done.stderr
    assert len(read_situation_file(file, KNOWLEDGE).given) == 1


def test_a_disk_that_fills_up_leaves_the_file_as_it_was_and_goes_on(tmp_path):
    file = tmp_path / "mine.yaml"
    asked("u", "none", JEALOUS, arguments=["--save", str(file)])
    before = file.read_text()

    def fill_up():
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, len(before) + 20))

    done = asked("none", "none", arguments=["--resume", str(file)], preexec_fn=fill_up)
    assert "Your answers are still here; s tries again." in said(done)
    assert file.read_text() == before
    assert list(tmp_path.iterdir()) == [file]
    assert "What follows rests on what was answered so far" in said(done)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize(
    ("name", "flag"),
    [("mine.yaml", "--save"), ("a\x1b[2J\u202eb\u200b\nNothing was saved.yaml", "--resume")],
    ids=["", "a name that steers"],
)
def test_whatever_ends_it_every_answer_so_far_is_in_the_file(tmp_path, name, flag, number):
    file = tmp_path / name
    if flag == "--resume":
        file.write_text("title: Mine\n")
    command = [*COMMAND, "ask", flag, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdin.write(f"u\nnone\n{JEALOUS}\n".encode())
        process.stdin.flush()
        shown = b""
        while shown.count(b"\n> ") < 4:
            shown += os.read(process.stdout.fileno(), 4096)
        process.send_signal(number)
        _, error = process.communicate(timeout=30)
    assert b"Traceback" not in error
    if number is signal.SIGINT:
        assert error.decode().strip() == f"Your answers so far are in {one_line(str(file))}."
    assert "another" in read_situation_file(file, KNOWLEDGE).given
    assert len(read_situation_file(file, KNOWLEDGE).given) == 2
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "40"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_through_a_pipe_there_is_no_escape_sequence_and_no_line_beyond_80_columns(variable):
    done = asked("h", "?", "u", *SAFE, JEALOUS, "c", "w", env={**os.environ, **variable})
    assert "\x1b" not in done.stdout
    assert "\r" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_bytes_that_are_no_text_are_not_understood_and_nothing_breaks():
    done = subprocess.run([*COMMAND, "ask"], input=b"\xff\xfe\x1b[2J\nu\n", capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout


def test_the_saved_file_and_the_printed_conclusion_agree_in_every_reading(tmp_path):
    file = tmp_path / "mine.yaml"
    asked("1 2 8", *SAFE, "1", "1 2", JEALOUS, "such-moments=few-times", arguments=["--save", str(file)])
    done = subprocess.run(
        [*COMMAND, "infer", str(file), "--format", "json"], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    conclusion = infer(KNOWLEDGE, read_situation_file(file, KNOWLEDGE))
    assert [reading["id"] for reading in told["readings"]] == [reading.meaning for reading in conclusion.readings]
    assert Path(file).read_text().count("unsure") > 3


def test_in_danger_nothing_is_said_of_what_leads():
    done = asked("2 4", "1", "", "", *SAFE[1:], "3", "1", *["u"] * 20)
    text = said(done)
    assert "That is enough. Nothing more needs to be asked." in text
    assert "What you answered" in text
    assert not any(meaning.title in text for meaning in KNOWLEDGE.meanings)
