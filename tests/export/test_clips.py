"""CLIPS, given the exported program, concludes what the engine concludes."""

import shutil
import subprocess
import sys
from fractions import Fraction

import clips
import pytest
from clips_twin import ClipsTwin, assert_near
from engines import told_by_engine
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import infer, load_knowledge
from whycry_expert.export.clips import clips_program
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import THRESHOLD, bar_to_lead

HOSTILE = 'Why? "(bread)" \\ ; ?x $?y ~a&b|c <- => ?*g* %s \\" (defrule boom => (exit)) über'
OUR_WORDS = {
    "weak-yeast": "finding",
    "old-yeast": "reading",
    "long-rest": "picture",
    "fresh-yeast": "deffacts",
    "fire": "reset",
    "risen": "test",
    "smoke": "exists",
    "rye": "nil",
}


@pytest.fixture(scope="module")
def bread_twin(bread, tmp_path_factory):
    return ClipsTwin(bread, tmp_path_factory.mktemp("clips"))


@given(data=st.data())
@examples(50)
def test_no_name_of_a_knowledge_base_means_anything_to_clips(data, renamed_bread, renamed_twin):
    answers = data.draw(allowed_answers(renamed_bread))
    assert_near(renamed_twin.run(answers), told_by_engine(infer(renamed_bread, situation_with(answers))))


@pytest.fixture(scope="module")
def renamed_bread(tmp_path_factory):
    folder = tmp_path_factory.mktemp("renamed") / "bread"
    shutil.copytree(BREAD, folder)
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for name, other in OUR_WORDS.items():
            text = text.replace(name, other)
        path.write_text(text, encoding="utf-8")
    return load_knowledge(folder)


@pytest.fixture(scope="module")
def renamed_twin(renamed_bread, tmp_path_factory):
    return ClipsTwin(renamed_bread, tmp_path_factory.mktemp("clips"))


def test_text_that_looks_like_clips_breaks_nothing(tmp_path):
    folder = tmp_path / "bread"
    shutil.copytree(BREAD, folder)
    written = "'" + HOSTILE.replace("'", "''") + "'"
    for path in folder.rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").replace("because: Yeast was old.", f"because: {written}")
        for text in ("The yeast was old.", "Why is the bread flat?", "The dough rose.", "There may be a fire"):
            lines = lines.replace(f": {text}", f": {written}")
        path.write_text(lines, encoding="utf-8")
    hostile = load_knowledge(folder)
    assert any(rule.because == HOSTILE for rule in hostile.rules())
    twin = ClipsTwin(hostile, tmp_path)
    names = {rule.name for rule in twin.environment.rules()}
    assert "boom" not in names
    assert {rule.name for rule in hostile.rules()} <= names
    said = next(rule for rule in twin.environment.rules() if rule.name == "yeast-was-old")
    assert clips_program(hostile).count("boom") > 1
    assert "über" in str(said)


def test_the_answers_of_a_situation_can_stand_in_the_program(tmp_path):
    situation, program = FOLDER / "example.yaml", tmp_path / "rules.clp"
    command = [sys.executable, "-m", "whycry_expert", "kb", "export", "clips", "--situation", situation, "-o", program]
    subprocess.run(command, check=True)
    environment = clips.Environment()
    environment.load(str(program))
    environment.reset()
    environment.run()
    leading = [str(fact["meaning"]) for fact in environment.facts() if fact.template.name == "leading"]
    assert leading == ["likes-someone-else"]


def test_a_notice_says_whether_the_readings_are_to_be_held_back(tmp_path):
    twin = ClipsTwin(KNOWLEDGE, tmp_path)
    danger = {}
    for situation in SITUATIONS.values():
        twin.run(situation.answers)
        found = (dict(fact) for fact in twin.environment.facts() if fact.template.name == "notice")
        danger |= {str(notice["name"]): str(notice["danger"]) == "yes" for notice in found}
    assert danger == {notice.name: notice.danger for notice in KNOWLEDGE.notices}


def test_a_reading_exactly_at_the_bar_leads_in_clips_too(bread, bread_twin):
    answers = {"flour": Answer.choice("rye"), "yeast": Answer.choices({"old": Fraction(9375, 10000)})}
    conclusion = infer(bread, situation_with(answers))
    first, second = conclusion.readings
    assert second.certainty == bar_to_lead(first.certainty)
    assert_near(bread_twin.run(answers), told_by_engine(conclusion))


def test_support_exactly_at_the_threshold_counts_in_clips_too(bread, bread_twin):
    answers = {"yeast": Answer.choices({"old": Fraction(1, 4)})}
    conclusion = infer(bread, situation_with(answers))
    assert conclusion.support["weak-yeast"] == THRESHOLD
    assert_near(bread_twin.run(answers), told_by_engine(conclusion))
