"""Whatever is altered, deleted, repeated or swapped in a conclusion, the checker notices."""

import json
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from conclusions_to_check import answers_in, conclusion
from loaded_knowledge import FLAT_BREAD, SHIPPED
from random_answers import situation_with

from whycry_expert import InputError, read_situation_file, situation_from
from whycry_expert.presentation.as_json import number
from whycry_expert.proof.checker import check
from whycry_expert.proof.exact_json import read_object

SITUATIONS = Path(__file__).parents[2] / "situations"
ABOUT_BREAD = (
    {},
    {"flour": "rye", "risen": "probably not", "hours": 8, "yeast": {"old": "yes", "on": "maybe"}, "smoke": "yes"},
    {"flour": "maybe wheat", "risen": "yes", "yeast": {"fresh": "maybe", "old": "no"}, "smoke": "no"},
    {"flour": "no-gluten", "risen": {"answer": "no", "certainty": 0.35}, "hours": "probably 5", "yeast": ["old"]},
)
FREE = {"situation", "outlook"}
SCHEMA = files("whycry_expert.presentation").joinpath("schema/conclusion.schema.json").read_text("utf-8")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA))


def places(value, path=()):
    """Every container and key or index in it, apart from what is no part of the proof."""
    if path[:1] == ("facts",) and path[-1] == "note":
        return
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield value, key, (*path, key)
        yield from places(inner, (*path, key))


def altered(value):
    """Other values that could stand in the place of one."""
    if isinstance(value, bool):
        return [not value, None, Fraction(int(value))]
    if isinstance(value, Fraction):
        return [value + Fraction(1, 10), value + 1, -value or Fraction(1, 2), "x", value > 0]
    if isinstance(value, str):
        return [value + ".", value[:-1], None, Fraction(1)]
    return ["x", Fraction(0), [], {}, None]


def lists_from(value):
    """The list with an entry taken out, doubled, swapped with the next, or added."""
    for index in range(len(value)):
        yield [*value[:index], *value[index + 1 :]]
        yield [*value[: index + 1], *value[index:]]
        yield [*value[:index], *value[index : index + 2][::-1], *value[index + 2 :]]
    yield [*value, "x"]
    yield [*value, *value[:1]]


def mutants(told):
    """Yield the place of each mutation while `told` is mutated, and mend it again."""
    for container, key, path in list(places(told)):
        original = container[key]
        others = altered(original)
        if isinstance(original, list):
            others += lists_from(original)
        if isinstance(original, dict):
            others += [{**original, "x": "x"}]
        for other in others:
            if other != original or type(other) is not type(original):
                container[key] = other
                yield path, other
        container[key] = original
        if isinstance(container, dict):
            before = dict(container)
            del container[key]
            yield path, "deleted"
            container.clear()
            container.update(before)


def accepted(told, knowledge):
    try:
        return check(told, "mutant", knowledge).holds
    except InputError:
        return False


def survivors(told, knowledge, every=1):
    """The mutants that pass although they are not what the program concludes from the facts that they state.

    An answer that nothing rests on can change into another answer: that is a conclusion from other facts.
    """
    return [
        (path, other)
        for number, (path, other) in enumerate(mutants(told))
        if number % every == 0 and accepted(told, knowledge) and not genuine(told, knowledge)
    ]


def genuine(told, knowledge):
    situation = situation_with(answers_in(told["facts"], knowledge))
    concluded = read_object(conclusion(knowledge, situation), "concluded")
    return is_valid(told) and all(told[field] == value for field, value in concluded.items() if field not in FREE)


def is_valid(told):
    """Whether it is what the schema allows: of the situation's own words and of the outlook nothing more is proved."""
    return VALIDATOR.is_valid(json.loads(json.dumps(told, default=number)))


@pytest.mark.parametrize("answers", ABOUT_BREAD, ids=range(len(ABOUT_BREAD)))
def test_no_mutant_of_a_conclusion_about_bread_survives(answers):
    told = read_object(conclusion(FLAT_BREAD, situation_from(answers, FLAT_BREAD)), "conclusion")
    assert accepted(told, FLAT_BREAD)
    assert survivors(told, FLAT_BREAD) == []
    assert accepted(told, FLAT_BREAD), "the mutations were all mended"


# prime numbers, so that every kind of mutation and of place has its turn
@pytest.mark.parametrize("every", [53, pytest.param(13, marks=pytest.mark.nightly)])
def test_no_mutant_of_a_conclusion_from_the_shipped_knowledge_survives(every):
    told = read_object(conclusion(SHIPPED, read_situation_file(SITUATIONS / "example.yaml", SHIPPED)), "conclusion")
    assert accepted(told, SHIPPED)
    assert survivors(told, SHIPPED, every) == []
