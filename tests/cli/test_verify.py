"""The command `verify`."""

import json
import subprocess
import sys

import pytest
from conftest import BREAD

from whycry_expert import situation_from
from whycry_expert.presentation.as_json import to_json
from whycry_expert.presentation.report import report_on

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


def test_a_conclusion_that_holds(written):
    done = verify(str(written), "--knowledge", str(BREAD))
    assert (done.returncode, done.stderr) == (0, b"")
    first, *rest = done.stdout.decode().splitlines()
    assert first == "Holds: 2 answers, 1 notice, 5 steps, 2 readings checked."
    assert rest[0] == "Not checked:"
    assert any("outlook" in line for line in rest)


def test_a_conclusion_that_does_not_hold_has_a_line_for_each_fault(written):
    done = verify(str(tampered(written)), "--knowledge", str(BREAD))
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().splitlines()[:3] == [
        'conclusion: picture is "mixed", but "clear" follows',
        'reading heavy-flour: band is "slight", but "very strong" follows',
        "Does not hold: 2 faults; 2 answers, 1 notice, 5 steps, 2 readings checked.",
    ]


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
