"""What a line may hold, what is said of one that is wrong, and that nothing in it is lost in silence."""

import json

import pytest
from as_records import piece_of
from example_situations import KNOWLEDGE

from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.piece import Documents


def refusals(*lines):
    refused = conclude(piece_of(*lines), KNOWLEDGE).refused
    return [str(problem) for one in refused for problem in one.problems]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "input.jsonl:1:2: this is not valid JSON"),
        ("[1, 2]", "input.jsonl:1:1: each line holds one situation, a JSON object of facts to answers"),
        ('"partner"', "input.jsonl:1:1: each line holds one situation"),
        ('{"relationshp": "partner"}', 'input.jsonl:1:2: there is no fact "relationshp"; did you mean "relationship"?'),
        ('{"id": [1], "relationship": "ex"}', 'input.jsonl:1:2: "id" must be a text or a whole number'),
        ('{"id": true}', '"id" must be a text or a whole number'),
        ('{"title": ["a"]}', 'input.jsonl:1:2: "title" must be a text'),
        (
            '{"relationship": "ex", "relationship": "partner"}',
            'input.jsonl:1:24: "relationship" stands here a second time',
        ),
        ('{"relationship" : "ex", "relationship" : "ex"}', '"relationship" stands here a second time'),
        ('{"title": "a", "title": "b: c"}', '"title" stands here a second time'),
        ('{"just-before": {"argument": "yes", "argument": "no"}}', '"argument" stands here a second time'),
        ('{"just-before": {"\\u0061rgument": "yes", "argument": "no"}}', '"argument" stands here a second time'),
        ('{"title": ' + "[" * 100 + "]" * 100 + "}", "nest more than"),
        ('{"title": "' + "a" * 1_000_000 + '"}', "the line is longer than 1000 kB"),
        ('{"title": "\\ud800"}', "this is not valid JSON"),
    ],
)
def test_a_line_that_is_wrong_is_refused_with_its_place(line, told):
    assert any(told in problem for problem in refusals(line)), refusals(line)
    assert any(told.replace(":1:", ":2:") in problem for problem in refusals('{"relationship": "ex"}', line))


def test_bytes_that_are_no_text_are_refused():
    assert "not valid JSON" in refusals(b'{"title": "\xff"}')[0]


def test_all_that_is_wrong_with_a_line_is_told_at_once():
    assert len(refusals('{"relationshp": "partner", "he-said": "nothing-of-that", "id": []}')) == 3


def test_a_record_that_is_wrong_takes_no_other_one_with_it():
    outcome = conclude(piece_of('{"id": 1}', '{"x": 1}', "", '{"id": 2}', "{", '{"id": 3}'), KNOWLEDGE)
    assert [json.loads(line)["id"] for line in outcome.lines] == [1, 2, 3]
    assert [refused.after for refused in outcome.refused] == [1, 2]


def test_a_record_is_called_by_its_id_or_by_its_place():
    lines = ('{"id": "a b"}', "{}", '{"id": 7, "title": "12:30"}', '{"id": null}', '{"id": "\\u202e\\u007f"}')
    outcome = conclude(piece_of(*lines), KNOWLEDGE)
    assert [json.loads(line)["id"] for line in outcome.lines] == [
        "a b",
        "input.jsonl:2",
        7,
        "input.jsonl:4",
        "\u202e\x7f",
    ]
    assert b"\x7f" not in outcome.lines[4]
    assert "\u202e" not in outcome.lines[4].decode()


def test_documents_of_one_file_are_counted_and_refused_apart():
    content = b"relationship: ex\n---\nrelationship: nobody-knows\n---\nrelationship: partner\n"
    outcome = conclude(Documents(("some.yaml",), (content,)), KNOWLEDGE)
    assert [json.loads(line)["id"] for line in outcome.lines] == ["some.yaml#1", "some.yaml#3"]
    assert "some.yaml:3:" in str(outcome.refused[0].problems[0])
    assert outcome.refused[0].after == 1


def test_a_file_that_is_no_yaml_is_one_record_that_is_refused():
    outcome = conclude(Documents(("bad.yaml", "good.yaml"), (b"a: [\n", b"relationship: ex\n")), KNOWLEDGE)
    assert len(outcome.lines) == len(outcome.refused) == 1


def test_a_file_of_more_occasions_than_are_read_is_refused_where_the_first_too_many_begins():
    one = b"---\nrelationship: ex\n"
    assert len(conclude(Documents(("many.yaml",), (one * 10_000,)), KNOWLEDGE).lines) == 10_000
    outcome = conclude(Documents(("many.yaml", "good.yaml"), (one * 10_001, one)), KNOWLEDGE)
    assert len(outcome.lines) == len(outcome.refused) == 1
    assert str(outcome.refused[0].problems[0]) == (
        "many.yaml:20002:1: this file holds 10001 occasions; at most 10000 of one YAML file are read: "
        "divide it, or write one JSON object on each line"
    )


def test_what_an_example_must_conclude_and_notes_are_read_as_in_a_file():
    record = {"relationship": {"answer": "ex", "note": "a: b"}, "expect": {"picture": "open"}, "story": "long"}
    assert len(conclude(piece_of(json.dumps(record)), KNOWLEDGE).lines) == 1
    assert '"picture"' in refusals('{"expect": {"picture": "blue"}}')[0]


def test_what_is_not_answered_is_never_evidence_nor_an_answer():
    lines = conclude(piece_of("{}", '{"relationship": "unsure"}', '{"relationship": null}'), KNOWLEDGE).lines
    assert len({line.split(b",", 1)[1] for line in lines}) == 1
