"""Stepping through a run is the run, with its agenda and its working memory."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread

from whycry_expert import infer
from whycry_expert.inference.stepping import starting_memory, steps_of
from whycry_expert.inference.trace import ConditionMet, FindingConcluded, MeaningAdded, PictureDrawn, ReadingConcluded


@pytest.mark.parametrize("name", spread(40))
def test_the_steps_are_the_firings_of_the_run(name):
    steps = list(steps_of(KNOWLEDGE, SITUATIONS[name]))
    assert tuple(step.firing for step in steps) == infer(KNOWLEDGE, SITUATIONS[name]).trace


def test_what_fires_stands_first_on_an_agenda_that_is_ordered_by_salience():
    for step in steps_of(KNOWLEDGE, SITUATIONS["example.yaml"]):
        saliences = [waiting.salience for waiting in step.agenda]
        assert saliences == sorted(saliences, reverse=True)


def test_working_memory_begins_with_the_answers_and_only_grows():
    situation = SITUATIONS["example.yaml"]
    memory = starting_memory(KNOWLEDGE, situation)
    assert [element.subject for element in memory] == list(situation.given)
    for step in steps_of(KNOWLEDGE, situation):
        assert step.memory[: len(memory)] == memory
        assert len(step.memory) == len(memory) + step.new
        memory = step.memory


@pytest.mark.parametrize("name", spread(40))
def test_what_waits_is_called_by_its_rule_and_its_alternative(name):
    for step in steps_of(KNOWLEDGE, SITUATIONS[name]):
        firing = step.firing
        called = {
            FindingConcluded: f"the finding {firing.rule}",
            ReadingConcluded: f"the reading {firing.rule}",
            PictureDrawn: "the picture",
            MeaningAdded: f"{firing.rule}, because of the picture",
        }.get(type(firing), firing.rule)
        if isinstance(firing, ConditionMet) and firing.alternatives > 1:
            called += f" [{firing.alternative} of {firing.alternatives}]"
        assert step.agenda[0].label == called
