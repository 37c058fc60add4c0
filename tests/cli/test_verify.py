"""The command `verify`."""

import json
import subprocess
import sys
import time

import pytest
from loaded_knowledge import BREAD

from whycry_expert import read_situation_file, situation_from
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.report import report_on

PROGRAM = "from whycry_expert.cli.main import main; main()"


def verify(*arguments, given=None):
    command = [sys.executable, "-c", PROGRAM, "verify", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


@pytest.fixture
def written(tmp_path, bread):
    path = tmp_path / "conclusion.json"
    path.write_text(to_json(report_on(bread, situation_from({"flour": "rye", "smoke": "yes"}, bread))), "utf-8")
    return path


def tampered(path):
    told = json.loads(path.read_text("utf-8"))
    told["picture"] = "mixed"
    told["readings"][0]["band"] = "slight"
    path.write_text(json.dumps(told), "utf-8")
    return path


def said(done):
    return " ".join(done.stdout.decode().split())


def test_a_conclusion_that_holds_is_told_after_its_notices(written):
    done = verify(str(written), "--knowledge", str(BREAD))
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "NOTICE fire: There may be a fire"
    assert lines[1].startswith("Turn the oven off.")
    assert "It holds." in lines
    assert "Checked: answers 2, notices 1, steps 5, readings 2." in lines
    assert "Not checked:" in lines


def test_whose_answers_these_are_and_what_was_left_out_is_said_and_cannot_be_missed(written):
    text = said(verify(str(written), "--knowledge", str(BREAD)))
    assert "WHOSE ANSWERS THESE ARE, AND WHICH WERE LEFT OUT, NO PROOF CAN TELL." in text
    assert "- You used rye flour." in text


def test_the_open_questions_of_safety_are_named(tmp_path, bread):
    path = tmp_path / "conclusion.json"
    path.write_text(to_json(report_on(bread, situation_from({"flour": "rye"}, bread))), "utf-8")
    assert "Not answered, or not in full, though a notice of danger may depend on it: - " in said(
        verify(str(path), "--knowledge", str(BREAD))
    )


def test_a_conclusion_that_does_not_hold_has_a_line_for_each_fault(written):
    done = verify(str(tampered(written)), "--knowledge", str(BREAD), "--trace")
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "NOTICE fire: There may be a fire"
    start = lines.index('conclusion: picture is "mixed", but "clear" follows')
    assert lines[start + 1].startswith('reading heavy-flour: band is "slight", but "')
    assert lines[start + 2 : start + 4] == [
        "It does not hold. Faults: 2.",
        "Checked: answers 2, notices 1, steps 5, readings 2.",
    ]


def test_in_danger_no_fault_names_a_reading_unless_everything_is_asked_for(written):
    done = verify(str(tampered(written)), "--knowledge", str(BREAD))
    assert done.returncode == 1
    assert b"heavy-flour" not in done.stdout
    assert b"held back, since a notice was raised: 1; --trace shows all" in done.stdout


def test_a_notice_that_was_taken_out_is_told_all_the_same(written):
    told = json.loads(written.read_text("utf-8"))
    told["notices"], told["readings_withheld"] = [], False
    written.write_text(json.dumps(told), "utf-8")
    done = verify(str(written), "--knowledge", str(BREAD))
    assert done.returncode == 1
    assert done.stdout.startswith(b"NOTICE fire: ")


def test_a_notice_cannot_be_hidden_behind_a_number_that_others_round(tmp_path, bread):
    path = tmp_path / "conclusion.json"
    weak = {"smoke": {"answer": "yes", "certainty": "0.199999"}}
    text = to_json(report_on(bread, situation_from(weak, bread)))
    assert json.loads(text)["notices"] == []
    path.write_text(text.replace("0.199999", "0.19999999999999999999"), "utf-8")
    done = verify(str(path), "--knowledge", str(BREAD))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"(that would be 0.2)" in done.stderr


SITUATION = "title: A loaf\nflour: {answer: rye, note: dark}\nsmoke: yes\n"


@pytest.fixture
def drawn(tmp_path, bread):
    situation, conclusion = tmp_path / "situation.yaml", tmp_path / "drawn.json"
    situation.write_text(SITUATION)
    conclusion.write_text(to_json(report_on(bread, read_situation_file(situation, bread))), "utf-8")
    return situation, conclusion


def test_a_conclusion_is_bound_to_its_situation(drawn):
    situation, conclusion = drawn
    done = verify(str(conclusion), "--situation", str(situation), "--knowledge", str(BREAD))
    assert done.returncode == 0
    assert f"Its answers, notes and title are those of {situation}, every one." in said(done)


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("A loaf", "A roll", "the title is another"),
        ("dark", "light", "the note on flour is another"),
        ("rye", "wheat", "flour is wheat"),
        ("smoke: yes", "smoke: unsure", "smoke is answered in the conclusion (yes) and not in the situation"),
        (
            "smoke: yes",
            "smoke: yes\nrisen: no",
            "risen is answered in the situation (no) and LEFT OUT of the conclusion",
        ),
    ],
)
def test_what_differs_from_the_situation_is_named(before, after, difference, drawn):
    situation, conclusion = drawn
    situation.write_text(SITUATION.replace(before, after))
    done = verify(str(conclusion), "--situation", str(situation), "--knowledge", str(BREAD))
    assert done.returncode == 1
    assert f"- {difference}" in said(done)
    as_json = verify(str(conclusion), "--situation", str(situation), "--knowledge", str(BREAD), "--format", "json")
    assert as_json.returncode == 1
    assert len(json.loads(as_json.stdout)["situation"]["differences"]) == 1


def test_the_verdict_as_json(written):
    holds = json.loads(verify(str(written), "--knowledge", str(BREAD), "--format", "json").stdout)
    assert holds["holds"] is True
    assert holds["checked"] == {"facts": 2, "notices": 1, "steps": 5, "readings": 2}
    done = verify(str(tampered(written)), "--knowledge", str(BREAD), "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["holds"]) == (1, False)
    assert told["faults"][0] == {"where": "conclusion", "message": 'picture is "mixed", but "clear" follows'}


def test_a_dash_is_standard_input(written):
    assert verify("-", "--knowledge", str(BREAD), given=written.read_bytes()).returncode == 0


def test_other_knowledge_is_told_in_one_line(written):
    done = verify(str(written))
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert "was written with another version of the knowledge" in line
    assert "--knowledge" in line


@pytest.mark.parametrize("content", [b"", b"[1]", b"{}", b'{"format_version": 1}', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_conclusion_is_told_in_one_line(content):
    done = verify("-", "--knowledge", str(BREAD), given=content)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("standard input")


def test_a_file_that_is_not_there(tmp_path):
    done = verify(str(tmp_path / "missing.json"))
    assert done.returncode == 2
    assert b"no such file" in done.stderr


@pytest.mark.parametrize("situation", ["null", "[]", '"x"', "{}"])
def test_replay_of_a_conclusion_without_a_situation_is_refused_in_words(situation, written):
    told = json.loads(written.read_text("utf-8"))
    told["situation"] = json.loads(situation)
    written.write_text(json.dumps(told), "utf-8")
    command = [sys.executable, "-c", PROGRAM, "replay", str(written), "--knowledge", str(BREAD)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"does not hold" in done.stderr
    assert b"situation: " in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("part", ['"trace": [{}]', '"leading": ["x"]', '"facts": {}', '"situation": {"title": 1}'])
def test_eight_megabytes_are_judged_in_bounded_time(part, written):
    key, value = part.split(": ", 1)
    text = written.read_text("utf-8").rstrip().removesuffix("}")
    told = json.loads(written.read_text("utf-8"))
    told.pop(key.strip('"'))
    text = json.dumps(told).removesuffix("}")
    filler = {"[": '[{"cycle": 1, "rule": "' + "x" * 50 + '"}' + ', {"cycle": 1}' * 400_000 + "]"}
    big = filler.get(value[0], '{"' + "y" * 7_000_000 + '": 1}')
    started = time.monotonic()
    done = verify("-", "--knowledge", str(BREAD), given=f"{text}, {key}: {big}}}".encode())
    assert done.returncode == 1
    assert len(done.stdout) < 200_000
    assert time.monotonic() - started < 30
