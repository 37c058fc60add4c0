"""Conclusions and knowledge are values: equal by what they say, and the same after any copy."""

import copy
import pickle
import shutil

import pytest
from loaded_knowledge import BREAD

from whycry_expert import infer, load_knowledge, situation_from
from whycry_expert.keeping.mutants import with_rule

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
