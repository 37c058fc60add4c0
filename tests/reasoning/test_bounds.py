"""No further answers that the vocabulary allows lead outside of the bounds."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED
from random_answers import SEEDS, answers_and_more
from random_knowledge import knowledge_bases
from thoroughness import examples

from whycry_expert import situation_from
from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions


def cases_of(bases):
    """Knowledge, answers that do not clash, and the same with more of them."""
    return bases.flatmap(lambda knowledge: st.tuples(st.just(knowledge), answers_and_more(knowledge)))


CASES = cases_of(st.just(SHIPPED) | knowledge_bases())


@examples(100, by_day=20)
@given(CASES)
def test_further_answers_stay_within_the_bounds_and_narrow_them(case):
    knowledge, (answers, more) = case
    before, after = outlook_of(knowledge, answers), outlook_of(knowledge, more)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].now
        assert after.bounds[name].now <= after.bounds[name].best <= bounds.best


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
        assert after.bounds[name].now == bounds.now


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
