"""Why a reading stands where it stands: down to the answers, and up again by arithmetic."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS
from random_answers import situation_with
from thoroughness import some_by_day

from whycry_expert import infer, situation_from
from whycry_expert.knowledge.answer import changed_by, slots_in
from whycry_expert.knowledge.certainty import STRENGTHS, combine
from whycry_expert.reasoning.grounds import AnswerGround, grounds_of


def leading_grounds(name):
    conclusion = infer(KNOWLEDGE, SITUATIONS[name])
    return conclusion, [grounds_of(conclusion, meaning) for meaning in conclusion.leading]


def certainty_without(answers, meaning, removed):
    left = changed_by(dict.fromkeys(removed).items(), answers)
    return infer(KNOWLEDGE, situation_with(left)).reading(meaning).certainty


@pytest.mark.parametrize("name", some_by_day(SITUATIONS, 12))
def test_why_names_exactly_the_answers_without_which_a_leading_reading_would_be_weaker(name):
    conclusion, readings = leading_grounds(name)
    answers = conclusion.situation.answers
    for grounds in readings:
        now, meaning = grounds.reading.certainty, grounds.reading.meaning
        weaker = {slot for slot in slots_in(answers) if certainty_without(answers, meaning, [slot]) < now}
        assert {(weight.fact, weight.option) for weight in grounds.rests_on} >= weaker
        for weight in grounds.rests_on:
            if (weight.fact, weight.option) not in weaker:
                together = slots_in({weight.fact: answers[weight.fact]})
                assert weight.option == ""
                assert certainty_without(answers, meaning, together) == weight.without < now


@pytest.mark.parametrize("name", some_by_day(SITUATIONS, 12))
def test_every_reading_is_combined_from_the_rules_that_count_and_each_rule_from_what_it_matched(name):
    conclusion, readings = leading_grounds(name)
    for grounds in readings:
        counted = [side.rules[0] for side in grounds.sides]
        assert all(rule.counted for rule in counted)
        assert combine(rule.amount for rule in counted) == grounds.reading.certainty
        for side in grounds.sides:
            assert not any(rule.counted for rule in side.rules[1:])
            for rule in side.rules:
                check_rule(rule)
    assert len(readings) == len(conclusion.leading)


def check_rule(ground):
    assert abs(ground.amount) == STRENGTHS[ground.rule.strength] * ground.certainty
    met = [below.certainty if isinstance(below, AnswerGround) else below.support for below in ground.grounds]
    assert ground.certainty == min(met)
    for below in ground.grounds:
        if isinstance(below, AnswerGround):
            assert below.answers, "an answer ground says which answers met the test"
        else:
            assert below.rules[0].counted
            assert below.support == below.rules[0].amount
            for rule in below.rules:
                check_rule(rule)


def test_an_answer_that_holds_a_reading_back_is_named():
    answers = {"just-before": "argument", "usual-crying": "easily", "danger-to-himself": "none"}
    conclusion = infer(KNOWLEDGE, situation_from(answers, KNOWLEDGE))
    for meaning in KNOWLEDGE.meanings:
        grounds = grounds_of(conclusion, meaning.name)
        for weight in grounds.held_back_by:
            assert weight.without > grounds.reading.certainty
        assert all(weight.fact != "danger-to-himself" for weight in (*grounds.rests_on, *grounds.held_back_by))
