"""The full answers that few numbers stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED
from random_answers import answers_to

from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.model import Kind
from whycry_expert.situation.full_answers import full_answers, telling_numbers

NUMBERS = telling_numbers(SHIPPED)


@pytest.mark.parametrize("fact", [name for name, fact in SHIPPED.facts.items() if fact.kind is Kind.NUMBER])
@given(st.data())
def test_every_number_is_told_from_others_as_one_of_the_telling_numbers_is(fact, data):
    spots = [spot for spot in wiring_of(SHIPPED).compiled.spots if spot.fact == fact]
    answer = data.draw(answers_to(SHIPPED.facts[fact]))
    told = [spot.signed(answer) > 0 for spot in spots]
    full = full_answers(SHIPPED.facts[fact], NUMBERS[fact])
    standing_for_all = [[spot.signed(other) > 0 for spot in spots] for _, other in full]
    assert not spots or told in standing_for_all
