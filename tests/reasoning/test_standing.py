"""Plain evaluation and the engine agree, and following up a change is the same as starting again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_answers import allowed_answers, answers_to, situation_with

from whycry_expert import infer, load_knowledge
from whycry_expert.knowledge import condition
from whycry_expert.knowledge.answer import Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Kind
from whycry_expert.reasoning.standing import standing_of
from whycry_expert.situation.single_answers import SingleAnswer, full_answers, singles_in, telling_numbers, with_singles

SHIPPED = load_knowledge()
NUMBERS = telling_numbers(SHIPPED)


@settings(max_examples=60)
@given(allowed_answers(SHIPPED))
def test_plain_evaluation_concludes_what_the_engine_concludes(answers):
    conclusion = infer(SHIPPED, situation_with(answers))
    standing = standing_of(SHIPPED, answers)
    assert dict(standing.certainties) == {reading.meaning: reading.certainty for reading in conclusion.readings}
    assert standing.leading == conclusion.leading


@settings(max_examples=100)
@given(st.data())
def test_following_up_changes_is_the_same_as_starting_again(data):
    answers = data.draw(allowed_answers(SHIPPED))
    facts = data.draw(st.lists(st.sampled_from(tuple(SHIPPED.facts)), max_size=4, unique=True))
    changes = []
    for name in facts:
        single = data.draw(st.sampled_from([*full_answers(SHIPPED.facts[name], NUMBERS.get(name, ())), None]))
        changes.append(single or SingleAnswer(name, None))
    followed = standing_of(SHIPPED, answers).after(changes)
    anew = standing_of(SHIPPED, with_singles(answers, changes))
    assert followed.certainties == anew.certainties
    assert all(followed.weight(rule) == anew.weight(rule) for rule in SHIPPED.rules())
    assert all(followed.leads(meaning.name) == (meaning.name in anew.leading) for meaning in SHIPPED.meanings)


@given(st.data())
def test_answers_are_made_of_their_single_answers(data):
    answers = data.draw(allowed_answers(SHIPPED))
    assert with_singles({}, singles_in(answers)) == answers


def test_a_single_answer_to_an_option_leaves_the_others_alone():
    said = {"yeast": Choices.of({"fresh": ONE, "old": -ONE})}
    changed = with_singles(said, [SingleAnswer("yeast", None, "old")])
    assert changed == {"yeast": Choices.of({"fresh": ONE})}
    assert with_singles(changed, [SingleAnswer("yeast", None, "fresh")]) == {}


@pytest.mark.parametrize("fact", [name for name, fact in SHIPPED.facts.items() if fact.kind is Kind.NUMBER])
@given(st.data())
def test_every_number_is_told_from_others_as_one_of_the_telling_numbers_is(fact, data):
    tests = [
        test
        for rule in SHIPPED.rules()
        for test in condition.tests_in(rule.condition)
        if isinstance(test, condition.NumberTest) and test.fact == fact
    ]
    answer = data.draw(answers_to(SHIPPED.facts[fact]))
    told = [test.value(answer).lo > 0 for test in tests]
    singles = full_answers(SHIPPED.facts[fact], NUMBERS[fact])
    standing_for_all = [[test.value(single.answer).lo > 0 for test in tests] for single in singles]
    assert not tests or told in standing_for_all
