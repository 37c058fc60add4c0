"""All that answers rule out is found, and nothing else: bounds are no wider, and no more is asked, than need be."""

import pytest
from random_knowledge import knowledge_with

from whycry_expert import InputError, situation_from
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import open_questions
from whycry_expert.situation.clashes import find_clashes

RED, NO_RED = {"colour": "red"}, {"not": {"colour": "red"}}
GREEN, BLUE = {"colour": "green"}, {"colour": "blue"}
ROUND, DEEP, SQUARE = ({"marks": mark} for mark in ("round", "deep", "square"))
NO_ROUND, NO_DEEP = {"not": ROUND}, {"not": DEEP}
ROUND_OR_DEEP = {"marks": ["round", "deep"]}
HEAVY = {"size": {"at least": 6}}


def possible_under(answers, conditions, **told):
    """Which of some conditions can still speak for the reading that rests on it alone, under answers to the facts."""
    knowledge = knowledge_with({f"reading-{number}": [one] for number, one in enumerate(conditions)}, **told)
    outlook = outlook_of(knowledge, situation_from(answers, knowledge).answers)
    return [one for one, bounds in zip(conditions, outlook.bounds.values(), strict=True) if bounds.best > 0]


@pytest.mark.parametrize(
    ("excluded", "ruled_out", "possible"),
    [
        ("cold", ["cold", {"all": ["cold", RED]}], [{"not": "cold"}, RED]),
        ({"not": "cold"}, [{"not": "cold"}], ["cold"]),
        (RED, [RED], [GREEN, NO_RED, {"colour": ["red", "green"]}]),
        ({"colour": ["red", "green"]}, [RED, GREEN, {"colour": ["red", "green"]}], [BLUE, NO_RED]),
        (NO_RED, [NO_RED, GREEN, BLUE, {"colour": ["green", "blue"]}], [RED, {"colour": ["red", "green"]}]),
        (ROUND, [ROUND], [DEEP, NO_ROUND, NO_DEEP, ROUND_OR_DEEP]),
        (NO_ROUND, [NO_ROUND], [ROUND, DEEP, NO_DEEP, ROUND_OR_DEEP]),
        (ROUND_OR_DEEP, [ROUND, DEEP, ROUND_OR_DEEP], [SQUARE, NO_ROUND]),
        ({"all": [NO_ROUND, NO_DEEP]}, [], [NO_ROUND, NO_DEEP, ROUND, DEEP]),
        ({"any": [NO_ROUND, NO_DEEP]}, [NO_ROUND, NO_DEEP], [ROUND, DEEP, ROUND_OR_DEEP]),
        ({"any": ["cold", ROUND]}, ["cold", ROUND], [{"not": "cold"}, NO_ROUND, DEEP]),
        (HEAVY, [HEAVY], [{"not": HEAVY}, {"size": {"at least": 5}}]),
    ],
    ids=str,
)
def test_what_an_answer_excludes_cannot_speak_for_anything_any_more(excluded, ruled_out, possible):
    conditions = [*ruled_out, *possible]
    assert possible_under({"wet": "yes"}, conditions, wet={"excludes": [excluded]}) == possible
    assert possible_under({"wet": "no"}, conditions, wet={"excludes": [excluded]}) == conditions
    assert possible_under({}, conditions, wet={"excludes": [excluded]}) == conditions


def test_an_answer_cannot_be_given_any_more_once_what_it_excludes_is_answered():
    conditions = ["wet", {"not": "wet"}, RED]
    for answers, possible in (
        ({"colour": "red"}, [{"not": "wet"}, RED]),
        ({"colour": "green"}, ["wet", {"not": "wet"}]),
        ({"marks": {"deep": "yes"}}, conditions),
    ):
        assert possible_under(answers, conditions, wet={"excludes": [RED]}) == possible


@pytest.mark.parametrize(
    ("only_if", "answers", "asked", "possible"),
    [
        ("wet", {}, False, True),
        ("wet", {"wet": "yes"}, True, True),
        ("wet", {"wet": "no"}, False, False),
        ({"all": ["wet", RED]}, {"wet": "yes"}, False, True),
        ({"all": ["wet", RED]}, {"colour": "green"}, False, False),
        ({"any": ["wet", RED]}, {"wet": "no"}, False, True),
        ({"any": ["wet", RED]}, {"wet": "no", "colour": "green"}, False, False),
    ],
    ids=str,
)
def test_a_follow_up_is_asked_once_its_ground_is_answered_and_speaks_for_nothing_without_it(
    only_if, answers, asked, possible
):
    knowledge = knowledge_with({"grounded": [only_if], "following": ["cold"]}, cold={"only if": only_if})
    answered = situation_from(answers, knowledge).answers
    outlook = outlook_of(knowledge, answered)
    assert ("cold" in [question.fact for question in open_questions(knowledge, answered, outlook)]) == asked
    assert (outlook.bounds["following"].best > 0) == possible
    refused = find_clashes(knowledge, answered | situation_from({"cold": "yes"}, knowledge).answers)
    assert bool(refused) != possible


def test_a_follow_up_that_is_ruled_out_is_told_beside_answers_that_clash():
    knowledge = knowledge_with({"reading": ["cold"]}, wet={"excludes": [ROUND_OR_DEEP]}, size={"only if": DEEP})
    with pytest.raises(InputError) as refused:
        situation_from({"wet": "yes", "marks": {"round": "yes"}, "size": 3}, knowledge)
    assert "change one of wet and marks" in str(refused.value)
    assert "change one of size and wet" in str(refused.value)
