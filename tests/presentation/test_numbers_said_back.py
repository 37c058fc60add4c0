"""Numbers are said back in words, one of a thing as one."""

import json

import pytest
from example_situations import KNOWLEDGE

from whycry_expert import infer, situation_from, to_json
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind
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
