"""No further answers that the vocabulary allows lead outside of the bounds."""

from collections import Counter
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from thoroughness import examples

from whycry_expert import load_knowledge, situation_from
from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import full_answers, telling_numbers

SHIPPED = load_knowledge()
NUMBERS = telling_numbers(SHIPPED)


def sure_answer(fact, chance):
    """An answer of full certainty, to every option of a choices fact: what people mostly give, and what closes most."""
    if not fact.several:
        return chance.choice([answer for _, answer in full_answers(fact, NUMBERS.get(fact.name) or (fact.least or 0,))])
    said = chance.sample(fact.option_names, chance.randint(0, 2))
    return Answer.choices({name: ONE if name in said else -ONE for name in fact.option_names})


def vague_answer(fact, chance):
    """An answer of some certainty, to some options of a choices fact."""
    certainty = Fraction(chance.choice([1, 4, 7, 9]), 10)
    answer = sure_answer(fact, chance)
    if fact.several:
        answer = Answer.choices(dict(chance.sample(answer.options, 2)))
    return answer.weighed(certainty)


def with_allowed(answers, name, answer):
    changed = answers | {name: answer}
    return answers if find_clashes(SHIPPED, changed) else changed


@st.composite
def answers_and_more(draw):
    """Answers that do not clash, few or nearly all, and the same with more of them.

    Drawn from a seed: what hypothesis draws one by one is too even for a picture that is settled.
    """
    chance = Random(draw(st.integers(0, 2**32)))
    left_open = set(chance.sample(list(SHIPPED.facts), chance.choice([0, 1, 2, 3, 6, 30, 60])))
    vague = set(chance.sample(list(SHIPPED.facts), chance.choice([0, 0, 0, 2, 20])))
    answers = {}
    for name, fact in SHIPPED.facts.items():
        if name not in left_open:
            answer = vague_answer(fact, chance) if name in vague else sure_answer(fact, chance)
            answers = with_allowed(answers, name, answer)
    more = answers
    for name, fact in SHIPPED.facts.items():
        old, new = answers.get(name), chance.choice([sure_answer, vague_answer])(fact, chance)
        if old is None and name in left_open:
            more = with_allowed(more, name, new)
        elif name in vague and old is not None and fact.several:
            more = with_allowed(more, name, old.over(new))
    return answers, more


@examples(60)
@given(answers_and_more())
def test_further_answers_stay_within_the_bounds_and_narrow_them(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].now
        assert after.bounds[name].now <= after.bounds[name].best <= bounds.best


@examples(40)
@given(answers_and_more())
def test_what_further_answers_make_of_every_literal_rule_and_finding_was_possible(case):
    answers, more = case
    before, after = (Prospect(standing_of(SHIPPED, some)) for some in (answers, more))
    for layer in ("literals", "conditions", "supports", "sides"):
        possible, narrower = getattr(before.possible, layer), getattr(after.possible, layer)
        known = getattr(after.standing.valuation, layer)
        assert all(now <= new <= old for now, new, old in zip(known, narrower, possible, strict=True))


@examples(40)
@given(answers_and_more(), st.sets(st.sampled_from(tuple(SHIPPED.facts))))
def test_facts_that_get_no_further_answer_only_narrow_what_is_possible(case, closed):
    answers, _ = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, answers, closed)
    for name, bounds in before.bounds.items():
        assert bounds.worst <= after.bounds[name].worst <= after.bounds[name].best <= bounds.best
        assert after.bounds[name].now == bounds.now


@examples(60)
@given(answers_and_more())
def test_what_is_final_stays_and_what_is_settled_leads_on(case):
    answers, more = case
    before, after = outlook_of(SHIPPED, answers), outlook_of(SHIPPED, more)
    if before.final:
        assert set(after.leading) == set(before.leading)
    if before.settled:
        assert set(before.leading) <= set(after.leading)


@examples(60)
@given(answers_and_more())
def test_when_no_question_is_left_the_leading_readings_are_the_same_whatever_else_is_said(case):
    answers, more = case
    outlook = outlook_of(SHIPPED, answers)
    if not open_questions(SHIPPED, answers, outlook):
        assert set(outlook_of(SHIPPED, more).leading) == set(outlook.leading)


def test_the_cases_above_are_often_final_settled_and_without_a_question():
    seen = Counter()

    @examples(60)
    @given(answers_and_more())
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
