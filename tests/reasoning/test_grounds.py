"""Why a reading stands where it stands: down to the answers, and up again by arithmetic."""

from fractions import Fraction

import pytest
from example_situations import KNOWLEDGE, SITUATIONS
from hypothesis import given
from random_answers import situation_with
from random_knowledge import cases_of, knowledge_bases, knowledge_with
from thoroughness import examples, some_by_day

from whycry_expert import infer, situation_from
from whycry_expert.inference.trace import NoticeRaised, RuleFired
from whycry_expert.knowledge.alternatives import alternatives
from whycry_expert.knowledge.answer import Answer, changed_by, slots_in
from whycry_expert.knowledge.certainty import STRENGTHS, THRESHOLD, combine
from whycry_expert.reasoning.grounds import (
    AnswerGround,
    FindingGround,
    answers_below,
    grounds_of,
    grounds_of_notices,
    rules_in,
)


def leading_grounds(name):
    conclusion = infer(KNOWLEDGE, SITUATIONS[name])
    return conclusion, [grounds_of(conclusion, meaning) for meaning in conclusion.leading]


def certainty_without(answers, meaning, removed, knowledge=KNOWLEDGE):
    left = changed_by(dict.fromkeys(removed).items(), answers)
    return infer(knowledge, situation_with(left)).reading(meaning).certainty


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


def moving_by_trying(knowledge, answers, meaning):
    """What a reading comes to without each answer that moves it; a whole fact where no option by itself does."""
    now = infer(knowledge, situation_with(answers)).reading(meaning).certainty
    for fact, answer in answers.items():
        slots = slots_in({fact: answer})
        without = {slot: certainty_without(answers, meaning, [slot], knowledge) for slot in slots}
        moving = {slot: certainty for slot, certainty in without.items() if certainty != now}
        together = certainty_without(answers, meaning, slots, knowledge)
        yield from (moving or ({(fact, ""): together} if together != now else {})).items()


@examples(60, least=20)
@given(cases_of(knowledge_bases()))
def test_the_answers_that_a_reading_hangs_on_are_those_that_trying_without_each_finds(case):
    knowledge, (_, answers) = case
    conclusion = infer(knowledge, situation_with(answers))
    for reading in conclusion.readings:
        grounds = grounds_of(conclusion, reading.meaning)
        moving = list(moving_by_trying(knowledge, answers, reading.meaning))
        for named, sign in ((grounds.rests_on, 1), (grounds.held_back_by, -1)):
            assert [((one.fact, one.option), one.without) for one in named] == [
                (slot, without) for slot, without in moving if sign * (reading.certainty - without) > 0
            ]


def literals_of(owner):
    return {str(literal): literal for way in alternatives(owner.condition) for literal in way}


def check_that_these_answers_meet_it(below, owner, answers):
    """They alone meet the test as well as all do, and none of them could be spared or does not meet it by itself."""
    literal = literals_of(owner)[below.test]

    def value(slots):
        left = changed_by(((slot, None) for slot in slots_in(answers) if slot not in slots), answers)
        return literal.oriented(literal.test.value(left[below.fact])).lo if below.fact in left else -1

    assert below.answers.items() <= slots_in(answers).items()
    assert value(below.answers) == below.certainty >= THRESHOLD
    for slot in below.answers:
        rest = value(below.answers.keys() - {slot})
        assert rest < THRESHOLD if literal.negated else value({slot}) >= THRESHOLD
    if not literal.negated:
        assert all(
            slot in below.answers for slot in slots_in({below.fact: answers[below.fact]}) if value({slot}) >= THRESHOLD
        )


@examples(60, least=20)
@given(cases_of(knowledge_bases()))
def test_what_a_reading_rests_on_is_what_fired_for_it_down_to_the_answers_that_met_each_test(case):
    knowledge, (_, answers) = case
    conclusion = infer(knowledge, situation_with(answers))
    fired = {}
    for firing in conclusion.trace:
        if isinstance(firing, RuleFired):
            fired.setdefault(firing.rule, []).append(firing)
    for reading in conclusion.readings:
        grounds = grounds_of(conclusion, reading.meaning)
        expected = [rule for rule in knowledge.meaning(reading.meaning).rules if rule.name in fired]
        assert {ground.rule.name for side in grounds.sides for ground in side.rules} == {rule.name for rule in expected}
        for side in grounds.sides:
            assert [ground.counted for ground in side.rules] == [True, *(False for _ in side.rules[1:])]
        pending, seen = [ground for side in grounds.sides for ground in side.rules], set()
        while pending:
            ground = pending.pop()
            seen.add(ground.rule)
            check_rule(ground)
            strongest = max(fired[ground.rule.name], key=lambda firing: abs(firing.amount))
            assert (ground.amount, ground.certainty) == (strongest.amount, strongest.certainty)
            assert [below.test for below in ground.grounds] == [match.test for match in strongest.matched]
            for below in ground.grounds:
                if isinstance(below, FindingGround):
                    supporting = [rule for rule in below.finding.rules if rule.name in fired]
                    assert {inner.rule for inner in below.rules} == set(supporting)
                    assert [inner.counted for inner in below.rules] == [True, *(False for _ in supporting[1:])]
                    amounts = [inner.amount for inner in below.rules]
                    assert amounts == sorted(amounts, reverse=True)
                    pending += below.rules
                else:
                    check_that_these_answers_meet_it(below, ground.rule, answers)
        assert len(rules_in(grounds)) == len(set(rules_in(grounds)))
        assert set(rules_in(grounds)) == seen


@examples(50, least=15)
@given(cases_of(knowledge_bases()))
def test_the_answers_below_a_rule_are_enough_for_it_to_weigh_as_much(case):
    knowledge, (_, answers) = case
    conclusion = infer(knowledge, situation_with(answers))
    for reading in conclusion.readings:
        for side in grounds_of(conclusion, reading.meaning).sides:
            for ground in side.rules:
                enough = situation_with(changed_by(answers_below(ground).items(), {}))
                again = grounds_of(infer(knowledge, enough), reading.meaning)
                assert ground.amount in [
                    one.amount for other in again.sides for one in other.rules if one.rule is ground.rule
                ]


@examples(50, least=15)
@given(cases_of(knowledge_bases()))
def test_a_notice_names_the_answers_that_raised_it_for_each_way_in_which_they_did(case):
    knowledge, (_, answers) = case
    conclusion = infer(knowledge, situation_with(answers))
    raised = [firing for firing in conclusion.trace if isinstance(firing, NoticeRaised)]
    grounds = grounds_of_notices(conclusion)
    assert [
        (ground.notice.name, [(answer.fact, answer.test, answer.certainty) for answer in ground.answers])
        for ground in grounds
    ] == [
        (firing.rule, [(match.subject, match.test, match.certainty) for match in firing.matched]) for firing in raised
    ]
    for ground in grounds:
        for answer in ground.answers:
            check_that_these_answers_meet_it(answer, ground.notice, answers)


def test_each_option_that_meets_a_test_is_named_from_the_threshold_on():
    knowledge = knowledge_with({"it": [{"marks": ["round", "deep"]}]})
    marks = {"round": THRESHOLD, "deep": Fraction(1), "square": Fraction(1)}
    conclusion = infer(knowledge, situation_with({"marks": Answer.choices(marks)}))
    ((ground,),) = (rule.grounds for side in grounds_of(conclusion, "it").sides for rule in side.rules)
    assert list(ground.answers) == [("marks", "deep"), ("marks", "round")]


def test_options_of_which_one_could_stand_for_the_other_are_named_as_one_answer():
    knowledge = knowledge_with(
        {"it": [{"marks": ["round", "deep"]}, "cold"], "other": [({"marks": "deep"}, {"against": "hints"})]}
    )
    answers = situation_from({"marks": {"round": "yes", "deep": "yes"}, "cold": "yes"}, knowledge)
    conclusion = infer(knowledge, answers)
    rests_on = [(one.fact, one.option) for one in grounds_of(conclusion, "it").rests_on]
    held_back_by = [(one.fact, one.option) for one in grounds_of(conclusion, "other").held_back_by]
    assert (rests_on, held_back_by) == ([("cold", ""), ("marks", "")], [("marks", "deep")])


def test_an_answer_that_holds_a_reading_back_is_named():
    answers = {"just-before": "argument", "usual-crying": "easily", "danger-to-himself": "none"}
    conclusion = infer(KNOWLEDGE, situation_from(answers, KNOWLEDGE))
    for meaning in KNOWLEDGE.meanings:
        grounds = grounds_of(conclusion, meaning.name)
        for weight in grounds.held_back_by:
            assert weight.without > grounds.reading.certainty
        assert all(weight.fact != "danger-to-himself" for weight in (*grounds.rests_on, *grounds.held_back_by))
