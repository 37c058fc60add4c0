"""Every repair does what it says, and no smaller one exists."""

from itertools import combinations

import pytest
from example_situations import KNOWLEDGE as SHIPPED
from example_situations import SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import FLAT_BREAD
from random_answers import allowed_answers, situation_with
from random_knowledge import knowledge_bases, knowledge_with
from thoroughness import examples, some_by_day

from whycry_expert import infer, situation_from
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import changed_by, slots_in
from whycry_expert.reasoning.repairs import repairs_for
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import full_answers, telling_numbers


def single_changes(knowledge, answers, *, filling_in):
    now = slots_in(answers)
    numbers = telling_numbers(knowledge)
    for fact in knowledge.facts.values():
        for slot, answer in full_answers(fact, numbers.get(fact.name, ())):
            if answer != now.get(slot) and not (filling_in and slot in now):
                yield slot, answer
    if not filling_in:
        yield from ((slot, None) for slot in now)


def as_sets(repairs):
    return {frozenset(changes.items()) for changes in repairs.sets}


def makes_lead(knowledge, answers, meaning, changes):
    changed = changed_by(changes, answers)
    return standing_of(knowledge, changed).leads(meaning) and not find_clashes(knowledge, changed)


def by_brute_force(knowledge, answers, meaning, filling_in, most):
    changes = list(single_changes(knowledge, answers, filling_in=filling_in))
    for size in range(1, most + 1):
        found = {
            frozenset(chosen)
            for chosen in combinations(changes, size)
            if len({slot for slot, _ in chosen}) == size and makes_lead(knowledge, answers, meaning, chosen)
        }
        if found:
            return found
    return set()


@examples(80)
@given(
    knowledge=st.just(FLAT_BREAD) | knowledge_bases(), filling_in=st.booleans(), which=st.integers(0, 5), data=st.data()
)
def test_the_repairs_are_those_that_trying_every_set_finds(knowledge, filling_in, which, data):
    answers = data.draw(allowed_answers(knowledge))
    meaning = knowledge.meanings[which % len(knowledge.meanings)].name
    if meaning not in infer(knowledge, situation_with(answers)).leading:
        repairs = repairs_for(knowledge, answers, meaning, filling_in=filling_in, at_most=2)
        assert as_sets(repairs) == by_brute_force(knowledge, answers, meaning, filling_in, most=2)
        assert repairs.complete_to == (len(repairs.sets[0]) if repairs.sets else 2)


@pytest.mark.parametrize(
    ("condition", "answered"),
    [
        ("wet", {"wet": "yes"}),
        ({"not": "wet"}, {"wet": "no"}),
        ({"not": {"marks": "round"}}, {"marks": {"round": "no"}}),
        ({"all": ["wet", {"not": "cold"}]}, {"wet": "yes", "cold": "no"}),
    ],
    ids=str,
)
def test_a_repair_says_yes_or_no_as_the_conditions_need_it(condition, answered):
    knowledge = knowledge_with({"reading": [condition]})
    needed = slots_in(situation_from(answered, knowledge).answers)
    for filling_in in (True, False):
        assert as_sets(repairs_for(knowledge, {}, "reading", filling_in=filling_in)) == {frozenset(needed.items())}


@examples(12)
@given(answers=allowed_answers(FLAT_BREAD), filling_in=st.booleans(), which=st.integers(0, 5))
def test_sets_of_three_are_those_that_trying_every_set_finds(answers, filling_in, which):
    meaning = FLAT_BREAD.meanings[which % len(FLAT_BREAD.meanings)].name
    if not standing_of(FLAT_BREAD, answers).leads(meaning):
        repairs = repairs_for(FLAT_BREAD, answers, meaning, filling_in=filling_in)
        assert as_sets(repairs) == by_brute_force(FLAT_BREAD, answers, meaning, filling_in, most=3)


@pytest.mark.parametrize("name", some_by_day(spread(73), 4))
def test_pairs_of_changes_are_those_that_trying_every_pair_finds(name):
    """Only where single changes do not do it, and among those to a sample of facts, since there are so many."""
    answers = SITUATIONS[name].answers
    standing, everything = standing_of(SHIPPED, answers), list(single_changes(SHIPPED, answers, filling_in=True))
    sample = everything[:: len(everything) // 60]
    for meaning in SHIPPED.meanings[::4]:
        repairs = repairs_for(SHIPPED, answers, meaning.name, filling_in=True, at_most=2)
        if not standing.leads(meaning.name) and not any(len(found) == 1 for found in repairs.sets):
            expected = {
                frozenset(chosen)
                for chosen in combinations(sample, 2)
                if chosen[0][0] != chosen[1][0] and makes_lead(SHIPPED, answers, meaning.name, chosen)
            }
            assert expected == {found for found in as_sets(repairs) if found <= set(sample)}


@examples(15)
@given(answers=allowed_answers(SHIPPED), which=st.integers(0, 14))
def test_for_the_shipped_knowledge_single_repairs_are_those_that_trying_every_answer_finds(answers, which):
    meaning = SHIPPED.meanings[which].name
    if meaning not in infer(SHIPPED, situation_with(answers)).leading:
        repairs = repairs_for(SHIPPED, answers, meaning, filling_in=False, at_most=1)
        changes = single_changes(SHIPPED, answers, filling_in=False)
        expected = {change for change in changes if makes_lead(SHIPPED, answers, meaning, [change])}
        assert {change for (change,) in as_sets(repairs)} == expected


@examples(15)
@given(answers=allowed_answers(SHIPPED, most=10), which=st.integers(0, 14), filling_in=st.booleans())
def test_every_repair_does_what_it_says_and_no_part_of_it_is_enough(answers, which, filling_in):
    meaning = SHIPPED.meanings[which].name
    if meaning not in infer(SHIPPED, situation_with(answers)).leading:
        repairs = repairs_for(SHIPPED, answers, meaning, filling_in=filling_in, at_most=2)
        for changes in repairs.sets[:20]:
            changed = situation_with(changed_by(changes.items(), answers))
            assert meaning in infer(SHIPPED, changed).leading
            for fewer in combinations(changes.items(), len(changes) - 1):
                assert not makes_lead(SHIPPED, answers, meaning, fewer)


@pytest.mark.parametrize("answers", [{}, {"flour": "rye"}])
def test_where_filling_in_is_enough_no_answer_is_changed(answers):
    given_answers = situation_from(answers, FLAT_BREAD).answers
    for meaning in FLAT_BREAD.meanings:
        for changes in repairs_for(FLAT_BREAD, given_answers, meaning.name, filling_in=True).sets:
            assert not changes.keys() & slots_in(given_answers).keys()
