"""Why not: what a reading lacks, and what it would take."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from random_answers import situation_with

from whycry_expert import infer, situation_from
from whycry_expert.knowledge.answer import changed_by
from whycry_expert.knowledge.model import Direction
from whycry_expert.reasoning.contrast import contrast_with
from whycry_expert.reasoning.near_misses import Lacking


def foils(name):
    conclusion = infer(KNOWLEDGE, SITUATIONS[name])
    others = [reading.meaning for reading in conclusion.readings if reading.meaning not in conclusion.leading]
    return [contrast_with(conclusion, meaning) for meaning in others[:3]]


@pytest.mark.parametrize("name", spread(30))
def test_lines_without_evidence_are_exactly_those_in_which_nothing_speaks_for_the_reading(name):
    for contrast in foils(name):
        lines = KNOWLEDGE.meaning(contrast.foil.meaning).lines
        spoken = {line.name for line in contrast.foil.lines for side in line.sides if side.direction is Direction.FOR}
        hopeful = {
            rule.line for rule in KNOWLEDGE.meaning(contrast.foil.meaning).rules if rule.direction is Direction.FOR
        }
        expected = [line.name for line in lines if line.name in hopeful - spoken]
        assert [empty.line.name for empty in contrast.empty] == expected


@pytest.mark.parametrize("name", spread(30))
def test_what_a_rule_lacks_is_told_as_it_was_answered(name):
    answers = SITUATIONS[name].answers
    for contrast in foils(name):
        for miss in (miss for empty in contrast.empty for miss in empty.misses):
            assert miss.lacks
            for lack in miss.lacks:
                if lack.kind is Lacking.OTHERWISE:
                    assert lack.fact in answers
                if lack.kind is Lacking.RULED_OUT:
                    assert lack.fact not in answers


@pytest.mark.parametrize("name", spread(30))
def test_repairs_make_the_reading_lead_and_those_that_fill_in_change_no_answer(name):
    answers = SITUATIONS[name].answers
    for contrast in foils(name):
        for repairs in (contrast.filling_in, contrast.changing):
            for changes in repairs.sets[:3]:
                changed = situation_with(changed_by(changes.items(), answers))
                assert contrast.foil.meaning in infer(KNOWLEDGE, changed).leading
        if contrast.filling_in.sets and contrast.changing.sets:
            assert len(contrast.changing.sets[0]) < len(contrast.filling_in.sets[0])


def test_a_reading_that_leads_needs_no_repair():
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    contrast = contrast_with(conclusion, conclusion.leading[0])
    assert contrast.leads
    assert contrast.filling_in.sets == contrast.changing.sets == ()


def test_what_was_answered_otherwise_and_what_was_not_answered_are_told_apart():
    said = {"ending": "nothing-ending", "relationship": "partner"}
    contrast = contrast_with(infer(KNOWLEDGE, situation_from(said, KNOWLEDGE)), "he-ended-it")
    kinds = {lack.kind for empty in contrast.empty for miss in empty.misses for lack in miss.lacks}
    assert Lacking.OTHERWISE in kinds
    assert Lacking.NOT_ANSWERED in kinds
