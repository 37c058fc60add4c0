"""Which question comes next: safety early, then what tells the open readings apart best, and nothing in vain."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from msgspec.structs import replace
from random_answers import single_answers

from whycry_expert.errors import Place
from whycry_expert.interview.choosing import safety_facts
from whycry_expert.interview.session import Interview, Until
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions
from whycry_expert.situation.model import Given

HERE = Place("an answer")
SAFETY = safety_facts(KNOWLEDGE)


def held(situation, until=Until.SETTLED):
    """The interview before each question, and the question."""
    interview = Interview(KNOWLEDGE, until=until)
    while interview.question is not None:
        yield interview, interview.question
        interview = interview.answer(interview.question.fact, situation.given.get(interview.question.fact))


def test_the_first_question_is_an_ordinary_one_and_then_all_of_safety_follows():
    asked = [question for _, question in held(SITUATIONS["example.yaml"])]
    assert not asked[0].for_safety
    assert [question.fact for question in asked[1 : 1 + len(SAFETY)]] == list(SAFETY)
    assert all(question.for_safety for question in asked[1 : 1 + len(SAFETY)])
    assert not any(question.for_safety for question in asked[1 + len(SAFETY) :])


def test_safety_follows_at_once_where_topics_were_chosen_first():
    assert Interview(KNOWLEDGE).choose_topics(["the-tears"]).question.fact == SAFETY[0]


@pytest.mark.parametrize("name", spread(60))
def test_each_question_is_the_one_that_ranks_highest_and_bears_on_a_reading_that_could_lead(name):
    for interview, question in held(SITUATIONS[name]):
        if question.for_safety:
            continue
        ranked = open_questions(KNOWLEDGE, interview.situation.answers, interview.outlook, interview.closed)
        swings = {found.fact: found.swing for found in ranked}
        best = max(swings.values())
        in_order = [fact for fact in KNOWLEDGE.facts if swings.get(fact) == best]
        assert question.fact == in_order[0]
        assert question.meanings
        assert question.rules


def answers_of(question):
    return single_answers(KNOWLEDGE.facts[question.fact]).values()


def moved_by(answer, interview, question):
    """Whether an answer moves a reading that the question names: it may be one of several ways to meet a rule."""
    answers = {**interview.situation.answers, question.fact: answer}
    after = outlook_of(KNOWLEDGE, answers, interview.closed).bounds
    return any(interview.outlook.bounds[meaning] != after[meaning] for meaning in question.meanings)


def moved_where_others_stay_open(interview, question):
    """Whether it matters that a question can be answered: perhaps only where another way to meet a rule stays open."""
    answers, closed = interview.situation.answers, interview.closed
    others = [found.fact for found in open_questions(KNOWLEDGE, answers, interview.outlook, closed)]

    def is_needed(without):
        with_it = outlook_of(KNOWLEDGE, answers, without).bounds
        without_it = outlook_of(KNOWLEDGE, answers, {*without, question.fact}).bounds
        return any(with_it[meaning] != without_it[meaning] for meaning in question.meanings)

    return is_needed(closed) or any(is_needed({*closed, other}) for other in others if other != question.fact)


@pytest.mark.parametrize("name", spread(60))
def test_no_question_is_asked_whose_answers_could_not_move_any_of_the_readings_that_it_names(name):
    for interview, question in held(SITUATIONS[name]):
        if question.for_safety:
            continue
        follow_ups = [
            fact for fact in KNOWLEDGE.facts.values() if fact.only_if and question.fact in facts_in(fact.only_if)
        ]
        answered = any(moved_by(answer, interview, question) for answer in answers_of(question))
        assert follow_ups or answered or moved_where_others_stay_open(interview, question)


def test_a_follow_up_is_asked_only_after_the_answer_that_it_needs():
    interview = Interview(KNOWLEDGE, until=Until.ALL)
    asked = {question.fact for _, question in held(SITUATIONS["example.yaml"], Until.ALL)}
    assert "ground-for-it" in asked
    nobody = Given(Answer.choices(dict.fromkeys(KNOWLEDGE.facts["another"].option_names, -ONE)), HERE)
    interview = interview.answer("another", nobody, asked=False)
    while interview.question is not None:
        assert interview.question.fact != "ground-for-it"
        interview = interview.answer(interview.question.fact, None)


def test_everything_that_applies_follows_in_the_order_of_the_vocabulary_once_nothing_bears_any_more():
    asked = [question for _, question in held(SITUATIONS["example.yaml"], Until.ALL)]
    idle = [question.fact for question in asked if not question.for_safety and not question.meanings]
    assert idle == sorted(idle, key=list(KNOWLEDGE.facts).index)


def test_a_question_that_costs_something_to_be_asked_weighs_half():
    def swing_of_his_past(knowledge):
        ranked = open_questions(knowledge, {}, outlook_of(knowledge, {}))
        return next(found.swing for found in ranked if found.fact == "his-past")

    past = KNOWLEDGE.facts["his-past"]
    assert past.sensitive
    harmless = replace(KNOWLEDGE, facts={**KNOWLEDGE.facts, "his-past": replace(past, sensitive=False)})
    assert swing_of_his_past(harmless) == 2 * swing_of_his_past(KNOWLEDGE)
