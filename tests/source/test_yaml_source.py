import pytest

from whycry_expert import InputError
from whycry_expert.errors import Complaints, Place, Problem
from whycry_expert.printable import json_escaped, printable, quoted
from whycry_expert.source import MappingNode, ScalarNode, parse


def read(text):
    complaints = Complaints()
    root = parse(text.encode(), "x.yaml", complaints)
    complaints.raise_if_any()
    return root


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "null", "~", "12:30", "010", "1e3", "2001-01-01"])
def test_a_plain_word_stays_the_text_that_was_written(word):
    assert read(f"{word}: {word}").entries == (
        (ScalarNode(word, Place("x.yaml", 1, 1)), ScalarNode(word, Place("x.yaml", 1, len(word) + 3))),
    )


@pytest.mark.parametrize(
    ("written", "is_quoted"), [("yes", False), ("'yes'", True), ('"yes"', True), ("|\n yes", True)]
)
def test_a_value_knows_whether_it_stood_in_quotes(written, is_quoted):
    assert read(f"a: {written}").get("a").quoted is is_quoted


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_are_the_same_whatever_ends_the_lines(line_end):
    root = read(line_end.join(["a: 1", "ü😀: {c: 2}", ""]))
    assert [(key.text, key.place.line, key.place.column) for key, _ in root.entries] == [("a", 1, 1), ("ü😀", 2, 1)]
    assert root.get("ü😀").place == Place("x.yaml", 2, 5)


def test_a_mark_at_the_beginning_of_the_file_is_no_part_of_it():
    assert read("\ufeffa: 1").entries[0][0] == ScalarNode("a", Place("x.yaml", 1, 1))


def test_what_is_not_used_is_told_and_the_rest_is_read_all_the_same():
    complaints = Complaints()
    root = parse(b"a: &x 1\nb: *x\na: !t 2\nc: 3\n", "x.yaml", complaints)
    assert isinstance(root, MappingNode)
    assert root.keys() == ("a", "b", "c")
    with pytest.raises(InputError) as caught:
        complaints.raise_if_any()
    assert [problem.place.line for problem in caught.value.problems] == [1, 2, 3, 3]


def test_a_problem_is_told_in_one_line_whatever_it_quotes():
    problem = Problem(Place("a\nb\x1b", 1, 2), "c\nd\u202e\x9b\te")
    assert str(problem) == "a\\nb\\x1b:1:2: c\\nd\\u202e\\x9b e"


def test_problems_are_told_once_each_in_the_order_of_the_file():
    late, early = Problem(Place("a", 10, 1), "x"), Problem(Place("a", 9, 1), "y")
    assert InputError([late, early, late]).problems == (early, late)


def test_a_long_quotation_is_cut():
    assert quoted("x" * 100) == '"' + "x" * 57 + '..."'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\tb\nc", "a b\nc"),
        ("né 😀 \u200d", "né 😀 \u200d"),
    ],
)
def test_what_could_steer_a_terminal_is_written_out(text, shown):
    assert printable(text) == shown


def test_json_keeps_its_meaning_when_what_could_steer_a_terminal_is_escaped():
    assert json_escaped('{\n  "é\u202e\x9b": "\U000e0041"\n}') == '{\n  "é\\u202e\\u009b": "\\udb40\\udc41"\n}'
