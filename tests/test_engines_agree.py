"""Six ways of working out the same, of which none may come to anything else, whatever the rules and the answers are.

experta with our matcher and with its own, the evaluator, the bounds once nothing is open, `batch`, the checker behind
`verify`, and CLIPS with the exported program: the same certainties, rules, findings, notices and leading readings.
"""

import pytest
from clips_twin import ClipsTwin, assert_near
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
from loaded_knowledge import FLAT_BREAD
from random_answers import SEEDS, AnswersByChance, allowed_answers, situation_with
from random_knowledge import knowledge_bases
from thoroughness import examples, some_by_day

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.inference.engine import infer
from whycry_expert.inference.matcher import Matcher
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.report import report_on


def assert_all_agree(knowledge, situations, twin):
    lines = lines_of_batch(knowledge, situations)
    fired = fired_in_batch(knowledge, situations)
    for answers, line, fired_there in zip(situations, lines, fired, strict=True):
        report = report_on(knowledge, situation_with(answers))
        told = told_by_engine(report)
        assert infer(knowledge, report.situation, matcher=Matcher.RETE).trace == report.trace
        standing = standing_of(knowledge, answers)
        assert told_by_evaluator(standing) == told
        assert {meaning.name for meaning in knowledge.meanings if standing.leads(meaning.name)} == set(told.leading)
        assert told_by_bounds(outlook_of(knowledge, answers, closed=knowledge.facts)) == told
        written = to_json(report).encode()
        assert told_by_checker(written, knowledge) == told
        assert faults_of(written, knowledge) == []
        assert line == line_for(report)
        assert fired_there == set(told.fired)
        assert_near(twin.run(answers), told)


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    return {
        knowledge.digest: ClipsTwin(knowledge, tmp_path_factory.mktemp("clips"))
        for knowledge in (KNOWLEDGE, FLAT_BREAD)
    }


@pytest.mark.parametrize("name", some_by_day(spread(3), 6))
def test_all_agree_on_the_example_situations(name, twins):
    assert_all_agree(KNOWLEDGE, [SITUATIONS[name].answers], twins[KNOWLEDGE.digest])


@given(answers=allowed_answers(KNOWLEDGE))
def test_all_agree_on_any_answers(twins, answers):
    assert_all_agree(KNOWLEDGE, [answers], twins[KNOWLEDGE.digest])


@given(data=st.data())
def test_all_agree_on_any_answers_to_another_knowledge_base(twins, data):
    assert_all_agree(FLAT_BREAD, four_situations(data, FLAT_BREAD), twins[FLAT_BREAD.digest])


@examples(100, by_day=10)
@given(data=st.data())
def test_all_agree_on_any_answers_to_any_knowledge(tmp_path_factory, data):
    knowledge = data.draw(knowledge_bases())
    twin = ClipsTwin(knowledge, tmp_path_factory.mktemp("clips"))
    assert_all_agree(knowledge, four_situations(data, knowledge), twin)


def four_situations(data, knowledge):
    return [data.draw(allowed_answers(knowledge)) for _ in range(4)]


@pytest.mark.nightly
@examples(600)
@given(answers=allowed_answers(KNOWLEDGE))
def test_all_agree_on_thousands_of_situations(twins, answers):
    assert_all_agree(KNOWLEDGE, [answers], twins[KNOWLEDGE.digest])


@pytest.mark.nightly
@examples(300)
@given(data=st.data())
def test_all_agree_on_thousands_of_situations_of_other_knowledge(tmp_path_factory, data):
    knowledge = data.draw(knowledge_bases())
    twin = ClipsTwin(knowledge, tmp_path_factory.mktemp("clips"))
    assert_all_agree(knowledge, four_situations(data, knowledge), twin)


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, FLAT_BREAD], ids=["shipped", "bread"])
@given(chance=SEEDS)
def test_once_everything_is_answered_the_bounds_are_the_conclusion(knowledge, chance):
    by_chance = AnswersByChance(knowledge, chance)
    answers = by_chance.completing(by_chance.few_or_many()[0])
    # what is left can get no answer, since each would clash
    left = [
        name
        for name, fact in knowledge.facts.items()
        if name not in answers or (fact.several and len(answers[name].options) < len(fact.options))
    ]
    assert len(left) < len(knowledge.facts) / 2
    outlook = outlook_of(knowledge, answers, closed=left)
    assert told_by_bounds(outlook) == told_by_engine(infer(knowledge, situation_with(answers)))
