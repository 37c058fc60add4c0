"""How much hangs on single answers, against trying each of them with the engine."""

from itertools import combinations

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import infer, situation_from
from whycry_expert.knowledge.answer import changed_by, slots_in
from whycry_expert.knowledge.condition import FactTest, facts_in
from whycry_expert.reasoning.difference import difference_of, differing_answers
from whycry_expert.reasoning.fact_effect import effect_of
from whycry_expert.reasoning.robustness import robustness_of
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import full_answers, telling_numbers

NUMBERS = telling_numbers(KNOWLEDGE)
KNOWLEDGE_RULES = {rule.name: rule for rule in KNOWLEDGE.rules()}


def leading_after(answers, changes, taken_back=()):
    kept = {fact: answer for fact, answer in changed_by(changes, answers).items() if fact not in taken_back}
    return infer(KNOWLEDGE, situation_with(kept)).leading


@pytest.mark.parametrize("name", spread(25))
def test_every_turn_leads_where_it_says_and_every_answer_taken_back_is_tried(name):
    answers = SITUATIONS[name].answers
    found = robustness_of(KNOWLEDGE, answers)
    for turn in (*found.wrong[:5], *found.pairs[:5], *found.open[:5]):
        leading = leading_after(answers, turn.changes.items(), turn.taken_back)
        assert leading == turn.leading
        assert set(leading) != set(found.leading)
    turning = [turn.changes for turn in found.wrong]
    for slot in slots_in(answers):
        if set(leading_after(answers, [(slot, None)])) != set(found.leading):
            assert {slot: None} in turning or any(turn.taken_back for turn in found.wrong)


def other_answers_in(answers):
    """Every other full answer, and none, in the place of each single one."""
    for slot, given_answer in slots_in(answers).items():
        for other, answer in full_answers(KNOWLEDGE.facts[slot[0]], NUMBERS.get(slot[0], ())):
            if other == slot and answer != given_answer:
                yield slot, answer
        yield slot, None


def without_a_clash(changes, answers):
    return not find_clashes(KNOWLEDGE, changed_by(changes, answers))


TURNED_BY_PAIRS = (
    "not-what-you-think-is-unlikely-the-cause-was-plain.yaml",
    "reminded-of-someone-his-grandfathers-coat.yaml",
)


@pytest.fixture(
    scope="module", params=[TURNED_BY_PAIRS, pytest.param(spread(4), marks=pytest.mark.nightly)], ids=["two", "all"]
)
def with_pairs(request):
    """Situations that no single changed answer turns, and pairs do; not too many to try each with the engine."""
    found = {name: robustness_of(KNOWLEDGE, SITUATIONS[name].answers) for name in request.param}
    few = {name: one for name, one in found.items() if one.pairs and one.pairs_tried < 320}
    assert len(few) >= 2, "without such cases nothing below is tested; another situation may have to be named above"
    return few


def test_pairs_are_exactly_those_that_turn_the_conclusion_of_the_engine(with_pairs):
    for name, found in list(with_pairs.items())[:2]:
        answers = SITUATIONS[name].answers
        assert found.wrong == ()
        pairs = [pair for pair in combinations(other_answers_in(answers), 2) if pair[0][0] != pair[1][0]]
        assert found.pairs_tried == len(pairs)
        turning = {tuple(turn.changes.items()) for turn in found.pairs if not turn.taken_back}
        assert turning == {
            pair
            for pair in pairs
            if without_a_clash(pair, answers) and set(leading_after(answers, pair)) != set(found.leading)
        }


def test_every_pair_leads_where_it_says_together_with_what_it_takes_back(with_pairs):
    for name, found in with_pairs.items():
        for turn in found.pairs:
            leading = leading_after(SITUATIONS[name].answers, turn.changes.items(), turn.taken_back)
            assert leading == turn.leading
            assert set(leading) != set(found.leading)


def test_pairs_are_looked_for_only_where_no_single_answer_changes_what_leads():
    found = [robustness_of(KNOWLEDGE, SITUATIONS[name].answers) for name in spread(25)]
    assert any(robustness.wrong for robustness in found)
    assert all(not robustness.pairs_tried and not robustness.pairs for robustness in found if robustness.wrong)


@pytest.mark.parametrize("name", spread(60))
def test_single_changes_are_exactly_those_that_turn_the_conclusion_of_the_engine(name):
    answers = SITUATIONS[name].answers
    found = robustness_of(KNOWLEDGE, answers)
    changes = list(other_answers_in(answers))
    assert found.tried == len(changes)
    assert {tuple(turn.changes.items()) for turn in found.wrong if not turn.taken_back} == {
        (change,)
        for change in changes
        if without_a_clash([change], answers) and set(leading_after(answers, [change])) != set(found.leading)
    }


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
        assert set(leading_after(before.situation.answers, answers.items())) == set(after.leading)


def test_a_situation_differs_in_nothing_from_itself():
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    difference = difference_of(conclusion, conclusion)
    assert (difference.answers, difference.firings, difference.decisive) == ((), (), ())


def test_answers_that_differ_are_paired_with_what_was_not_answered():
    one, other = ({"relationship": "partner"}, {"relationship": "ex", "ending": "he-ended-it"})
    answers = [situation_from(said, KNOWLEDGE).answers for said in (one, other)]
    pairs = differing_answers(*answers, KNOWLEDGE)
    assert list(pairs) == [("relationship", ""), ("ending", "")]
    assert pairs["ending", ""] == (None, answers[1]["ending"])


def test_an_answer_that_nobody_gave_did_nothing():
    conclusion = infer(KNOWLEDGE, situation_from({"relationship": "partner"}, KNOWLEDGE))
    effect = effect_of(conclusion, "ending")
    assert effect.matched == effect.ruled_out == ()
    assert effect.without.firings == ()


@pytest.mark.parametrize("fact", ["another", "ground-for-it", "ending"])
def test_an_answer_is_matched_by_rules_that_test_it_and_by_all_that_would_not_fire_without_it(fact):
    situation = SITUATIONS["example.yaml"]
    fired, fired_without = (
        {firing.rule for firing in infer(KNOWLEDGE, one).trace}
        for one in (situation, situation.with_answers({fact: None}))
    )
    effect = effect_of(infer(KNOWLEDGE, situation), fact)
    matched = {rule.name: rule for rule in effect.matched}
    testing = {rule.name for rule in KNOWLEDGE.rules() if fact in facts_in(rule.condition)}
    assert (fired - fired_without) & testing <= matched.keys() <= fired & testing


@examples(30)
@given(st.sampled_from(["another", "ending", "just-before"]), allowed_answers(KNOWLEDGE, most=60))
def test_what_an_answer_rules_out_never_fires_whatever_else_is_answered(fact, others):
    answers = SITUATIONS["example.yaml"].answers
    ruled_out = {rule.name for rule in effect_of(infer(KNOWLEDGE, situation_with(answers)), fact).ruled_out}
    assert ruled_out
    more = dict(answers)
    for name, answer in others.items():
        if name not in more and not find_clashes(KNOWLEDGE, more | {name: answer}):
            more[name] = answer
    assert not ruled_out & {firing.rule for firing in infer(KNOWLEDGE, situation_with(more)).trace}


def test_a_choice_rules_out_the_rules_that_ask_for_another_option():
    answers = situation_from({"ending": "he-ended-it"}, KNOWLEDGE)
    ruled_out = {rule.name for rule in effect_of(infer(KNOWLEDGE, answers), "ending").ruled_out}
    asking = [
        rule.name
        for rule in KNOWLEDGE.rules()
        if rule.line and isinstance(rule.condition, FactTest) and rule.condition.fact == "ending"
    ]
    others = [name for name in asking if "he-ended-it" not in str(KNOWLEDGE_RULES[name].condition)]
    assert others
    assert ruled_out >= set(others)
