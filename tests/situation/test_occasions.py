"""A file can hold several occasions, one after another: each has answers of its own and is concluded apart."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from loaded_knowledge import BREAD

from whycry_expert import InputError, read_occasions_file, read_situation_file
from whycry_expert.cli.main import commands

FIRE = "There may be a fire. Turn the oven off."
TWO = "risen: no\nhours: 3\n---\ntitle: The second loaf\nrisen: yes\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "loaves.yaml"
    path.write_text(TWO, encoding="utf-8")
    return path


def run(*arguments):
    command = [sys.executable, "-m", "whycry_expert", *map(str, arguments), "--knowledge", str(BREAD)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_occasion_has_its_own_answers_and_a_name(file, bread):
    first, second = read_occasions_file(file, bread)
    assert (first.title, second.title) == ("Occasion 1", "The second loaf")
    assert set(first.answers) == {"risen", "hours"}
    assert set(second.answers) == {"risen"}
    assert first.answers["risen"] != second.answers["risen"]


def test_a_file_with_one_situation_is_one_occasion_without_a_name(file, bread):
    file.write_text("risen: no\n", encoding="utf-8")
    assert read_occasions_file(file, bread) == (read_situation_file(file, bread),)


def test_what_is_wrong_in_any_occasion_is_told_with_its_place(file, bread):
    file.write_text("risen: no\n---\nrisn: yes\n---\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_occasions_file(file, bread)
    assert [(problem.place.line, problem.place.column) for problem in caught.value.problems] == [(3, 1), (4, 1)]


def test_infer_concludes_each_apart(file):
    done = run("infer", file)
    assert done.returncode == 0
    assert done.stdout.index("Occasion 1") < done.stdout.index("The second loaf")
    alone = [run("infer", f"{file}#{number}").stdout for number in (1, 2)]
    assert done.stdout == "\n\n".join(alone)


@pytest.mark.parametrize("flags", [[], ["--short"]], ids=["whole", "short"])
@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_danger_on_one_occasion_comes_before_all_of_them_and_holds_the_readings_of_all_back(tmp_path, format_, flags):
    path = tmp_path / "two.yaml"
    path.write_text("flour: rye\nexpect: {leading: [old-yeast]}\n---\nsmoke: yes\n", "utf-8")
    command = ["infer", str(path), "--knowledge", str(BREAD), "--format", format_, *flags]
    held_back = CliRunner().invoke(commands, command)
    notice, reading = "There may be a fire. Turn the oven off", "The flour was heavy"
    assert notice in " ".join(held_back.stdout.replace("\\", "").split()[:20])
    assert reading not in held_back.output
    assert "heavy-flour" not in held_back.output
    shown = CliRunner().invoke(commands, [*command, "--trace"]).stdout
    assert notice in " ".join(shown.replace("\\", "").split()[:20])
    assert reading in shown


@pytest.mark.parametrize(
    "command", [["infer"], ["why"], ["what-if", "--each"], ["infer", "--format", "json"]], ids=" ".join
)
@pytest.mark.parametrize("number", [1, 3])
def test_danger_on_another_occasion_of_the_file_is_told_with_the_one_that_is_named(command, number, tmp_path):
    path = tmp_path / "loaves.yaml"
    path.write_text("risen: no\n---\nsmoke: yes\n---\nrisen: yes\n---\nsmoke: yes\n", encoding="utf-8")
    done = run(command[0], f"{path}#{number}", *command[1:])
    assert done.returncode == 0
    assert done.stderr == f"{path}: another occasion in this file: {FIRE}\n"
    assert run(command[0], f"{path}#2", *command[1:]).stderr == done.stderr


@pytest.mark.parametrize("command", [["infer"], ["infer", "--format", "json"], ["why"]], ids=" ".join)
@pytest.mark.parametrize("certainty", ["0.19", "0.2"])
def test_danger_that_is_answered_too_slightly_to_be_noticed_is_told(command, certainty, tmp_path):
    path = tmp_path / "loaf.yaml"
    path.write_text(f"smoke: {{answer: yes, certainty: {certainty}}}\n", encoding="utf-8")
    done = run(command[0], path, *command[1:])
    slight = f"{path}: so small a certainty raises no notice, but maybe would: {FIRE}\n"
    assert done.stderr == (slight if certainty == "0.19" else "")


def test_a_record_is_of_one_occasion_that_is_named(file):
    unnamed = run("infer", file, "--format", "json")
    assert unnamed.returncode == 2
    assert "this holds 2 occasions" in unnamed.stderr
    assert f"{file}#1" in unnamed.stderr
    record = json.loads(run("infer", f"{file}#2", "--format", "json").stdout)
    assert record["situation"]["title"] == "The second loaf"


@pytest.mark.parametrize("number", [0, 3, 9999])
def test_an_occasion_that_is_not_there_is_told(file, number):
    done = run("why", f"{file}#{number}")
    assert done.returncode == 2
    assert done.stderr == f"{file}: there is no occasion {number} in this file; it holds 2\n"


def test_a_flag_changes_only_an_occasion_that_is_named(file):
    assert "flags change one occasion" in run("infer", file, "--hours=9").stderr
    assert run("infer", f"{file}#2", "--hours=9").returncode == 0


def test_occasions_on_standard_input_are_told_how_to_be_named():
    command = [sys.executable, "-m", "whycry_expert", "why", "-", "--knowledge", str(BREAD)]
    done = subprocess.run(command, input=TWO, capture_output=True, text=True, check=False)
    told = "save them to a file, and name the one that you mean, as FILE#1 to FILE#2"
    assert done.stderr == f"standard input: this holds 2 occasions; {told}\n"


@pytest.mark.parametrize("command", [["ask", "--resume"], ["new", "--from"], ["kb", "test"]], ids=" ".join)
def test_what_takes_one_occasion_alone_says_what_to_do(command, file):
    done = run(*command, file)
    assert done.returncode in (1, 2)
    assert f"{file}:4:1: a second occasion begins here, and only one is taken here; put it into a file of its own" in (
        done.stderr + done.stdout
    )
    assert file.read_text("utf-8") == TWO


def test_the_outcome_that_one_of_them_misses_is_told_with_its_number(file):
    file.write_text(f"{TWO}expect: {{leading: [old-yeast]}}\n", "utf-8")
    assert run("infer", file).stderr.startswith(f"{file}#2: the outcome that this file states is missed")
    alone = file.read_text("utf-8").partition("---\n")[2]
    command = [sys.executable, "-m", "whycry_expert", "infer", "-", "--knowledge", str(BREAD)]
    done = subprocess.run(command, input=alone, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("standard input: the outcome that this file states is missed")


def test_two_occasions_of_one_file_are_compared(file):
    alone, named = run("why-differ", file), run("why-differ", f"{file}#1", f"{file}#2")
    assert alone.returncode == 0
    assert alone.stdout == named.stdout
    assert "Occasion 1" in alone.stdout
    file.write_text("risen: no\n", encoding="utf-8")
    assert run("why-differ", file).returncode == 2


def test_a_file_whose_name_looks_like_an_occasion_is_itself(tmp_path):
    path = tmp_path / "loaf.yaml#1"
    path.write_text("risen: no\n", encoding="utf-8")
    assert run("infer", path).returncode == 0
