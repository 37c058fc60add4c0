"""One answer of whatever kind: taken apart, put together again, and put over another."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import FLAT_BREAD
from random_answers import CERTAINTY, answers_to, some_answers

from whycry_expert.knowledge.answer import Answer, changed_by, slots_in

BREAD_FACTS = FLAT_BREAD.facts
ANSWERS = some_answers(FLAT_BREAD)
YES, MAYBE = Fraction(1), Fraction(2, 5)


@st.composite
def two_answers_to_one_fact(draw):
    fact = draw(st.sampled_from(list(BREAD_FACTS.values())))
    return fact, draw(answers_to(fact)), draw(answers_to(fact))


@given(ANSWERS)
def test_answers_taken_apart_and_put_together_again_are_the_same(answers):
    assert changed_by(slots_in(answers).items(), {}) == answers


@given(ANSWERS)
def test_a_part_of_an_answer_is_all_of_itself(answers):
    for (fact, option), part in slots_in(answers).items():
        assert list(part.parts()) == [(option, part)]
        assert option in BREAD_FACTS[fact].parts


@given(ANSWERS)
def test_what_is_taken_back_everywhere_leaves_nothing_answered(answers):
    assert changed_by(dict.fromkeys(slots_in(answers)).items(), answers) == {}


@given(two_answers_to_one_fact())
def test_an_answer_put_over_another_says_what_it_said_and_of_the_rest_what_the_other_said(fact_and_answers):
    fact, earlier, later = fact_and_answers
    both = later.over(earlier)
    for option in fact.parts if fact.several else fact.option_names or ("",):
        said = later.at(option)
        assert both.at(option) == (said if said is not None else earlier.at(option))
    assert both.number == later.number
    assert later.over(both) == both
    assert later.over(None) == later


@given(two_answers_to_one_fact(), CERTAINTY)
def test_an_answer_that_is_less_sure_says_the_same_of_everything(fact_and_answers, certainty):
    fact, answer, _ = fact_and_answers
    for option in fact.option_names or ("",):
        signed = answer.at(option)
        assert answer.weighed(certainty).at(option) == (signed if signed is None else signed * certainty)
    assert answer.weighed(YES) == answer


def test_a_choice_denies_its_other_options_and_a_choices_fact_leaves_them_open():
    assert Answer.choice("rye", MAYBE).at("wheat") == -MAYBE
    assert Answer.choices({"fresh": MAYBE}).at("old") is None


def test_an_option_that_is_taken_back_leaves_the_others_alone():
    said = {"yeast": Answer.choices({"fresh": YES, "old": -YES})}
    changed = changed_by([(("yeast", "old"), None)], said)
    assert changed == {"yeast": Answer.choices({"fresh": YES})}
    assert changed_by([(("yeast", "fresh"), None)], changed) == {}
