"""Conclusions and knowledge are values: equal by what they say, and the same after any copy."""

import copy
import pickle
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD
from random_answers import allowed_answers, situation_with
from random_knowledge import knowledge_bases, knowledge_with
from thoroughness import examples

from whycry_expert import infer, load_knowledge, situation_from
from whycry_expert.inference.trace import Contributed, ReadingConcluded
from whycry_expert.keeping.mutants import with_rule
from whycry_expert.knowledge.certainty import combine
from whycry_expert.knowledge.model import Direction

COPIES = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]  # noqa: S301 - our own bytes


def conclude(knowledge, **answers):
    return infer(knowledge, situation_from(answers, knowledge))


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_is_equal_and_says_the_same(copied, bread):
    conclusion = conclude(bread, flour="rye", risen="no")
    again = copied(conclusion)
    assert again == conclusion
    assert again.readings == conclusion.readings
    assert copied(conclusion) == again
    assert copied(bread) == bread
    assert hash(copied(bread)) == hash(bread)


def test_a_pickle_does_not_hang_on_what_was_asked_of_a_conclusion_before():
    fresh = pickle.dumps(conclude(load_knowledge(BREAD), flour="rye"))
    asked = conclude(load_knowledge(BREAD), flour="rye")
    assert asked.readings
    assert asked.knowledge.rules_by_name
    assert len(pickle.dumps(asked)) == len(fresh)


def test_the_same_files_elsewhere_are_the_same_knowledge_and_conclude_the_same(tmp_path, bread):
    elsewhere = load_knowledge(shutil.copytree(BREAD, tmp_path / "elsewhere"))
    assert elsewhere == bread
    assert conclude(elsewhere, flour="rye") == conclude(bread, flour="rye")


def test_other_answers_or_other_rules_are_another_conclusion(bread):
    conclusion = conclude(bread, flour="rye", risen="no")
    assert conclusion != conclude(bread, flour="rye")
    poorer = with_rule(bread, next(bread.rules()), None)
    assert poorer != bread
    assert conclude(poorer, flour="rye", risen="no") != conclusion


def test_what_stands_in_a_debugger_fits_a_line(bread, shipped):
    for value in (bread, shipped, conclude(bread, flour="rye"), conclude(shipped)):
        assert len(repr(value)) < 160
        assert "\n" not in repr(value)
    assert repr(conclude(bread)) == "<Conclusion: open, leading: nothing; 4 firings>"
    both = conclude(bread, flour="rye", yeast={"old": "yes"})
    assert repr(both) == "<Conclusion: mixed, leading: heavy-flour, old-yeast; 7 firings>"


@examples(40)
@given(st.data())
def test_on_each_side_of_a_line_the_strongest_rule_counts_and_what_counts_makes_the_certainty(data):
    knowledge = data.draw(knowledge_bases())
    conclusion = infer(knowledge, situation_with(data.draw(allowed_answers(knowledge))))
    told = []
    for reading in conclusion.readings:
        sides = [side for line in reading.lines for side in line.sides]
        assert combine(side.contribution for side in sides) == reading.certainty
        assert sum(side.points for side in sides) == reading.points
        for side in sides:
            weights = [abs(side.contribution), *(abs(term.amount) for term in side.others)]
            assert weights == sorted(weights, reverse=True)
            told += [side.counted, *(term.rule for term in side.others)]
    fired = {firing.rule for firing in conclusion.trace if isinstance(firing, Contributed)}
    assert sorted(told) == sorted(fired), "whatever fired is told once"


@pytest.mark.parametrize("direction", Direction)
def test_of_rules_that_weigh_the_same_on_one_side_of_a_line_the_first_counts(direction):
    assert counted_and_others(direction, "supports", "supports") == ("reading-rule-1", ["reading-rule-2"])


@pytest.mark.parametrize("direction", Direction)
def test_of_rules_on_one_side_of_a_line_the_strongest_counts_wherever_it_stands(direction):
    assert counted_and_others(direction, "hints", "supports") == ("reading-rule-2", ["reading-rule-1"])
    assert counted_and_others(direction, "supports", "hints") == ("reading-rule-1", ["reading-rule-2"])


def counted_and_others(direction, *strengths):
    """The rule that counts of two on one side of a line, and the rest."""
    rules = [
        (fact, {"against": strength} if direction is Direction.AGAINST else strength, "line")
        for fact, strength in zip(("wet", "cold"), strengths, strict=True)
    ]
    conclusion = conclude(knowledge_with({"reading": rules}), cold="yes", wet="yes")
    (reading,) = conclusion.readings
    (side,) = reading.sides(direction)
    (concluded,) = (firing for firing in conclusion.trace if isinstance(firing, ReadingConcluded))
    assert [(term.rule, term.amount) for term in concluded.terms] == [(side.counted, side.contribution)]
    return side.counted, [term.rule for term in side.others]


def test_what_speaks_for_a_reading_is_told_apart_from_what_speaks_against_it(bread):
    reading = conclude(bread, flour="rye", risen="yes").reading("heavy-flour")
    assert [side.counted for side in reading.sides(Direction.FOR)] == ["no-gluten-flour"]
    assert [side.counted for side in reading.sides(Direction.AGAINST)] == ["rose-anyway"]
    assert [str(reading.points_in(direction)) for direction in Direction] == ["7.0", "2.2"]
