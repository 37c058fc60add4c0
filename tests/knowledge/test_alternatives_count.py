import pytest
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert.knowledge.alternatives import alternatives
from whycry_expert.knowledge.condition import MAX_ALTERNATIVES, AllOf, AnyOf, FactTest, Not, Spot, alternatives_of


def yes_no(fact):
    return FactTest((Spot(fact),))


tests_of_facts = st.sampled_from("abcde").map(yes_no)
conditions = st.recursive(
    tests_of_facts,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=1, max_size=4).map(lambda found: AllOf(tuple(found))),
        st.lists(parts, min_size=1, max_size=4).map(lambda found: AnyOf(tuple(found))),
    ),
    max_leaves=12,
)


def pairs(number):
    return tuple(AnyOf((yes_no(f"a{index}"), yes_no(f"b{index}"))) for index in range(number))


@given(conditions)
def test_no_condition_has_more_alternatives_than_are_counted_beforehand(condition):
    counted = alternatives_of(condition)
    if counted <= MAX_ALTERNATIVES:
        assert 1 <= len(alternatives(condition)) <= counted


@pytest.mark.parametrize("number", [1, 2, 8])
def test_alternatives_that_differ_are_counted_exactly(number):
    assert alternatives_of(AllOf(pairs(number))) == len(alternatives(AllOf(pairs(number)))) == 2**number


def test_a_condition_that_would_explode_is_counted_no_further_and_never_taken_apart():
    assert alternatives_of(AllOf(pairs(5_000))) == MAX_ALTERNATIVES + 1
    with pytest.raises(ValueError, match="more than 256 alternatives"):
        alternatives(AllOf(pairs(5_000)))


def test_the_contrary_of_a_condition_is_counted_by_itself():
    assert alternatives_of(Not(AllOf(pairs(9)))) == 9
    assert alternatives_of(Not(AnyOf(pairs(9)))) == 1
