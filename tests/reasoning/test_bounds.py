"""No further answers that the vocabulary allows lead outside of the bounds."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED
from random_answers import SEEDS
from random_knowledge import cases_of, knowledge_bases, knowledge_with
from thoroughness import examples

from whycry_expert import situation_from
from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, STRENGTHS, leaders
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions

CASES = cases_of(st.just(SHIPPED) | knowledge_bases())


@examples(100, by_day=20)
@given(CASES)
def test_further_answers_stay_within_the_bounds_and_narrow_them(case):
    knowledge, (answers, more) = case
    before, after = outlook_of(knowledge, answers), outlook_of(knowledge, more)
    for name, bounds in before.bounds.items():
        now = after.standing.certainty(name)
        assert bounds.worst <= after.bounds[name].worst <= now <= after.bounds[name].best <= bounds.best


@examples(80, by_day=16)
@given(CASES)
def test_what_further_answers_make_of_every_literal_rule_and_finding_was_possible(case):
    knowledge, both = case
    before, after = (Prospect(standing_of(knowledge, some)) for some in both)
    for layer in ("literals", "conditions", "supports", "sides"):
        possible, narrower = getattr(before.possible, layer), getattr(after.possible, layer)
        known = getattr(after.standing.valuation, layer)
        assert all(now <= new <= old for now, new, old in zip(known, narrower, possible, strict=True))


@examples(80, by_day=16)
@given(CASES, SEEDS)
def test_facts_that_get_no_further_answer_only_narrow_what_is_possible(case, chance):
    knowledge, (answers, _) = case
    closed = [name for name in knowledge.facts if chance.random() < 0.3]
    before, after = outlook_of(knowledge, answers), outlook_of(knowledge, answers, closed)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].best <= bounds.best


@pytest.mark.parametrize(
    ("bases", "number"), [(st.just(SHIPPED), 60), (knowledge_bases(), 200)], ids=["shipped", "random"]
)
def test_what_is_final_stays_what_is_settled_leads_on_and_without_a_question_nothing_changes(bases, number):
    seen = Counter()

    @examples(number, least=number // 4)
    @given(cases_of(bases))
    def law(case):
        knowledge, (answers, more) = case
        before, after = outlook_of(knowledge, answers), outlook_of(knowledge, more)
        said_more = more != answers
        if before.final:
            assert set(after.leading) == set(before.leading)
            seen["final"] += said_more
        if before.settled:
            assert set(before.leading) <= set(after.leading)
            seen["settled"] += said_more
        if not open_questions(knowledge, answers, before):
            assert set(after.leading) == set(before.leading)
            seen["without a question"] += said_more
        seen["open"] += not before.final

    law()
    print(dict(seen))  # noqa: T201 - how often each was the case, for whoever asks pytest for it with -s
    assert all(seen[kind] >= 1 for kind in ("final", "settled", "without a question", "open")), seen


@examples(50, least=15)
@given(cases_of(knowledge_bases()))
def test_where_no_question_is_left_to_answer_the_bounds_are_the_certainty_and_everything_is_final(case):
    knowledge, (answers, _) = case
    outlook = outlook_of(knowledge, answers, closed=knowledge.facts)
    now = outlook.standing.certainties
    assert all(bounds.worst == now[name] == bounds.best for name, bounds in outlook.bounds.items())
    assert outlook.final
    assert outlook.settled == (len(outlook.leading) == 1)


def corners_of(bounds):
    """Every way in which each reading ends at its worst or at its best."""
    ends = product(*({one.worst, one.best} for one in bounds.values()))
    return [dict(zip(bounds, certainties, strict=True)) for certainties in ends]


SURE = [Fraction(1), Fraction(3, 4), Fraction(1, 2)]


def three_readings(chance):
    """Knowledge where three readings are often just near enough to lead, and answers that leave some open."""

    strengths = list(STRENGTHS)
    knowledge = knowledge_with(
        {
            "one": [("wet", chance.choice(strengths))],
            "two": [("cold", chance.choice(strengths))],
            "three": [
                ({"colour": "red"}, chance.choice(strengths)),
                ({"marks": "deep"}, {"against": chance.choice(strengths)}),
            ],
        }
    )
    said = {
        "wet": Answer.yes_no(chance.choice(SURE)),
        "cold": Answer.yes_no(chance.choice(SURE)),
        "colour": Answer.choice(chance.choice(["red", "red", "blue"]), chance.choice(SURE)),
        "marks": Answer.choices({"deep": chance.choice([1, -1]) * chance.choice(SURE)}),
    }
    return knowledge, {name: answer for name, answer in said.items() if chance.random() < 0.7}


@examples(200, least=100)
@given(SEEDS)
def test_final_and_settled_are_said_exactly_where_no_end_within_the_bounds_is_another(chance):
    outlook = outlook_of(*three_readings(chance))
    corners = corners_of(outlook.bounds)
    assert outlook.final == all(set(leaders(corner)) == set(outlook.leading) for corner in corners)
    assert outlook.settled == (
        len(outlook.leading) == 1
        and all(corner[outlook.leading[0]] == max(corner.values()) >= LEADING_MINIMUM for corner in corners)
    )


@examples(40)
@given(knowledge_bases())
def test_a_question_names_the_rules_and_meanings_that_it_serves_in_their_order(knowledge):
    for question in open_questions(knowledge, {}, outlook_of(knowledge, {})):
        assert question.rules == tuple(rule.name for rule in knowledge.rules() if rule.name in question.rules)
        assert question.meanings == tuple(one.name for one in knowledge.meanings if one.name in question.meanings)


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
