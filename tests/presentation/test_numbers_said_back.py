"""Numbers are said back in words, one of a thing as one."""

import json

import pytest
from breakable import copy_of_bread
from click.testing import CliRunner
from example_situations import KNOWLEDGE

from whycry_expert import InputError, infer, load_knowledge, situation_from, to_json
from whycry_expert.cli.main import commands
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind
from whycry_expert.page.form import ticked_as
from whycry_expert.presentation.sentences import answer_sentences
from whycry_expert.proof.checker import check_conclusion

NUMBERS = [fact for fact in KNOWLEDGE.facts.values() if fact.kind is Kind.NUMBER]


@pytest.mark.parametrize("fact", NUMBERS, ids=lambda fact: fact.name)
def test_one_is_one_and_several_are_several(fact):
    one, three = (answer_sentences(fact, Answer.of_number(value)) for value in (1, 3))
    assert f"1 {fact.unit_of_one}" in one[0]
    assert f"1 {fact.unit}" not in one[0]
    assert f"3 {fact.unit}" in three[0]


def test_no_sentence_of_a_fact_stands_in_quotes():
    for fact in KNOWLEDGE.facts.values():
        for sentence in (fact.yes, fact.no, *(option.yes for option in fact.options)):
            assert not sentence.startswith(("'", '"'))


@pytest.mark.parametrize("written", ["1", "1 year", "1 years", "one"])
def test_the_singular_can_be_written_too(written):
    if written == "one":
        with pytest.raises(Exception, match="needs a number of years"):
            situation_from({"years-known": written, "relationship": "partner"}, KNOWLEDGE)
        return
    report = infer(KNOWLEDGE, situation_from({"years-known": written, "relationship": "partner"}, KNOWLEDGE))
    record = to_json(report)
    assert json.loads(record)["facts"]["years-known"]["says"] == ["You had been close for 1 year."]
    assert check_conclusion(record.encode(), "record", KNOWLEDGE).holds


@pytest.fixture
def of_millions(tmp_path):
    """A knowledge base whose number goes into the millions."""
    base = copy_of_bread(tmp_path)
    base.replace("facts/01-dough.yaml", "at most: 72", "at most: 2000000.5")
    base.replace("rules/01-old-yeast.yaml", "at least: 6", "at least: 1000001")
    return base.folder


@pytest.mark.parametrize("number", ["1234567", "1000001.25", "0.000001", "123456.789", "100"])
def test_a_number_is_said_back_as_it_was_given_however_many_digits_it_has(number, of_millions):
    knowledge = load_knowledge(of_millions)
    situation = situation_from({"hours": number, "risen": "no"}, knowledge)
    record = to_json(infer(knowledge, situation))
    assert json.loads(record)["facts"]["hours"]["says"] == [f"It rested for {number} hours."]
    assert check_conclusion(record.encode(), "record", knowledge).holds
    assert ticked_as(knowledge.facts["hours"], situation.answers["hours"]).text == number


def test_bounds_that_differ_look_different(of_millions):
    knowledge = load_knowledge(of_millions)
    (rule,) = (rule for rule in knowledge.rules() if rule.name == "long-rest")
    assert "hours: at least 1000001 and" in str(rule.condition)
    with pytest.raises(InputError, match=r"hours must be at most 2000000\.5 hours"):
        situation_from({"hours": 2000001}, knowledge)
    told = CliRunner().invoke(commands, ["facts", "hours", "--knowledge", str(of_millions)]).output
    assert "at least 0, at most 2000000.5." in " ".join(told.split())


def test_a_certainty_without_a_word_is_told_without_an_exponent(bread):
    record = to_json(infer(bread, situation_from({"risen": {"answer": "no", "certainty": "0.00002"}}, bread)))
    assert json.loads(record)["facts"]["risen"]["answer"] == "no, certainty 0.00002"
    assert check_conclusion(record.encode(), "record", bread).holds
