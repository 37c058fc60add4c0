"""A report knows what is still open: whether it is early, and whether a question of safety was left."""

import pytest

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
