"""Six ways of working out the same, of which none may come to anything else, whatever the rules and the answers are.

experta with our matcher and with its own, the evaluator, the bounds once nothing is open, `batch`, the checker behind
`verify`, and CLIPS with the exported program: the same certainties, rules, findings, notices and leading readings.
"""

import pytest
from clips_twin import ClipsTwin
from conftest import BREAD
from engines import (
    faults_of,
    fired_in_batch,
    line_for,
    lines_of_batch,
    told_by_bounds,
    told_by_checker,
    told_by_engine,
    told_by_evaluator,
)
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from random_answers import SEEDS, AnswersByChance, allowed_answers, situation_with
from random_knowledge import knowledge_bases

from whycry_expert import load_knowledge
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.inference.engine import infer
from whycry_expert.inference.matcher import Matcher
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.report import report_on

FLAT_BREAD = load_knowledge(BREAD)


def assert_all_agree(knowledge, situations, twin):
    lines = lines_of_batch(knowledge, situations)
    fired = fired_in_batch(knowledge, situations)
    for answers, line, fired_there in zip(situations, lines, fired, strict=True):
        report = report_on(knowledge, situation_with(answers))
        told = told_by_engine(report)
        assert infer(knowledge, report.situation, matcher=Matcher.RETE).trace == report.trace
        assert told_by_evaluator(standing_of(knowledge, answers)) == told
        assert told_by_bounds(outlook_of(knowledge, answers, closed=knowledge.facts)) == told
        written = to_json(report).encode()
        assert told_by_checker(written, knowledge) == told
        assert faults_of(written, knowledge) == []
        assert line == line_for(report)
        assert fired_there == set(told.fired)
        assert_near(twin.run(answers), told)


def assert_near(outcome, told):
    """CLIPS counts in binary fractions, and in no order says what leads."""
    for name in ("certainties", "fired", "findings"):
        exact = {key: float(value) for key, value in getattr(told, name).items()}
        assert getattr(outcome, name) == pytest.approx(exact, abs=1e-9, rel=0), name
    for name in ("notices", "picture", "added"):
        assert getattr(outcome, name) == getattr(told, name)
    assert outcome.leading == frozenset(told.leading)


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    return {
        knowledge.digest: ClipsTwin(knowledge, tmp_path_factory.mktemp("clips"))
        for knowledge in (KNOWLEDGE, FLAT_BREAD)
    }


@pytest.mark.parametrize("name", spread(3))
def test_all_agree_on_the_example_situations(name, twins):
    assert_all_agree(KNOWLEDGE, [SITUATIONS[name].answers], twins[KNOWLEDGE.digest])


@given(answers=allowed_answers(KNOWLEDGE))
def test_all_agree_on_any_answers(twins, answers):
    assert_all_agree(KNOWLEDGE, [answers], twins[KNOWLEDGE.digest])


@given(data=st.data())
def test_all_agree_on_any_answers_to_another_knowledge_base(twins, data):
    situations = [data.draw(allowed_answers(FLAT_BREAD)) for _ in range(4)]
    assert_all_agree(FLAT_BREAD, situations, twins[FLAT_BREAD.digest])


@given(data=st.data())
def test_all_agree_on_any_answers_to_any_knowledge(tmp_path_factory, data):
    knowledge = data.draw(knowledge_bases())
    situations = [data.draw(allowed_answers(knowledge)) for _ in range(4)]
    assert_all_agree(knowledge, situations, ClipsTwin(knowledge, tmp_path_factory.mktemp("clips")))


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, FLAT_BREAD], ids=["shipped", "bread"])
@given(chance=SEEDS)
def test_once_everything_is_answered_the_bounds_are_the_conclusion(knowledge, chance):
    by_chance = AnswersByChance(knowledge, chance)
    answers = by_chance.completing(by_chance.few_or_many()[0])
    assert told_by_bounds(outlook_of(knowledge, answers)) == told_by_engine(infer(knowledge, situation_with(answers)))
