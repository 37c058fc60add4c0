"""Stepping through a run is the run, with its agenda and its working memory."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from loaded_knowledge import FLAT_BREAD

from whycry_expert import infer, situation_from
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


def test_each_firing_puts_what_it_came_to_into_working_memory():
    knowledge = FLAT_BREAD
    situation = situation_from({"yeast": {"old": "maybe"}, "risen": "yes", "smoke": "yes"}, knowledge)
    memory = [*starting_memory(knowledge, situation)]
    for step in steps_of(knowledge, situation):
        memory += step.memory[len(memory) :]
    assert [(element.number, element.kind, element.subject, element.says) for element in memory] == [
        (1, "answer", "risen", "yes"),
        (2, "answer", "yeast", "{old: maybe}"),
        (3, "answer", "smoke", "yes"),
        (4, "notice", "fire", "raised"),
        (5, "support", "weak-yeast", "0.32 by yeast-was-old"),
        (6, "finding", "weak-yeast", "0.32"),
        (7, "contribution", "old-yeast", "+0.256 by weak, line yeast"),
        (8, "contribution", "heavy-flour", "-0.4 by rose-anyway, line rise"),
        (9, "reading", "old-yeast", "+0.256"),
        (10, "reading", "heavy-flour", "-0.400"),
        (11, "picture", "open", "concluded"),
        (12, "addition", "heavy-flour", "added"),
    ]
