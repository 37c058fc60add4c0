"""The search over changed answers: smallest sets first, each once, and given up after so many changed situations."""

from itertools import combinations
from math import comb

import pytest

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.reasoning.changed_answers import Search, SmallestSets

CHANGES = [
    (("risen", ""), Answer.yes_no(ONE)),
    (("smoke", ""), Answer.yes_no(ONE)),
    (("yeast", "old"), Answer.choices({"old": ONE})),
    (("yeast", "on"), Answer.choices({"on": ONE})),
    (("hours", ""), Answer.of_number(8)),
]


def smallest(bread, size, at_most, most_steps):
    """The smallest sets of changes that are at least so many."""
    reached = lambda chosen, _: len(chosen) >= size  # noqa: E731
    return Search(standing_of(bread, {}), reached, lambda *_: CHANGES, most_steps).smallest(at_most)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_smallest_sets_are_found_each_once_and_no_larger_one_is_looked_for(size, bread):
    found = smallest(bread, size, 4, 10_000)
    assert list(found.sets) == [dict(some) for some in combinations(CHANGES, size)]
    assert found.complete_to == size


def test_where_no_set_does_it_all_were_considered(bread):
    assert smallest(bread, 4, 3, 10_000) == SmallestSets((), 3)
    assert smallest(bread, 1, 0, 10_000) == SmallestSets((), 0)


def test_a_search_is_given_up_after_so_many_changed_situations_and_says_how_far_it_came(bread):
    enough = len(CHANGES) + len(CHANGES) + comb(len(CHANGES), 2)
    assert len(smallest(bread, 2, 2, enough).sets) == comb(len(CHANGES), 2)
    assert smallest(bread, 2, 2, enough - 1) == SmallestSets((), 1)
    assert smallest(bread, 1, 1, len(CHANGES) - 1) == SmallestSets((), 0)
