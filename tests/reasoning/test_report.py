"""A report knows what is still open: whether it is early, and whether a question of safety was left."""

import pytest
from random_knowledge import knowledge_with

from whycry_expert import situation_from
from whycry_expert.reasoning.report import report_on


@pytest.mark.parametrize(
    ("answers", "early"),
    [
        ({}, True),
        ({"hours": 1, "flour": "wheat", "risen": "maybe"}, True),
        ({"hours": 1, "flour": "wheat", "risen": "maybe", "smoke": "no"}, True),
        ({"hours": 1, "flour": "wheat", "risen": "maybe", "sourdough": "yes"}, False),
        ({"flour": "no-gluten", "risen": "no", "yeast": "none"}, False),
        ({"hours": 3, "yeast": ["fresh"]}, True),
    ],
)
def test_three_answers_besides_those_about_safety_are_a_beginning_unless_they_settle_what_leads(answers, early, bread):
    assert report_on(bread, situation_from(answers, bread)).early == early


@pytest.mark.parametrize(
    ("answers", "unanswered"),
    [({}, True), ({"flour": "rye"}, True), ({"smoke": "maybe"}, False), ({"smoke": "no"}, False)],
)
def test_safety_is_unanswered_until_the_question_that_its_notice_asks_is_answered(answers, unanswered, bread):
    assert report_on(bread, situation_from(answers, bread)).safety_unanswered == unanswered


SEVERAL_DANGERS = knowledge_with(
    {"it": ["cold", {"size": {"at most": 3}}]},
    marks={"only if": "wet"},
    notices={
        "danger": {"raised when": {"any": ["wet", {"all": [{"marks": "deep"}, "cold"]}]}},
        "advice": {"raised when": {"colour": "red"}, "danger": "no"},
    },
)


@pytest.mark.parametrize(
    ("answers", "unanswered"),
    [
        ({}, True),
        ({"wet": "no"}, True),
        ({"cold": "no"}, True),
        ({"wet": "no", "cold": "no"}, False),
        ({"wet": "yes", "cold": "no"}, True),
        ({"wet": "yes", "cold": "no", "marks": {"deep": "no"}}, True),
        ({"wet": "yes", "cold": "no", "marks": "none"}, False),
        ({"colour": "red", "size": 1}, True),
    ],
)
def test_safety_is_unanswered_until_all_that_applies_of_what_its_notices_ask_is_answered_in_full(answers, unanswered):
    report = report_on(SEVERAL_DANGERS, situation_from(answers, SEVERAL_DANGERS))
    assert report.safety_unanswered == unanswered


def test_answers_about_safety_are_no_more_than_a_beginning():
    answers = {"wet": "yes", "cold": "maybe not", "marks": {"deep": "maybe"}, "colour": "red"}
    assert report_on(SEVERAL_DANGERS, situation_from(answers, SEVERAL_DANGERS)).early


def test_a_report_lists_the_questions_that_are_open_the_most_telling_first(bread):
    report = report_on(bread, situation_from({"flour": "rye"}, bread))
    assert [question.fact for question in report.questions] == ["yeast", "risen", "hours"]
