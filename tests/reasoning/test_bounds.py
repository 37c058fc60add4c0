"""No further answers that the vocabulary allows lead outside of the bounds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from random_answers import allowed_answers, answers_to

from whycry_expert import load_knowledge, situation_from
from whycry_expert.knowledge.answer import Choices
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions
from whycry_expert.situation.clashes import find_clashes

SHIPPED = load_knowledge()


@st.composite
def answers_and_more(draw):
    answers = draw(allowed_answers(SHIPPED, most=20))
    more = dict(answers)
    for name in draw(st.permutations(tuple(SHIPPED.facts))):
        if draw(st.booleans()):
            continue
        new = draw(answers_to(SHIPPED.facts[name]))
        old = more.get(name)
        if isinstance(old, Choices):
            new = Choices.of(dict(new.options) | dict(old.options))
        elif old is not None:
            continue
        if not find_clashes(SHIPPED, more | {name: new}):
            more[name] = new
    return answers, more


@settings(max_examples=60)
@given(answers_and_more())
def test_further_answers_stay_within_the_bounds(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].now
        assert after.bounds[name].now <= after.bounds[name].best <= bounds.best


@settings(max_examples=60)
@given(answers_and_more())
def test_what_is_final_stays_and_what_is_settled_leads_on(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    if before.final:
        assert set(after.leading) == set(before.leading)
    if before.settled:
        assert set(before.leading) <= set(after.leading)


@settings(max_examples=40)
@given(answers_and_more())
def test_when_no_question_is_left_the_leading_readings_are_the_same_whatever_else_is_said(case):
    answers, more = case
    outlook = outlook_of(SHIPPED, answers)
    if not open_questions(SHIPPED, answers, outlook):
        assert set(outlook_of(SHIPPED, more).leading) == set(outlook.leading)


def test_an_answer_that_settles_everything_leaves_nothing_to_ask(bread):
    situation = situation_from({"flour": "no-gluten", "risen": "no", "hours": 1, "yeast": "none"}, bread)
    outlook = outlook_of(bread, situation.answers)
    assert outlook.final
    assert open_questions(bread, situation.answers, outlook) == ()


def test_nothing_is_settled_before_anything_is_answered(bread):
    outlook = outlook_of(bread, {})
    assert not outlook.settled
    assert not outlook.final
    assert outlook.leading == ()
