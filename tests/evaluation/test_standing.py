"""The evaluator and the engine agree, and following up a change is the same as starting again."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import FLAT_BREAD, SHIPPED
from random_answers import allowed_answers, answers_to, situation_with, some_answers
from random_knowledge import cases_of, knowledge_bases, knowledge_with
from thoroughness import examples

from whycry_expert.evaluation.ratio import can_lead
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.engine import infer
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge import condition as conditions
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, ONE, THRESHOLD, likelihood_ratio, picture_of
from whycry_expert.knowledge.condition import FactTest, facts_in, findings_in
from whycry_expert.knowledge.model import Kind
from whycry_expert.proof.conditions import Said, World, bounds

KNOWLEDGE = {"shipped": SHIPPED, "bread": FLAT_BREAD}
both = pytest.mark.parametrize("knowledge", KNOWLEDGE.values(), ids=KNOWLEDGE)


def said(fact, answer):
    """An answer as the proof checker has it, whose evaluation of conditions was written from the reference alone."""
    option, certainty = answer.options[0]
    if fact.kind is Kind.YES_NO:
        return Said(certainty)
    if fact.kind is Kind.CHOICES:
        return Said(options=dict(answer.options))
    if fact.kind is Kind.NUMBER:
        return Said(certainty, number=answer.number)
    options = {name: certainty * (1 if name == option else -1) for name in fact.option_names}
    return Said(certainty, option, options=options)


@both
@examples(60)
@given(st.data())
def test_every_condition_holds_where_the_proof_checker_says_so_and_is_worth_as_much(knowledge, data):
    answers = data.draw(some_answers(knowledge, most=60))
    standing, wiring = standing_of(knowledge, answers), wiring_of(knowledge)
    world = World(
        {name: said(knowledge.facts[name], answer) for name, answer in answers.items()},
        {finding.name: standing.support(finding.name) for finding in knowledge.findings},
    )
    for condition in knowledge.conditions():
        lowest = bounds(condition, world)[0]
        value = standing.valuation.conditions[wiring.condition_numbers[condition]]
        assert value == (lowest * wiring.compiled.scale if lowest >= THRESHOLD else 0)
        assert standing.holds(condition) == (lowest >= THRESHOLD)


@examples(50)
@given(cases_of(knowledge_bases()))
def test_plain_evaluation_comes_to_what_the_engine_concludes(case):
    knowledge, (answers, _) = case
    standing, conclusion = standing_of(knowledge, answers), infer(knowledge, situation_with(answers))
    assert standing.certainties == {name: conclusion.reading(name).certainty for name in knowledge.meanings_by_name}
    assert (standing.leading, standing.raised) == (conclusion.leading, conclusion.notices)
    assert picture_of(standing.leading) is conclusion.picture


@pytest.mark.parametrize("bases", [*map(st.just, KNOWLEDGE.values()), knowledge_bases()], ids=[*KNOWLEDGE, "random"])
@examples(100)
@given(st.data())
def test_following_up_changes_is_the_same_as_starting_again(bases, data):
    knowledge = data.draw(bases)
    answers = data.draw(some_answers(knowledge))
    changes = {}
    for name in data.draw(st.lists(st.sampled_from(tuple(knowledge.facts)), max_size=6, unique=True)):
        changes[name] = data.draw(st.none() | answers_to(knowledge.facts[name]))
    merged = {name: answer for name, answer in {**answers, **changes}.items() if answer is not None}
    start = standing_of(knowledge, answers)
    followed, anew = start.after(changes), standing_of(knowledge, merged)
    assert followed.answers == merged
    assert followed.certainties == anew.certainties
    for layer in ("literals", "conditions", "supports", "sides"):
        assert getattr(followed.valuation, layer) == getattr(anew.valuation, layer)
    assert start.certainties == standing_of(knowledge, answers).certainties, "nothing that was is changed"


def test_a_certainty_finer_than_files_can_have_is_refused_rather_than_rounded(bread):
    with pytest.raises(ValueError, match="at most six decimals, not 1/3"):
        standing_of(bread, {"flour": Answer.choice("rye", ONE / 3)})


@both
def test_knowledge_is_compiled_into_layers_that_name_what_lies_below(knowledge):
    compiled = wiring_of(knowledge).compiled
    literals = len(compiled.literal_spots) + len(compiled.findings)
    assert len(compiled.literals) == literals
    assert len(compiled.strengths) == len(list(knowledge.rules()))
    assert [rule for side in compiled.sides for rule in side] or not knowledge.meanings
    assert all(0 <= literal < literals for way in compiled.alternatives for literal in way)
    assert sorted(way for ways in compiled.conditions for way in ways) == list(range(len(compiled.alternatives)))
    assert sorted(side for sides in compiled.readings for side in sides) == list(range(len(compiled.sides)))
    for number, finding in enumerate(knowledge.findings):
        tested = {name for rule in finding.rules for name in findings_in(rule.condition)}
        assert tested <= {earlier.name for earlier in knowledge.findings[:number]}
    assert all(
        len(compiled.fact_spots[number]) == 1
        for number, fact in enumerate(knowledge.facts.values())
        if fact.kind is Kind.YES_NO
    )


def spots_below(condition, knowledge):
    """What a condition tests, by itself or through findings."""
    for test in conditions.tests_in(condition):
        if isinstance(test, FactTest):
            yield from test.spots
        else:
            finding = next(finding for finding in knowledge.findings if finding.name == test.finding)
            for rule in finding.rules:
                yield from spots_below(rule.condition, knowledge)


@examples(40)
@given(st.sampled_from((SHIPPED, FLAT_BREAD)) | knowledge_bases())
def test_a_rule_hangs_on_exactly_what_it_tests_by_itself_or_through_findings(knowledge):
    wiring = wiring_of(knowledge)
    for rule in knowledge.rules():
        below = set(spots_below(rule.condition, knowledge))
        tested = {(spot.fact, spot.option) for spot in below} | {(spot.fact, "") for spot in below}
        for fact in knowledge.facts.values():
            for option in ("", *fact.option_names):
                assert wiring.hangs_on(rule, fact.name, option) == ((fact.name, option) in tested)


@examples(40)
@given(st.data())
def test_an_alternative_has_the_number_and_the_tests_with_which_it_fires(data):
    knowledge = data.draw(st.just(FLAT_BREAD) | knowledge_bases())
    wiring = wiring_of(knowledge)
    for firing in infer(knowledge, situation_with(data.draw(allowed_answers(knowledge)))).trace:
        if isinstance(firing, RuleFired):
            literals = wiring.literals_of(wiring.rules[firing.rule], firing.alternative)
            assert [literal.subject for literal in literals] == [matched.subject for matched in firing.matched]


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("wet", Answer.yes_no(THRESHOLD)),
        ({"not": "wet"}, Answer.yes_no(-THRESHOLD)),
        ({"colour": "red"}, Answer.choice("red", THRESHOLD)),
        ({"not": {"colour": "red"}}, Answer.choice("green", THRESHOLD)),
        ({"marks": "round"}, Answer.choices({"round": THRESHOLD})),
        ({"not": {"marks": "round"}}, Answer.choices({"round": -THRESHOLD, "deep": ONE})),
        ({"size": {"at least": 6}}, Answer.of_number(Fraction(6), THRESHOLD)),
        ({"not": {"size": {"at least": 6}}}, Answer.of_number(Fraction(5), THRESHOLD)),
    ],
    ids=str,
)
def test_an_answer_counts_from_a_certainty_of_a_fifth_on(condition, answer):
    knowledge = knowledge_with({"reading": [condition]})
    (rule,) = knowledge.rules()
    (fact,) = facts_in(rule.condition)
    for said, worth in ((answer, THRESHOLD * rule.certainty_factor), (answer.weighed(1 - Fraction(1, 10**6)), 0)):
        standing = standing_of(knowledge, {fact: said})
        assert (
            standing.certainty("reading")
            == standing_of(knowledge, {}).after({fact: said}).certainty("reading")
            == worth
        )
        assert infer(knowledge, situation_with({fact: said})).reading("reading").certainty == worth


def test_a_finding_counts_from_a_support_of_a_fifth_on():
    knowledge = knowledge_with({"reading": ["found"]}, findings={"found": [("wet", "hints")]})
    for certainty, holds in ((ONE, True), (1 - Fraction(1, 10**6), False)):
        answers = {"wet": Answer.yes_no(certainty)}
        for standing in (standing_of(knowledge, answers), standing_of(knowledge, {}).after(answers)):
            assert (standing.certainty("reading") > 0) == holds
        assert (infer(knowledge, situation_with(answers)).reading("reading").certainty > 0) == holds


def test_nothing_is_rounded_however_fine_an_answer_is_and_however_many_findings_rest_on_one_another():
    knowledge = knowledge_with(
        {"reading": [("third", "settles")]},
        {
            "first": [("wet", "settles")],
            "second": [("first", "settles")],
            "third": [({"all": ["second", "first"]}, "settles")],
        },
    )
    answers = {"wet": Answer.yes_no(Fraction(999_999, 10**6))}
    exactly = Fraction(999_999, 10**6) * Fraction(19, 20) ** 4
    assert standing_of(knowledge, answers).certainty("reading") == exactly
    assert infer(knowledge, situation_with(answers)).reading("reading").certainty == exactly


def test_a_reading_with_half_the_ratio_of_the_highest_leads_beside_it_and_with_less_it_does_not():
    rules = {"half": [("wet", "supports")], "whole": [("cold", "strongly supports")]}
    for meanings in (rules, dict(reversed(rules.items()))):
        knowledge = knowledge_with(meanings)
        for certainty, leading in ((ONE, ("whole", "half")), (1 - Fraction(1, 10**6), ("whole",))):
            answers = {"wet": Answer.yes_no(certainty), "cold": Answer.yes_no(ONE)}
            standing = standing_of(knowledge, answers)
            assert standing.leading == infer(knowledge, situation_with(answers)).leading == leading
            assert standing.leads("half") == ("half" in leading)


def test_a_reading_that_is_just_certain_enough_leads():
    least = likelihood_ratio(LEADING_MINIMUM)
    assert can_lead(least.as_integer_ratio())
    assert not can_lead((least - Fraction(1, 10**9)).as_integer_ratio())
