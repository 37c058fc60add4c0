"""The JSON output is what its schema says, and holds the whole conclusion."""

import json
from importlib.resources import files

import jsonschema
from hypothesis import given
from loaded_knowledge import SHIPPED
from random_answers import allowed_answers, situation_with, some_answers
from thoroughness import examples

from whycry_expert import situation_from
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.report import report_on

SCHEMA = json.loads(files("whycry_expert.presentation").joinpath("schema/conclusion.schema.json").read_text("utf-8"))


def as_json(answers):
    return json.loads(to_json(report_on(SHIPPED, situation_with(answers))))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@examples(60)
@given(some_answers(SHIPPED))
def test_every_conclusion_validates(answers):
    jsonschema.validate(as_json(answers), SCHEMA)


@examples(60)
@given(allowed_answers(SHIPPED))
def test_the_points_of_the_lines_add_up_to_those_of_the_reading(answers):
    for reading in as_json(answers)["readings"]:
        sides = [line[side] for line in reading["lines"] for side in ("for", "against") if line[side]]
        tenths = [round(side["points"] * 10) for side in sides]
        assert sum(tenths) == round(reading["points"] * 10)


def test_all_fifteen_readings_are_there_highest_first():
    readings = as_json({})["readings"]
    assert sorted(reading["number"] for reading in readings) == list(range(15))
    certainties = [reading["certainty"] for reading in readings]
    assert certainties == sorted(certainties, reverse=True)


def test_a_fact_that_is_not_answered_does_not_stand_among_the_facts():
    report = report_on(SHIPPED, situation_from(dict.fromkeys(SHIPPED.facts, "unsure"), SHIPPED))
    assert json.loads(to_json(report))["facts"] == {}
