"""No further answers that the vocabulary allows lead outside of the bounds."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from random_answers import answers_and_more
from thoroughness import examples

from whycry_expert import load_knowledge, situation_from
from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions

SHIPPED = load_knowledge()


@examples(60)
@given(answers_and_more(SHIPPED))
def test_further_answers_stay_within_the_bounds_and_narrow_them(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].now
        assert after.bounds[name].now <= after.bounds[name].best <= bounds.best


@examples(40)
@given(answers_and_more(SHIPPED))
def test_what_further_answers_make_of_every_literal_rule_and_finding_was_possible(case):
    answers, more = case
    before, after = (Prospect(standing_of(SHIPPED, some)) for some in (answers, more))
    for layer in ("literals", "conditions", "supports", "sides"):
        possible, narrower = getattr(before.possible, layer), getattr(after.possible, layer)
        known = getattr(after.standing.valuation, layer)
        assert all(now <= new <= old for now, new, old in zip(known, narrower, possible, strict=True))


@examples(40)
@given(answers_and_more(SHIPPED), st.sets(st.sampled_from(tuple(SHIPPED.facts))))
def test_facts_that_get_no_further_answer_only_narrow_what_is_possible(case, closed):
    answers, _ = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, answers, closed)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].best <= bounds.best
        assert after.bounds[name].now == bounds.now


@examples(60)
@given(answers_and_more(SHIPPED))
def test_what_is_final_stays_and_what_is_settled_leads_on(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    if before.final:
        assert set(after.leading) == set(before.leading)
    if before.settled:
        assert set(before.leading) <= set(after.leading)


@examples(60)
@given(answers_and_more(SHIPPED))
def test_when_no_question_is_left_the_leading_readings_are_the_same_whatever_else_is_said(case):
    answers, more = case
    outlook = outlook_of(SHIPPED, answers)
    if not open_questions(SHIPPED, answers, outlook):
        assert set(outlook_of(SHIPPED, more).leading) == set(outlook.leading)


def test_the_cases_above_are_often_final_settled_and_without_a_question():
    seen = Counter()

    @examples(60)
    @given(answers_and_more(SHIPPED))
    def count(case):
        outlook = outlook_of(SHIPPED, case[0])
        seen["final"] += outlook.final
        seen["final, and more is said"] += outlook.final and case[1] != case[0]
        seen["settled"] += outlook.settled
        seen["without a question"] += not open_questions(SHIPPED, case[0], outlook)
        seen["open"] += not outlook.final

    count()
    assert all(
        seen[kind] >= 5 for kind in ("final", "final, and more is said", "settled", "without a question", "open")
    )


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
