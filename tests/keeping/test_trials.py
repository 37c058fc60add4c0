"""Situations are tests: what they state is compared, explained, written anew where a person agrees, and counted."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from example_situations import SITUATIONS, spread
from loaded_knowledge import BREAD

from whycry_expert import infer, load_knowledge
from whycry_expert.cli.main import commands
from whycry_expert.keeping.coverage import coverage_of
from whycry_expert.keeping.evaluating import Evaluator
from whycry_expert.keeping.examples import read_examples
from whycry_expert.keeping.mutants import mutants_of, with_rule
from whycry_expert.keeping.random_situations import random_situations
from whycry_expert.reasoning.expectations import outcome_of, shortfalls

PLANT = Path(__file__).parent.parent.parent / "docs" / "drooping-plant"


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "plant"
    shutil.copytree(PLANT, folder)
    return folder


def run(*arguments, typed=""):
    return CliRunner().invoke(commands, ["kb", *(str(argument) for argument in arguments)], input=typed)


def test_situations_that_reach_what_they_state_pass(base):
    result = run("test", "--knowledge", base)
    assert result.exit_code == 0
    assert result.stdout == "7 situations reach what they state, 0 do not, 0 cannot be read, 0 state nothing.\n"


def test_a_missed_outcome_is_told_with_what_was_found_and_the_rule_that_would_have_mattered(base):
    yellow = base / "situations" / "yellow-leaves.yaml"
    yellow.write_text("leaves: [yellow]\nexpect: {leading: []}\n")
    dry = base / "situations" / "a-week-and-a-half.yaml"
    dry.write_text("days-since-water: 3\nexpect: {leading: [too-dry]}\n")
    result = run("test", "--knowledge", base)
    assert result.exit_code == 1
    told = result.stdout
    assert "what leads is too-wet, not nothing" in told
    assert "Without one of these rules it would be as stated:\n      wet-yellow-leaves" in told
    assert "what leads is nothing, not too-dry" in told
    assert "dry-for-long, which needs days-since-water: at least 7" in told


def test_a_situation_that_cannot_be_read_is_told_with_its_place_and_the_others_still_run(base):
    (base / "situations" / "broken.yaml").write_text("sole: dry\n")
    result = run("test", "--knowledge", base)
    assert result.exit_code == 1
    assert 'broken.yaml:1:1: there is no fact "sole"; did you mean "soil"?' in result.stdout
    assert "7 situations reach what they state, 0 do not, 1 cannot be read" in result.stdout


def test_single_files_can_be_run_and_one_that_is_not_there_is_refused(base):
    result = run("test", base / "situations" / "well-meant.yaml", "--knowledge", base)
    assert result.stdout.startswith("1 situation reaches what it states, 0 do not")
    assert "there is no such file" in str(run("test", base / "none", "--knowledge", base).exception)


def test_trials_as_json_and_junit_say_the_same(base, tmp_path):
    (base / "situations" / "yellow-leaves.yaml").write_text("leaves: [yellow]\nexpect: {leading: []}\n")
    (base / "situations" / "silent.yaml").write_text("soil: dry\n")
    junit = tmp_path / "junit.xml"
    result = run("test", "--knowledge", base, "--format", "json", "--junit", junit)
    trials = {Path(trial["file"]).name: trial for trial in json.loads(result.stdout)["trials"]}
    assert trials["yellow-leaves.yaml"]["without_one_of"] == ["wet-yellow-leaves"]
    cases = {case.get("name"): case for case in ET.parse(junit).iter("testcase")}  # noqa: S314 - written by us
    assert cases.keys() == trials.keys()
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert failed == {name for name, trial in trials.items() if trial["verdict"] == "missed"} == {"yellow-leaves.yaml"}
    assert {name for name, case in cases.items() if case.find("skipped") is not None} == {"silent.yaml"}


def test_junit_replaces_nothing_unless_that_is_wished_and_no_situation_ever(base, tmp_path):
    situation, other = base / "situations" / "yellow-leaves.yaml", tmp_path / "other.xml"
    other.write_text("precious")
    before = situation.read_text()
    for flags in ([], ["--force"]):
        refused = run("test", "--knowledge", base, "--junit", situation, *flags)
        assert "this is the file that is read" in str(refused.exception)
    assert "this file is there already" in str(run("test", "--knowledge", base, "--junit", other).exception)
    assert (situation.read_text(), other.read_text()) == (before, "precious")
    assert run("test", "--knowledge", base, "--junit", other, "--force").exit_code == 0
    assert other.read_text().startswith("<?xml")


def test_update_writes_the_outcome_reached_where_the_person_agrees_and_touches_nothing_else(base):
    path = base / "situations" / "yellow-leaves.yaml"
    before = (
        "# first\ntitle: So\nexpect:  # stated\n  leading: []\n  at least good: [too-wet]\n\n# last\nleaves: [yellow]\n"
    )
    path.write_text(before)
    refused = run("test", "--knowledge", base, "--update", typed="n\n")
    assert refused.exit_code == 1
    assert path.read_text() == before
    assert "+  leading: [too-wet]" in refused.stderr
    assert run("test", "--knowledge", base, "--update", typed="y\n").exit_code == 0
    assert path.read_text() == (
        "# first\ntitle: So\nexpect:  # stated\n  leading: [too-wet]\n  at least some: [too-wet]\n\n# last\n"
        "leaves: [yellow]\n"
    )
    assert run("test", "--knowledge", base).exit_code == 0


def test_update_keeps_the_mark_of_an_encoding(base):
    path = base / "situations" / "yellow-leaves.yaml"
    path.write_text("leaves: [yellow]\nexpect: {leading: []}\n", "utf-8-sig")
    assert run("test", "--knowledge", base, "--update", typed="y\n").exit_code == 0
    assert path.read_bytes() == "\ufeffleaves: [yellow]\nexpect: {leading: [too-wet]}\n".encode()


@pytest.mark.parametrize(
    "typed", ["", "\n", "n\n", "perhaps\n"], ids=["the end of the input", "Enter", "n", "no answer"]
)
def test_update_writes_nothing_unless_somebody_agrees(base, typed):
    path = base / "situations" / "yellow-leaves.yaml"
    path.write_text("leaves: [yellow]\nexpect: {leading: [], picture: open}\n")
    result = run("test", "--knowledge", base, "--update", typed=typed)
    assert result.exit_code == 1
    assert "the picture is clear, not open" in result.stdout
    assert path.read_text() == "leaves: [yellow]\nexpect: {leading: [], picture: open}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{leaves: [yellow], expect: {leading: []}}\n", "{leaves: [yellow], expect: {leading: [too-wet]}}\n"),
        (
            "expect:\n  # why\n  leading: [too-dry] # so\n  # and what\n  picture: clear # that\nleaves: [yellow]\n",
            "expect:\n  # why\n  leading: [too-wet] # so\n  # and what\n  picture: clear # that\nleaves: [yellow]\n",
        ),
        (
            "leaves: [yellow]\nexpect:\n  leading: # none\n    - too-dry\n    # a\n    - too-wet # b\n",
            "leaves: [yellow]\nexpect:\n  leading: [too-wet] # none # b\n  # a\n",
        ),
        (
            "leaves: [yellow]\r\nexpect:\r\n  picture: open # q\r\n  leading: []\r\n",
            "leaves: [yellow]\r\nexpect:\r\n  picture: clear # q\r\n  leading: [too-wet]\r\n",
        ),
        (
            "leaves: [yellow]\nexpect:\n  ? leading\n  : []\n",
            "leaves: [yellow]\nexpect:\n  ? leading\n  : [too-wet]\n",
        ),
    ],
)
def test_update_keeps_the_comments_and_the_layout_of_what_is_stated(base, before, after):
    path = base / "situations" / "yellow-leaves.yaml"
    path.write_bytes(before.encode())
    assert run("test", "--knowledge", base, "--update", typed="y\n").exit_code == 0
    assert path.read_bytes().decode() == after


def test_infer_says_in_one_line_that_a_stated_outcome_is_missed(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text("soil: dry\nexpect: {leading: [too-wet], at least strong: [too-dry]}\n")
    result = CliRunner().invoke(commands, ["infer", str(path), "--knowledge", str(PLANT)])
    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1
    assert "what leads is too-dry, not too-wet; too-dry is below strong" in result.stderr
    path.write_text("soil: dry\nexpect: {leading: [too-dry]}\n")
    assert CliRunner().invoke(commands, ["infer", str(path), "--knowledge", str(PLANT)]).stderr == ""


def test_every_rule_of_the_plant_is_needed_by_a_situation():
    knowledge = load_knowledge(PLANT)
    coverage = coverage_of(knowledge, read_examples(sorted((PLANT / "situations").iterdir()), knowledge))
    assert coverage.unneeded == ()
    assert all(covered.holds >= covered.counts >= covered.needed for covered in coverage.rules)


def test_a_rule_that_no_situation_needs_is_named(base):
    (base / "situations" / "green-all-over.yaml").unlink()
    data = json.loads(run("coverage", "--knowledge", base, "--format", "json").stdout)
    assert data["unneeded_rules"] == ["wet-leaves-stay-green"]
    assert "wet-leaves-stay-green " in run("coverage", "--knowledge", base).stdout


def test_needed_means_that_a_run_without_the_rule_misses_what_is_stated():
    knowledge = load_knowledge(PLANT)
    examples = read_examples(sorted((PLANT / "situations").iterdir()), knowledge)
    for covered in coverage_of(knowledge, examples).rules:
        poorer = with_rule(knowledge, covered.rule, None)
        needing = [
            example
            for example in examples
            if shortfalls(example.situation.expectation, outcome_of(infer(poorer, example.situation)))
        ]
        assert covered.needed == len(needing)


def test_the_evaluator_concludes_what_the_engine_does(shipped):
    evaluator = Evaluator(shipped)
    for name in spread(10):
        situation = SITUATIONS[name]
        assert evaluator.outcome(evaluator.weigh(situation.answers)) == outcome_of(infer(shipped, situation))


@pytest.mark.parametrize("folder", [PLANT, BREAD], ids=["plant", "bread"])
def test_a_mistake_in_a_rule_weighs_what_it_does_in_a_knowledge_base_that_has_it(folder):
    knowledge = load_knowledge(folder)
    evaluator = Evaluator(knowledge)
    weighed = [evaluator.weigh(answers) for answers in random_situations(knowledge, knowledge.facts, 60)]
    kinds = set()
    for mutant in mutants_of(knowledge):
        mistaken = Evaluator(mutant.knowledge)
        for one in weighed:
            now = evaluator.weigh_with(one, mutant.before, mutant.after)
            kinds |= {mutant.kind} if now is not None else set()
            expected = mistaken.outcome(mistaken.weigh(one.answers))
            assert evaluator.outcome(now or one) == expected, (mutant.kind, mutant.rule, mutant.what)
    assert len(kinds) == 5
