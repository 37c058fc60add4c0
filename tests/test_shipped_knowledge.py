"""What the shipped knowledge promises, beyond what its situations show."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED as KNOWLEDGE
from random_answers import answers_to, single_answers
from thoroughness import examples

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import Band, combine, lower_end
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Direction

PACKAGE = Path(__file__).parent.parent / "whycry_expert"
CLOSE_TO_THE_THING_ITSELF = {
    ("how-you-hurt-him", "was-unfaithful", "hurt-by-you"),
    ("how-you-hurt-him", "lied-or-told", "hurt-by-you"),
    ("ground-for-it", "real-affair", "hurt-by-you"),
    ("he-said", "hurt-by-you", "hurt-by-you"),
    ("he-said", "you-like-another", "likes-someone-else"),
    ("another", "believes-you-like-another", "likes-someone-else"),
    ("he-said", "happy-or-thankful", "moved-or-joyful"),
    ("how-it-came-out", "unprompted", "remorse"),
    ("ending", "he-ended-it", "he-ended-it"),
    ("resembles-old-hurt", "yes", "old-wounds"),
}
"""The single answers that bring a reading to `good`: fact, option and meaning. docs/strengths.md says why."""
GOOD = lower_end(Band.GOOD)
ABOUT_USE = ("wants-pity", "wants-you-back", "wants-a-reaction")


def test_all_claims_of_the_source_are_there():
    assert len(KNOWLEDGE.claims) == 103


def test_the_vocabulary_has_sixty_to_a_hundred_and_ten_facts_in_eight_to_fourteen_themes():
    assert 60 <= len(KNOWLEDGE.facts) <= 110
    assert 8 <= len(KNOWLEDGE.themes) <= 14


def use_lines(meaning):
    return [line.name for line in KNOWLEDGE.meaning(meaning).lines if line.name.startswith("use-")]


def most(meaning, line):
    weights = [
        rule.certainty_factor
        for rule in KNOWLEDGE.meaning(meaning).rules
        if rule.line == line and rule.direction is Direction.FOR
    ]
    return max(weights, default=Fraction(0))


@pytest.mark.parametrize("meaning", ABOUT_USE)
def test_a_reading_about_the_use_of_the_tears_needs_two_lines_of_use_to_be_more_than_barely_good(meaning):
    use = use_lines(meaning)
    rest = [line.name for line in KNOWLEDGE.meaning(meaning).lines if line.name not in use]
    assert len(use) >= 2
    for one in use:
        assert combine([most(meaning, one), *(most(meaning, line) for line in rest)]) <= GOOD


USE_FACTS = {
    fact
    for meaning in ABOUT_USE
    for rule in KNOWLEDGE.meaning(meaning).rules
    if rule.line.startswith("use-") and rule.direction is Direction.FOR
    for fact in facts_in(rule.condition)
}
OTHER_FACTS = [fact for name, fact in KNOWLEDGE.facts.items() if name not in USE_FACTS]


@examples(150)
@given(st.data())
def test_no_answers_without_evidence_of_use_bring_such_a_reading_above_some(data):
    facts = data.draw(st.lists(st.sampled_from(OTHER_FACTS), unique_by=lambda fact: fact.name))
    answers = {fact.name: data.draw(answers_to(fact)) for fact in facts}
    certainties = standing_of(KNOWLEDGE, answers).certainties
    assert all(certainties[meaning] < GOOD for meaning in ABOUT_USE)


@pytest.mark.parametrize("fact", KNOWLEDGE.facts.values(), ids=lambda fact: fact.name)
def test_no_single_answer_brings_a_reading_to_good_but_what_is_close_to_the_thing_itself(fact):
    reached = {
        (fact.name, option, meaning)
        for option, answer in single_answers(fact).items()
        for meaning, certainty in standing_of(KNOWLEDGE, {fact.name: answer}).certainties.items()
        if certainty >= GOOD
    }
    assert reached == {listed for listed in CLOSE_TO_THE_THING_ITSELF if listed[0] == fact.name}


def test_a_threat_to_hurt_himself_counts_for_no_reading():
    fact = KNOWLEDGE.facts["danger-to-himself"]
    everything = Answer.choices(dict.fromkeys(fact.option_names, Fraction(1)))
    assert set(standing_of(KNOWLEDGE, {fact.name: everything}).certainties.values()) == {0}


@pytest.mark.parametrize("fact", KNOWLEDGE.facts.values(), ids=lambda fact: fact.name)
def test_each_question_is_a_question_with_help(fact):
    assert fact.question.endswith("?")
    assert fact.help


def test_the_engine_names_no_meaning_fact_finding_or_notice():
    known = {
        *KNOWLEDGE.facts,
        *(meaning.name for meaning in KNOWLEDGE.meanings),
        *(finding.name for finding in KNOWLEDGE.findings),
        *(notice.name for notice in KNOWLEDGE.notices),
    }
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in known or "-" not in node.value, f"{path}: {node.value}"
