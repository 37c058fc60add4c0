"""Answers taken one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_answers import allowed_answers, answers_to

from whycry_expert import load_knowledge
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.answer import Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Kind
from whycry_expert.situation.single_answers import SingleAnswer, full_answers, singles_in, telling_numbers, with_singles

SHIPPED = load_knowledge()
NUMBERS = telling_numbers(SHIPPED)


@given(st.data())
def test_answers_are_made_of_their_single_answers(data):
    answers = data.draw(allowed_answers(SHIPPED))
    assert with_singles({}, singles_in(answers)) == answers


def test_a_single_answer_to_an_option_leaves_the_others_alone():
    said = {"yeast": Choices.of({"fresh": ONE, "old": -ONE})}
    changed = with_singles(said, [SingleAnswer("yeast", None, "old")])
    assert changed == {"yeast": Choices.of({"fresh": ONE})}
    assert with_singles(changed, [SingleAnswer("yeast", None, "fresh")]) == {}


@pytest.mark.parametrize("fact", [name for name, fact in SHIPPED.facts.items() if fact.kind is Kind.NUMBER])
@given(st.data())
def test_every_number_is_told_from_others_as_one_of_the_telling_numbers_is(fact, data):
    spots = [spot for spot in wiring_of(SHIPPED).compiled.spots if spot.fact == fact]
    answer = data.draw(answers_to(SHIPPED.facts[fact]))
    told = [spot.signed(answer) > 0 for spot in spots]
    singles = full_answers(SHIPPED.facts[fact], NUMBERS[fact])
    standing_for_all = [[spot.signed(single.answer) > 0 for spot in spots] for single in singles]
    assert not spots or told in standing_for_all
