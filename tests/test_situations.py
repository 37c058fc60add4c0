"""Every example situation reaches the conclusion that it states."""

import pytest
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS

from whycry_expert import infer
from whycry_expert.keeping.coverage import coverage_of
from whycry_expert.keeping.evaluating import Evaluator
from whycry_expert.keeping.examples import Example
from whycry_expert.keeping.mutants import is_noticed, mutants_of
from whycry_expert.reasoning.expectations import StatedOutcome, shortfalls

EXAMPLES = [Example(FOLDER / name, name, situation) for name, situation in SITUATIONS.items()]


def outcome_by_engine(situation):
    conclusion = infer(KNOWLEDGE, situation)
    certainties = {reading.meaning: reading.certainty for reading in conclusion.readings}
    return StatedOutcome(conclusion.picture, conclusion.leading, conclusion.notices, certainties)


def test_every_situation_reaches_the_conclusion_that_it_states():
    missed = {}
    for name, situation in SITUATIONS.items():
        assert situation.expectation is not None, f"an example states what must be concluded: {name}"
        if missing := shortfalls(situation.expectation, outcome_by_engine(situation)):
            missed[name] = missing
    assert missed == {}


def test_there_are_at_least_sixty_situations():
    assert len(SITUATIONS) >= 60


def test_some_stated_outcome_depends_on_each_rule():
    assert coverage_of(KNOWLEDGE, EXAMPLES).unneeded == (), (
        "without these rules every situation still reaches what it states: add one in which the rule holds and whose "
        "`expect` names a band, a leading reading or a picture that is missed without it, or let the rule go"
    )


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.nightly)])
def test_nine_in_ten_mistakes_in_a_rule_miss_a_stated_outcome(every):
    evaluator = Evaluator(KNOWLEDGE)
    weighed = [(example, evaluator.weigh(example.situation.answers)) for example in EXAMPLES]
    mutants = list(mutants_of(KNOWLEDGE))[::every]
    noticed = sum(is_noticed(mutant, evaluator, weighed) for mutant in mutants)
    assert noticed >= 0.9 * len(mutants), "benchmarks/knowledge_mutants.py --survivors names the others"


@pytest.mark.parametrize("meaning", [meaning.name for meaning in KNOWLEDGE.meanings])
def test_each_meaning_leads_somewhere_and_is_spoken_against_somewhere(meaning):
    expectations = [situation.expectation for situation in SITUATIONS.values()]
    leads = [expected for expected in expectations if meaning in (expected.leading or ())]
    assert len(leads) >= 2
    assert any(meaning in expected.speaks_against for expected in expectations)


@pytest.mark.parametrize("notice", [notice.name for notice in KNOWLEDGE.notices])
def test_each_notice_is_raised_somewhere_and_narrowly_not_raised_elsewhere(notice):
    stated = [situation.expectation.notices for situation in SITUATIONS.values()]
    assert any(notice in notices for notices in stated if notices is not None)
    assert any(notice not in notices for notices in stated if notices is not None)
