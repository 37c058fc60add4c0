"""The experta engine concludes what the semantics say, always in the same order."""

import gc
import logging
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from random import Random
from threading import Barrier

import pytest
from hypothesis import given
from loaded_knowledge import BREAD, FLAT_BREAD, SHIPPED
from random_answers import SIGNED, situation_with, some_answers
from random_knowledge import FilesByChance, knowledge_of, knowledge_with
from thoroughness import examples

from whycry_expert import infer, load_knowledge, situation_from
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.inference.engine import SituationEngine
from whycry_expert.inference.trace import FindingConcluded, Stage
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE


def test_without_answers_nothing_is_claimed():
    conclusion = infer(SHIPPED, situation_from({}, SHIPPED))
    assert conclusion.picture.value == "open"
    assert {reading.certainty for reading in conclusion.readings} == {0}
    assert conclusion.notices == ()


@examples(60)
@given(some_answers(SHIPPED, most=40))
def test_each_stage_is_complete_before_the_next_begins(answers):
    stages = [firing.stage for firing in infer(SHIPPED, situation_with(answers)).trace]
    order = list(Stage)
    assert stages == sorted(stages, key=order.index)


def test_however_many_findings_there_are_all_are_concluded_before_any_reading():
    findings = {f"finding-{number}": ["wet"] for number in range(1600)}
    knowledge = knowledge_with({"reading": ["finding-0", "finding-1599"]}, findings)
    answers = {"wet": Answer.yes_no(ONE)}
    conclusion = infer(knowledge, situation_with(answers))
    stages = [firing.stage for firing in conclusion.trace]
    assert stages == sorted(stages, key=list(Stage).index)
    certainty = conclusion.reading("reading").certainty
    assert certainty == standing_of(knowledge, answers).certainty("reading")
    assert certainty > 0


@examples(40)
@given(some_answers(SHIPPED, most=40))
def test_an_answer_given_first_or_last_gives_the_same_trace(answers):
    backwards = dict(reversed(answers.items()))
    assert infer(SHIPPED, situation_with(answers)).trace == infer(SHIPPED, situation_with(backwards)).trace


def test_many_threads_reach_the_conclusions_that_one_thread_reaches(bread):
    situations = [
        situation_from({"flour": flour, "risen": risen, "hours": hours}, bread)
        for flour in ("rye", "wheat", "no-gluten")
        for risen in ("yes", "probably not", "no")
        for hours in (1, 5, 8)
    ]
    alone = [infer(bread, situation).trace for situation in situations]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda situation: infer(bread, situation).trace, situations)) == alone


def test_importing_the_package_leaves_the_users_logging_and_collections_alone():
    program = (
        "import collections, logging, sys, whycry_expert;"
        "whycry_expert.infer;"
        "assert 'experta' in sys.modules;"
        "assert not logging.getLogger().handlers;"
        "assert not hasattr(collections, 'Mapping')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert logging.getLogger("experta").level == logging.NOTSET


@given(SIGNED)
def test_a_partly_answered_choices_fact_speaks_only_for_what_was_answered(signed):
    answers = {"yeast": Answer.choices({"old": signed}), "risen": Answer.yes_no(Fraction(-1))}
    conclusion = infer(FLAT_BREAD, situation_with(answers))
    fired = {firing.rule for firing in conclusion.trace}
    assert ("yeast-was-old" in fired) == (signed >= Fraction(1, 5))


def test_a_knowledge_base_that_nobody_uses_any_more_is_forgotten_with_its_engines():
    knowledge = load_knowledge(BREAD)
    infer(knowledge, situation_from({"flour": "rye"}, knowledge))
    kept = weakref.ref(knowledge)
    del knowledge
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        ({"all": [{"marks": "round"}, {"marks": "deep"}]}, {"round": 1, "deep": 1}, {"round": 1, "deep": -1}),
        ({"all": [{"marks": "round"}, {"not": {"marks": "deep"}}]}, {"round": 1, "deep": -1}, {"round": 1, "deep": 1}),
        ({"not": {"marks": ["round", "deep"]}}, {"round": -1, "deep": -1}, {"round": -1, "deep": 1}),
    ],
    ids=str,
)
def test_a_condition_over_several_options_asks_for_each_of_them(condition, holds, fails):
    files = FilesByChance(Random(0)).files()
    (notice,) = list(files["rules"]["notices.yaml"]["notices"].values())[:1]
    notice["raised when"] = condition
    knowledge = knowledge_of(files)
    first = knowledge.notices[0].name
    for marks, raised in ((holds, True), (fails, False), ({"round": holds["round"]}, False)):
        answers = {"marks": Answer.choices({option: Fraction(signed) for option, signed in marks.items()})}
        assert (first in infer(knowledge, situation_with(answers)).notices) == raised


def engines():
    gc.collect()
    return sum(type(one) is SituationEngine for one in gc.get_objects())


def test_one_engine_is_built_for_conclusions_one_after_the_other():
    knowledge = knowledge_of(FilesByChance(Random("kept")).files())
    before = engines()
    for _ in range(3):
        infer(knowledge, situation_with({"wet": Answer.yes_no(Fraction(1))}))
    assert engines() == before + 1


def test_of_all_engines_that_were_in_use_at_once_four_are_kept():
    knowledge = knowledge_of(FilesByChance(Random("kept")).files())
    everybody = Barrier(6, timeout=60)

    class MetBySix:
        @property
        def given(self):
            everybody.wait()
            return {}

    before = engines()
    with ThreadPoolExecutor(6) as pool:
        for conclusion in [pool.submit(infer, knowledge, MetBySix()) for _ in range(6)]:
            conclusion.result()
    assert engines() == before + 4


def test_what_weighs_one_half_counts_as_anything_else_does():
    half = {"wet": Answer.yes_no(Fraction(5, 8))}
    rules = [("wet", "strongly supports", "line"), ("cold", "supports", "line")]
    knowledge = knowledge_with({"reading": rules})
    for answers, certainty in ((half, Fraction(1, 2)), (half | {"cold": Answer.yes_no(ONE)}, Fraction(3, 5))):
        conclusion = infer(knowledge, situation_with(answers))
        assert conclusion.reading("reading").certainty == certainty
        assert conclusion.leading == ("reading",)


def test_what_a_rule_brings_to_a_finding_in_two_alternatives_is_told_once():
    either = {"any": ["wet", "cold"]}
    knowledge = knowledge_with(
        {"reading": ["found"]}, findings={"found": [({"size": {"at least": 1}}, "hints"), either]}
    )
    answers = {"wet": "yes", "cold": "yes", "size": 5}
    (concluded,) = (
        firing
        for firing in infer(knowledge, situation_from(answers, knowledge)).trace
        if isinstance(firing, FindingConcluded)
    )
    assert [term.rule for term in concluded.terms] == ["found-rule-1", "found-rule-2"]
