"""What is still asked: all that could move a reading that may lead, and how much each question could matter."""

from fractions import Fraction

import pytest
from hypothesis import given
from random_knowledge import cases_of, knowledge_bases, knowledge_with
from thoroughness import examples

from whycry_expert import situation_from
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import changed_by, slots_in
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import contending, open_questions
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import full_answers, telling_numbers

WEAK, FRESH, LONG, ROSE, FLOUR = (Fraction(tenths, 10) for tenths in (44, 40, 22, 22, 70))
ABOUT_FLOUR = {"no-gluten-flour": FLOUR, "wheat-flour": FLOUR}
ASKED = [
    (
        {},
        {
            "flour": ABOUT_FLOUR,
            "yeast": {"weak": WEAK / 3, "fresh-yeast": FRESH},
            "risen": {"weak": WEAK / 3, "long-rest": LONG / 2, "rose-anyway": ROSE},
            "hours": {"weak": WEAK / 3, "long-rest": LONG / 2},
        },
    ),
    (
        {"yeast": {"fresh": "no"}},
        {
            "flour": ABOUT_FLOUR,
            "risen": {"weak": WEAK / 3, "long-rest": LONG / 2, "rose-anyway": ROSE},
            "hours": {"weak": WEAK / 3, "long-rest": LONG / 2},
            "yeast": {"weak": WEAK / 3},
        },
    ),
    # "maybe" leaves the long rest 0.16 at most, which is 0.8 points
    (
        {"risen": "maybe not"},
        {
            "flour": ABOUT_FLOUR,
            "yeast": {"weak": WEAK / 2, "fresh-yeast": FRESH},
            "hours": {"weak": WEAK / 2, "long-rest": Fraction(8, 10)},
        },
    ),
    # the flour cannot lead any more, so that it rose would not matter to it
    (
        {"hours": 5, "flour": "wheat"},
        {"yeast": {"weak": WEAK / 2, "fresh-yeast": FRESH}, "risen": {"weak": WEAK / 2}},
    ),
    ({"yeast": {"old": "yes"}, "flour": "wheat", "hours": 8}, {"risen": {"long-rest": LONG}}),
    ({"flour": "no-gluten", "risen": "no", "hours": 1, "yeast": "none"}, {}),
]


def asked(knowledge, answers, closed=()):
    return open_questions(knowledge, answers, outlook_of(knowledge, answers, closed), closed)


@pytest.mark.parametrize(("answers", "expected"), ASKED)
def test_a_question_weighs_the_points_that_its_rules_can_bring_shared_with_the_other_open_facts_of_each(
    answers, expected, bread
):
    found = asked(bread, situation_from(answers, bread).answers)
    assert [question.fact for question in found] == list(expected)
    for question, shares in zip(found, expected.values(), strict=True):
        assert question.rules == tuple(shares)
        assert float(question.swing) == pytest.approx(float(sum(shares.values())))


def test_a_question_names_the_readings_that_it_serves_and_the_options_that_are_open_and_matter(bread):
    questions = {
        question.fact: question for question in asked(bread, situation_from({"yeast": {"on": "maybe"}}, bread).answers)
    }
    assert questions["risen"].meanings == ("old-yeast", "heavy-flour")
    assert questions["hours"].meanings == ("old-yeast",)
    assert questions["yeast"].options == ("fresh", "old")
    assert questions["flour"].options == ()


def test_what_was_asked_before_is_not_asked_again_and_nothing_is_expected_of_it(bread):
    found = asked(bread, {}, closed=("yeast", "flour"))
    assert [(question.fact, question.rules) for question in found] == [
        ("risen", ("weak", "long-rest")),
        ("hours", ("weak", "long-rest")),
    ]


def test_a_question_that_opens_others_is_asked_for_what_their_answers_could_bring():
    knowledge = knowledge_with(
        {"it": [{"marks": ["deep", "round"]}]}, colour={"only if": "wet"}, marks={"only if": {"colour": "red"}}
    )

    def facts(answers):
        return [question.fact for question in asked(knowledge, situation_from(answers, knowledge).answers)]

    assert facts({}) == ["wet"]
    assert facts({"wet": "yes"}) == ["colour"]
    assert facts({"wet": "no"}) == []
    assert facts({"wet": "yes", "colour": "red"}) == ["marks"]
    assert facts({"wet": "yes", "colour": "blue"}) == []
    assert facts({"wet": "maybe", "colour": "maybe red", "marks": {"deep": "maybe"}}) == ["marks"]
    assert facts({"wet": "yes", "colour": "red", "marks": {"deep": "yes"}}) == []


def single_full_answers(knowledge, fact):
    return full_answers(fact, telling_numbers(knowledge).get(fact.name, ()))


@examples(60, least=20)
@given(cases_of(knowledge_bases()))
def test_whatever_could_move_a_reading_that_may_lead_is_asked_and_nothing_that_is_answered_or_does_not_apply(case):
    knowledge, (answers, _) = case
    outlook, questions = outlook_of(knowledge, answers), asked(knowledge, answers)
    now, readings = outlook.standing, contending(outlook)
    named = {question.fact: question for question in questions}
    for fact in knowledge.facts.values():
        for slot, answer in single_full_answers(knowledge, fact):
            if slot in slots_in(answers) or not now.applies(fact.name):
                continue
            changed = changed_by([(slot, answer)], answers)
            after = standing_of(knowledge, changed)
            if not find_clashes(knowledge, changed) and any(
                after.certainty(reading) != now.certainty(reading) for reading in readings
            ):
                assert fact.name in named
                assert not slot[1] or slot[1] in named[fact.name].options
    for question in questions:
        fact = knowledge.facts[question.fact]
        given_parts = {option for name, option in slots_in(answers) if name == fact.name}
        assert set(fact.parts) - given_parts
        assert not given_parts & set(question.options)
        assert now.applies(fact.name)
        assert set(question.meanings) <= set(readings)
    order = list(knowledge.facts)
    assert list(questions) == sorted(questions, key=lambda question: (-question.swing, order.index(question.fact)))


@examples(60, least=20)
@given(cases_of(knowledge_bases()))
def test_what_leads_after_more_answers_was_among_the_readings_that_may(case):
    knowledge, (answers, more) = case
    before, after = outlook_of(knowledge, answers), outlook_of(knowledge, more)
    assert set(before.leading) <= set(contending(before))
    assert set(after.leading) <= set(contending(before))


@examples(30, least=10)
@given(cases_of(knowledge_bases()))
def test_once_everything_is_closed_the_readings_that_lead_are_those_that_may(case):
    knowledge, (answers, _) = case
    outlook = outlook_of(knowledge, answers, closed=knowledge.facts)
    highest = max(outlook.standing.certainties.values())
    if outlook.leading:
        assert set(contending(outlook)) == set(outlook.leading)
    else:
        assert highest < Fraction(3, 10)
        assert contending(outlook) == ()


@pytest.mark.parametrize(("strength", "facts"), [("supports", ["cold"]), ("suggests", [])])
def test_a_question_is_asked_for_a_reading_that_could_come_to_half_the_likelihood_ratio_of_the_highest(strength, facts):
    knowledge = knowledge_with({"one": [("wet", "strongly supports")], "two": [("cold", strength)]})
    answers = situation_from({"wet": "yes"}, knowledge).answers
    assert [question.fact for question in asked(knowledge, answers)] == facts


def test_a_rule_that_could_only_weigh_as_much_as_what_counts_in_its_line_already_is_no_reason_to_ask():
    rules = [("wet", "supports", "line"), ("cold", "supports", "line"), ({"colour": "red"}, "settles", "line")]
    knowledge = knowledge_with({"it": rules})
    found = asked(knowledge, situation_from({"wet": "yes"}, knowledge).answers)
    assert [question.fact for question in found] == ["colour"]


def test_of_questions_that_matter_as_much_the_first_in_the_vocabulary_comes_first():
    knowledge = knowledge_with(
        {"it": ["size-is-small", "cold", "wet"]}, findings={"size-is-small": [{"size": {"at most": 3}}]}
    )
    assert [question.fact for question in asked(knowledge, {})] == ["wet", "cold", "size"]


def test_what_a_rule_needs_beside_an_answer_that_rules_it_out_is_not_asked():
    knowledge = knowledge_with({"it": [{"any": [{"all": ["wet", "cold"]}, {"size": {"at most": 3}}]}]})

    def facts(answers):
        return [question.fact for question in asked(knowledge, situation_from(answers, knowledge).answers)]

    assert facts({}) == ["wet", "cold", "size"]
    assert facts({"wet": "no"}) == ["size"]
    assert facts({"wet": "no", "size": 4}) == []


def test_an_option_that_is_open_is_not_asked_for_where_another_meets_the_test_for_certain():
    knowledge = knowledge_with({"it": [{"all": [{"marks": ["deep", "round"]}, "cold"]}]})
    found = asked(knowledge, situation_from({"marks": {"deep": "yes"}}, knowledge).answers)
    assert [question.fact for question in found] == ["cold"]


def test_what_opened_a_question_is_not_asked_further():
    knowledge = knowledge_with({"it": [{"size": {"at most": 3}}]}, size={"only if": {"marks": "deep"}})
    found = asked(knowledge, situation_from({"marks": {"deep": "yes"}}, knowledge).answers)
    assert [question.fact for question in found] == ["size"]
