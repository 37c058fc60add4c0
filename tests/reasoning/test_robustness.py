"""How much hangs on single answers, against trying each of them with the engine."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from random_answers import situation_with

from whycry_expert import infer, situation_from
from whycry_expert.inference.trace import ConditionMet
from whycry_expert.reasoning.difference import difference_of, differing_answers
from whycry_expert.reasoning.fact_effect import effect_of
from whycry_expert.reasoning.robustness import robustness_of
from whycry_expert.situation.single_answers import SingleAnswer, singles_in, with_singles


def leading_after(answers, changes, taken_back=()):
    kept = {fact: answer for fact, answer in with_singles(answers, changes).items() if fact not in taken_back}
    return infer(KNOWLEDGE, situation_with(kept)).leading


@pytest.mark.parametrize("name", spread(25))
def test_every_turn_leads_where_it_says_and_every_answer_taken_back_is_tried(name):
    answers = SITUATIONS[name].answers
    found = robustness_of(KNOWLEDGE, answers)
    for turn in (*found.wrong[:5], *found.pairs[:5], *found.open[:5]):
        leading = leading_after(answers, turn.changes, turn.taken_back)
        assert leading == turn.leading
        assert set(leading) != set(found.leading)
    turning = {turn.changes for turn in found.wrong}
    for single in singles_in(answers):
        absent = SingleAnswer(single.fact, None, single.option)
        if set(leading_after(answers, [absent])) != set(found.leading):
            assert (absent,) in turning or any(turn.taken_back for turn in found.wrong)


def test_pairs_are_looked_for_only_where_no_single_answer_changes_what_leads():
    for name in spread(25):
        found = robustness_of(KNOWLEDGE, SITUATIONS[name].answers)
        assert not (found.wrong and found.pairs)


def test_follow_up_answers_fall_away_with_the_answer_that_they_follow():
    answers = situation_from({"ending": "he-ended-it", "wants-it-undone": "stands-by-it"}, KNOWLEDGE).answers
    found = robustness_of(KNOWLEDGE, answers)
    assert any(turn.taken_back == ("wants-it-undone",) for turn in found.wrong)


@pytest.mark.parametrize("name", spread(40))
def test_two_situations_differ_in_what_fired_exactly_where_the_traces_do(name):
    before, after = (infer(KNOWLEDGE, SITUATIONS[one]) for one in (name, "example.yaml"))
    difference = difference_of(before, after)
    weighed = {item.rule.name for item in difference.firings}
    only_one = {firing.rule for firing in before.trace} ^ {firing.rule for firing in after.trace}
    rules = {rule.name for rule in KNOWLEDGE.rules()}
    assert only_one & rules <= weighed
    for item in difference.firings:
        assert any(item.rule.name in answer.rules for answer in difference.answers)
    for answers in difference.decisive:
        assert set(leading_after(before.situation.answers, answers)) == set(after.leading)


def test_a_situation_differs_in_nothing_from_itself():
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    difference = difference_of(conclusion, conclusion)
    assert (difference.answers, difference.firings, difference.decisive) == ((), (), ())


def test_answers_that_differ_are_paired_with_what_was_not_answered():
    one, other = ({"relationship": "partner"}, {"relationship": "ex", "ending": "he-ended-it"})
    answers = [situation_from(said, KNOWLEDGE).answers for said in (one, other)]
    pairs = differing_answers(*answers, KNOWLEDGE)
    assert [pair[0].fact for pair in pairs] == ["relationship", "ending"]
    assert pairs[1][0].answer is None


def test_an_answer_that_nobody_gave_did_nothing():
    conclusion = infer(KNOWLEDGE, situation_from({"relationship": "partner"}, KNOWLEDGE))
    effect = effect_of(conclusion, "ending")
    assert effect.matched == effect.ruled_out == ()
    assert effect.without.firings == ()


@pytest.mark.parametrize("fact", ["another", "ground-for-it", "ending"])
def test_an_answer_matched_what_the_trace_says_it_matched(fact):
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    effect = effect_of(conclusion, fact)
    met = [firing for firing in conclusion.trace if isinstance(firing, ConditionMet)]
    matching = {firing.rule for firing in met if any(match.subject == fact for match in firing.matched)}
    assert {rule.name for rule in effect.matched} == matching
