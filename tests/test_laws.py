"""What holds of every knowledge base and of all answers, whatever they say.

Each law is tried on random knowledge and on that which comes along. Where a law speaks of something that is not always
the case, its test counts how often it was, and fails where that was hardly ever.
"""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from changed_knowledge import renamed, reordered, with_another_rule_set
from engines import told_by_engine
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from random_answers import SEEDS, allowed_answers, situation_with
from random_knowledge import files_of, knowledge_bases, knowledge_files, knowledge_of
from thoroughness import examples

from whycry_expert import infer, situation_from
from whycry_expert.evaluation import ratio
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.trace import Stage
from whycry_expert.knowledge.answer import Answer, changed_by, slots_in
from whycry_expert.knowledge.certainty import ONE, combine
from whycry_expert.knowledge.loading import shipped_knowledge_folder
from whycry_expert.knowledge.model import Direction, Kind
from whycry_expert.presentation.as_json import to_json
from whycry_expert.proof import arithmetic
from whycry_expert.reasoning.bounds import outlook_of

SHIPPED_FILES = files_of(shipped_knowledge_folder())
AMOUNTS = st.fractions(-1, 1, max_denominator=1000).filter(lambda amount: abs(amount) < 1)


def combined_ratio(amounts):
    scale = 1
    for amount in amounts:
        scale *= amount.denominator
    whole = [int(amount * scale) for amount in amounts]
    return ratio.certainty_of(
        ratio.combined([one for one in whole if one > 0], [-one for one in whole if one < 0], scale)
    )


@pytest.mark.parametrize(
    "combined",
    [combine, arithmetic.combined, combined_ratio],
    ids=["engine", "checker", "ratio"],
)
@given(first=AMOUNTS, second=AMOUNTS, third=AMOUNTS)
def test_combining_is_a_group_whose_order_it_keeps(combined, first, second, third):
    both = combined([first, second])
    assert both == combined([second, first])
    assert combined([both, third]) == combined([first, combined([second, third])]) == combined([first, second, third])
    assert combined([first]) == combined([first, Fraction(0)]) == first
    assert combined([first, -first]) == 0
    assert -ONE < both < ONE
    if first < second:
        assert combined([first, third]) < combined([second, third])


def outcome(knowledge, answers):
    return told_by_engine(infer(knowledge, situation_with(answers)))


@examples(60)
@given(files=knowledge_files(), chance=SEEDS, data=st.data())
def test_the_order_of_files_facts_rules_and_parts_of_a_condition_changes_nothing(files, chance, data):
    knowledge, shuffled = knowledge_of(files), knowledge_of(reordered(files, chance))
    answers = data.draw(allowed_answers(knowledge))
    assert outcome(shuffled, answers) == outcome(knowledge, answers)
    bounds, others = (outlook_of(base, answers).bounds for base in (knowledge, shuffled))
    assert bounds == others


@pytest.mark.parametrize("seed", range(2))
def test_nor_does_it_in_the_knowledge_that_comes_along(seed):
    shuffled = knowledge_of(reordered(SHIPPED_FILES, Random(seed)))
    assert tuple(shuffled.facts) != tuple(KNOWLEDGE.facts)
    assert [rule.name for rule in shuffled.rules()] != [rule.name for rule in KNOWLEDGE.rules()]
    for name in spread(4):
        answers = SITUATIONS[name].answers
        assert outcome(shuffled, answers) == outcome(KNOWLEDGE, answers)


@examples(60)
@given(files=knowledge_files(), data=st.data())
def test_a_fact_may_have_any_name(files, data):
    named = renamed(files, "a-{}-b".format)
    knowledge, other = knowledge_of(files), knowledge_of(named)
    answers = data.draw(allowed_answers(knowledge))
    assert_same_but_for_names(knowledge, other, answers)


def test_so_may_the_facts_that_come_along():
    other = knowledge_of(renamed(SHIPPED_FILES, "a-{}-b".format))
    for name in spread(40):
        assert_same_but_for_names(KNOWLEDGE, other, SITUATIONS[name].answers)


def assert_same_but_for_names(knowledge, other, answers):
    told = to_json(infer(other, situation_with({f"a-{name}-b": answer for name, answer in answers.items()})))
    for name in knowledge.facts:
        told = told.replace(f"a-{name}-b", name)
    assert told.replace(other.digest, knowledge.digest) == to_json(infer(knowledge, situation_with(answers)))


BASES = st.just(KNOWLEDGE) | knowledge_bases()


@examples(60)
@given(knowledge=BASES, data=st.data())
def test_unsure_is_no_answer(knowledge, data):
    answers = data.draw(allowed_answers(knowledge))
    unanswered = [name for name in knowledge.facts if name not in answers]
    unsure = data.draw(st.lists(st.sampled_from(unanswered), unique=True)) if unanswered else []
    with_unsure = situation_from(dict.fromkeys(unsure, "unsure"), knowledge).with_answers(situation_with(answers).given)
    told, silent = infer(knowledge, with_unsure), infer(knowledge, situation_with(answers))
    assert told.trace == silent.trace
    assert told.outlook.bounds == silent.outlook.bounds


def as_sure(answer, certainty):
    return replace(answer, options=tuple((name, certainty if now > 0 else -certainty) for name, now in answer.options))


def test_a_surer_answer_for_a_reading_never_lowers_it():
    seen = Counter()

    @examples(60, least=60)
    @given(knowledge=BASES, data=st.data(), chance=SEEDS)
    def law(knowledge, data, chance):
        answers = data.draw(allowed_answers(knowledge, most=8))
        for slot, single in slots_in(answers).items():
            vague, sure = sorted(chance.sample(range(15, 101), 2))
            before, after = (
                infer(knowledge, situation_with(changed_by([(slot, as_sure(single, Fraction(one, 100)))], answers)))
                for one in (vague, sure)
            )
            weights, surer_weights = told_by_engine(before).fired, told_by_engine(after).fired
            assert all(surer_weights[rule] >= weight for rule, weight in weights.items())
            for meaning in knowledge.meanings:
                if speaks_for_alone(slot, meaning, wiring_of(knowledge)):
                    lower, higher = before.reading(meaning.name).certainty, after.reading(meaning.name).certainty
                    assert lower <= higher
                    seen["rose" if lower < higher else "stayed"] += 1

    law()
    print(dict(seen))  # noqa: T201 - how often it was the case, for whoever asks pytest for it with -s
    assert seen["rose"] >= 10, seen


def speaks_for_alone(slot, meaning, wiring):
    rules = [rule for rule in meaning.rules if wiring.hangs_on(rule, *slot)]
    return bool(rules) and all(rule.direction is Direction.FOR for rule in rules)


@examples(40)
@given(files=knowledge_files(), data=st.data())
def test_another_rule_set_changes_no_other_reading(files, data):
    knowledge = knowledge_of(files)
    answers = data.draw(allowed_answers(knowledge))
    assert_only_added_to(knowledge, knowledge_of(with_another_rule_set(files, ["wet", "cold"])), answers)


def test_nor_a_reading_of_the_knowledge_that_comes_along():
    asked = [fact.name for fact in KNOWLEDGE.facts.values() if fact.kind is Kind.YES_NO][:5]
    larger = knowledge_of(with_another_rule_set(SHIPPED_FILES, asked))
    for name in spread(4):
        assert_only_added_to(KNOWLEDGE, larger, SITUATIONS[name].answers)


def assert_only_added_to(knowledge, larger, answers):
    plain, more = (
        infer(base, situation_with(given))
        for base, given in ((knowledge, answers), (larger, {**answers, "moon": Answer.yes_no(ONE)}))
    )
    assert more.reading("moonlight").certainty > 0
    assert more.notices == plain.notices
    assert {name: support for name, support in more.support.items() if name != "moonlit"} == plain.support
    for meaning in knowledge.meanings:
        one, other = plain.reading(meaning.name), more.reading(meaning.name)
        assert (one.certainty, one.points, one.lines) == (other.certainty, other.points, other.lines)
    theirs = {"moonlit", "moonlight", "moon-is-up", "moon-is-not", "moon-shines"}
    fired = [
        [
            (firing.rule, getattr(firing, "matched", ()))
            for firing in told.trace
            if firing.stage is not Stage.CONCLUSION and firing.rule not in theirs
        ]
        for told in (plain, more)
    ]
    assert fired[0] == fired[1]
