"""A notice says what was answered, and nothing that was not."""

import pytest
from example_situations import KNOWLEDGE

from whycry_expert import Situation, infer, situation_from
from whycry_expert.knowledge.condition import FactTest
from whycry_expert.knowledge.condition import tests_in as parts_of
from whycry_expert.knowledge.model import Kind
from whycry_expert.presentation.as_text import to_text
from whycry_expert.presentation.notices import told_notices

RAISED_BY_ONE = [
    (notice, test.fact, option)
    for notice in KNOWLEDGE.notices
    for test in parts_of(notice.condition)
    if isinstance(test, FactTest)
    for option in test.options
    if KNOWLEDGE.facts[test.fact].kind is Kind.CHOICES
]


@pytest.mark.parametrize(("notice", "fact", "option"), RAISED_BY_ONE, ids=lambda value: getattr(value, "name", value))
def test_a_notice_says_back_the_one_answer_that_raises_it_under_a_title_for_it(notice, fact, option):
    report = infer(KNOWLEDGE, situation_from({fact: option}, KNOWLEDGE))
    told = {told.notice.name: told for told in told_notices(report)}
    if notice.name not in told:
        pytest.skip("other answers are needed too")
    assert told[notice.name].answers == (KNOWLEDGE.facts[fact].option(option).yes,)
    if len(notice.titles) > 1:
        assert told[notice.name].title != notice.title
    text = " ".join(to_text(report).split())
    assert f"You answered: {KNOWLEDGE.facts[fact].option(option).yes}" in text


def test_a_throat_is_spoken_of_only_where_one_was_held():
    def says(option):
        (told,) = told_notices(infer(KNOWLEDGE, situation_from({"danger-to-others": option}, KNOWLEDGE)))
        return " ".join((told.title, *told.says))

    assert "throat" in says("choked")
    assert "throat" not in says("broke-things")


def test_the_gravest_of_several_answers_gives_the_title_and_all_are_said_back():
    answers = {"danger-to-others": ["broke-things", "choked"]}
    (told,) = told_notices(infer(KNOWLEDGE, situation_from(answers, KNOWLEDGE)))
    assert told.title == "There has been a hand at a throat"
    assert len(told.answers) == 2


def test_without_an_answer_there_is_no_notice():
    assert told_notices(infer(KNOWLEDGE, Situation())) == ()
