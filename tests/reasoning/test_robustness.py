"""How much hangs on single answers, against trying each of them with the engine."""

from itertools import combinations

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from random_answers import allowed_answers, situation_with
from random_knowledge import cases_of, knowledge_bases, knowledge_with
from thoroughness import examples

from whycry_expert import infer, situation_from
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge.answer import changed_by, slots_in
from whycry_expert.knowledge.condition import FactTest, FindingTest, facts_in
from whycry_expert.knowledge.condition import tests_in as every_test_in
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


def mended(knowledge, changes, answers):
    """Changed answers without those that clash with them, and these; None where the changes clash by themselves."""
    kept, taken = changed_by(changes, answers), []
    while found := find_clashes(knowledge, kept):
        others = [fact for fact in found[0].facts if fact not in {slot[0] for slot, _ in changes}]
        if not others:
            return None, ()
        taken.append(others[0])
        del kept[others[0]]
    return kept, tuple(taken)


def turns_by_trying(knowledge, changes, answers):
    """The sets of changes after which other readings lead, what leads then, and what falls away with them."""
    leading = standing_of(knowledge, answers).leading
    for some in changes:
        kept, taken = mended(knowledge, some, answers)
        if kept is not None and set(now := standing_of(knowledge, kept).leading) != set(leading):
            yield dict(some), now, taken


def told(turns):
    return [(turn.changes, turn.leading, turn.taken_back) for turn in turns]


def check_by_trying(knowledge, answers):
    found = robustness_of(knowledge, answers)
    numbers, now = telling_numbers(knowledge), slots_in(answers)
    every = [one for fact in knowledge.facts.values() for one in full_answers(fact, numbers.get(fact.name, ()))]
    other = [one for one in every if one[0] in now and one[1] != now[one[0]]] + [(slot, None) for slot in now]
    unanswered = [one for one in every if one[0] not in now]
    assert found.leading == standing_of(knowledge, answers).leading
    assert found.tried == len(other)

    def all_found(turns, changes):
        expected = list(turns_by_trying(knowledge, changes, answers))
        assert len(turns) == len(expected)
        assert all(one in expected for one in told(turns))

    all_found(found.wrong, [[one] for one in other])
    all_found(found.open, [[one] for one in unanswered])
    pairs = [pair for pair in combinations(other, 2) if pair[0][0] != pair[1][0]] if not found.wrong else []
    assert found.pairs_tried == len(pairs)
    all_found(found.pairs, pairs)
    return found


@examples(50, least=15)
@given(cases_of(knowledge_bases()))
def test_whatever_turns_what_leads_in_a_small_knowledge_base_is_what_trying_everything_finds(case):
    knowledge, (answers, _) = case
    check_by_trying(knowledge, answers)


ONLY_PAIRS = [
    ({"risen": "yes", "hours": 1, "sourdough": "yes"}, 5),
    ({"hours": 7, "yeast": {"fresh": "yes", "old": "no", "on": "no"}, "smoke": "yes"}, 4),
    (
        {
            "hours": {"answer": 5, "certainty": 0.9},
            "sourdough": "maybe",
            "yeast": {"fresh": "maybe not", "old": "yes", "on": "maybe"},
            "risen": "no",
            "smoke": "maybe not",
        },
        12,
    ),
    # here it takes three
    (
        {
            "risen": "no",
            "sourdough": "yes",
            "yeast": {"fresh": "no", "old": "yes", "on": "yes"},
            "smoke": "yes",
            "hours": {"answer": 6, "certainty": 0.9},
        },
        0,
    ),
]


@pytest.mark.parametrize(("answers", "number"), ONLY_PAIRS)
def test_where_only_pairs_turn_what_leads_all_of_them_are_found(answers, number, bread):
    assert len(check_by_trying(bread, situation_from(answers, bread).answers).pairs) == number


def test_more_pairs_than_anyone_waits_for_are_not_looked_at(bread, monkeypatch):
    answers = situation_from(ONLY_PAIRS[0][0], bread).answers
    number = robustness_of(bread, answers).pairs_tried
    monkeypatch.setattr("whycry_expert.reasoning.robustness.MOST_PAIRS", number)
    found = robustness_of(bread, answers)
    assert (found.pairs_tried, found.too_many) == (number, False)
    monkeypatch.setattr("whycry_expert.reasoning.robustness.MOST_PAIRS", number - 1)
    found = robustness_of(bread, answers)
    assert (found.pairs_tried, found.too_many, found.pairs) == (0, True, ())


def signed_weights(conclusion):
    """What each rule that fired weighs, in the strongest of its alternatives that did."""
    found = {}
    for firing in conclusion.trace:
        if isinstance(firing, RuleFired):
            found[firing.rule] = max(found.get(firing.rule, 0), firing.amount, key=abs)
    return found


def hangs_on(knowledge, rule, slot):
    """Whether a rule tests what a slot answers, by itself or through findings."""
    fact, option = slot
    below = {finding.name: finding.rules for finding in knowledge.findings}
    return any(
        any(hangs_on(knowledge, inner, slot) for inner in below[test.finding])
        if isinstance(test, FindingTest)
        else test.fact == fact and (not option or option in test.options)
        for test in every_test_in(rule.condition)
    )


def smallest_sets(candidates, most, does_it):
    for size in range(1, most + 1):
        found = [dict(some) for some in combinations(candidates, size) if does_it(some)]
        if found:
            return found, size
    return [], most


@examples(60, least=20)
@given(cases_of(knowledge_bases()), st.booleans())
def test_a_difference_names_every_answer_and_every_rule_that_weighs_otherwise_and_what_decides(case, back):
    knowledge, both = case
    before, after = (infer(knowledge, situation_with(answers)) for answers in (both[::-1] if back else both))
    difference = difference_of(before, after)
    old, new = signed_weights(before), signed_weights(after)
    differing = {rule.name: rule for rule in knowledge.rules() if old.get(rule.name, 0) != new.get(rule.name, 0)}
    assert [(item.rule, item.before, item.after) for item in difference.firings] == [
        (rule, old.get(name, 0), new.get(name, 0)) for name, rule in differing.items()
    ]
    owners = (*knowledge.findings, *knowledge.meanings)
    for item in difference.firings:
        assert item.rule in next(owner.rules for owner in owners if owner.name == item.subject)
    given_before, given_after = slots_in(before.situation.answers), slots_in(after.situation.answers)
    slots = [slot for fact in knowledge.facts.values() for slot in sorted((fact.name, part) for part in fact.parts)]
    assert [(item.slot, item.before, item.after) for item in difference.answers] == [
        (slot, given_before.get(slot), given_after.get(slot))
        for slot in slots
        if given_before.get(slot) != given_after.get(slot)
    ]
    for item in difference.answers:
        assert item.rules == tuple(name for name, rule in differing.items() if hangs_on(knowledge, rule, item.slot))

    def decides(some):
        changed = changed_by(some, before.situation.answers)
        leading = standing_of(knowledge, changed).leading
        return set(leading) == set(after.leading) and not find_clashes(knowledge, changed)

    candidates = [(item.slot, item.after) for item in difference.answers if item.rules]
    expected = ([], 0) if set(before.leading) == set(after.leading) else smallest_sets(candidates, 3, decides)
    assert (list(difference.decisive), difference.complete_to) == expected


def test_where_it_takes_more_answers_than_are_looked_at_none_are_said_to_decide():
    answers = {"wet": "yes", "colour": "red", "cold": "yes", "marks": {"deep": "yes"}}
    for number, found in ((4, 0), (3, 1)):
        tests = [{fact: said} if isinstance(said, str) and said != "yes" else fact for fact, said in answers.items()]
        tests[3] = {"marks": "deep"}
        knowledge = knowledge_with({"it": [{"all": tests[:number]}, ({"all": tests[:3]}, {"against": "hints"})]})
        nothing, everything = (infer(knowledge, situation_from(said, knowledge)) for said in ({}, answers))
        difference = difference_of(nothing, everything)
        assert (len(difference.decisive), difference.complete_to) == (found, 3)


RULED_OUT = [
    ({"flour": "wheat"}, "flour", ["no-gluten-flour"]),
    ({"flour": "rye"}, "flour", ["wheat-flour"]),
    ({"hours": 2}, "hours", ["long-rest"]),
    ({"hours": 2, "risen": "yes"}, "hours", []),
    ({"risen": "yes", "smoke": "no"}, "risen", ["long-rest"]),
    ({"risen": "yes", "smoke": "no"}, "smoke", []),
    ({"yeast": "none", "hours": 2}, "hours", ["weak", "long-rest"]),
    ({"yeast": "none", "hours": 2}, "yeast", ["weak", "fresh-yeast"]),
    ({"sourdough": "yes"}, "sourdough", ["fresh-yeast"]),
    ({"sourdough": "yes"}, "flour", []),
]


@pytest.mark.parametrize(("answers", "fact", "rules"), RULED_OUT)
def test_an_answer_rules_out_exactly_the_rules_of_readings_that_could_fire_without_it_and_now_cannot(
    answers, fact, rules, bread
):
    effect = effect_of(infer(bread, situation_from(answers, bread)), fact)
    assert [rule.name for rule in effect.ruled_out] == rules


@examples(60, least=20)
@given(cases_of(knowledge_bases()))
def test_an_answer_matched_the_rules_that_fired_on_it_and_is_compared_with_no_answer(case):
    knowledge, (_, answers) = case
    conclusion = infer(knowledge, situation_with(answers))
    fired = [firing for firing in conclusion.trace if isinstance(firing, RuleFired)]
    for fact in answers:
        effect = effect_of(conclusion, fact)
        on_it = {firing.rule for firing in fired if fact in {match.subject for match in firing.matched}}
        assert [rule.name for rule in effect.matched] == [rule.name for rule in knowledge.rules() if rule.name in on_it]
        without = {name: answer for name, answer in answers.items() if name != fact}
        assert effect.without.before.situation.answers == without
        assert effect.without.after == conclusion
        assert not {rule.name for rule in effect.ruled_out} & {firing.rule for firing in fired}
