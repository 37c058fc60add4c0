"""A file that is no conclusion is refused in one line, however it was made."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert import InputError
from whycry_expert.proof.exact_json import MAX_BYTES, read_object

REFUSED = {
    "nothing": (b"", ":1:1: this is not valid JSON: Expecting value"),
    "a list": (b"[]", ": a conclusion is a JSON object, not a list"),
    "a number": (b"1", ": a conclusion is a JSON object, not 1"),
    "a broken number": (b"0.5", ": a conclusion is a JSON object, not 0.5"),
    "a text": (b'"holds"', ': a conclusion is a JSON object, not "holds"'),
    "null": (b"null", ": a conclusion is a JSON object, not null"),
    "true": (b"true", ": a conclusion is a JSON object, not true"),
    "false": (b"false", ": a conclusion is a JSON object, not false"),
    "a word": (b"holds", ":1:1: this is not valid JSON: Expecting value"),
    "not closed": (b'{"a": 1', ":1:8: this is not valid JSON: Expecting ',' delimiter"),
    "not UTF-8": (b'{"a": "\xff"}', ": the file is not UTF-8 text"),
    "NaN": (b'{"a": NaN}', ": NaN is no JSON number"),
    "Infinity": (b'{"a": -Infinity}', ": -Infinity is no JSON number"),
    "a key twice": (b'{"a": 1, "a": 1}', ': the key "a" stands twice in one object'),
    "a deep nest": (
        b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        ": the file nests too deeply to be a conclusion",
    ),
    "many digits": (b'{"a": ' + b"1" * 100_000 + b"}", f': "{57 * "1"}..." is no number as a conclusion writes it'),
    "a large file": (b" " * (MAX_BYTES + 1), ": the file is larger than 8 MB, the most that is read"),
}
NO_NUMBERS = {
    "1e999999999": "",
    "1e-999999999": "",
    "1e31": "",
    "1" + 31 * "0": "",
    "-0": "",
    # every other reader rounds these digits
    "0.19999999999999999999": " (that would be 0.2)",
    "0.20": " (that would be 0.2)",
    "-0.20": " (that would be -0.2)",
    "1.0": " (that would be 1)",
    "2e-3": " (that would be 0.002)",
    "1e30": f" (that would be {10**30})",
    "0.1" + 37 * "0": " (that would be 0.1)",
    "0.1" + 38 * "0": "",
}


def refusal(content):
    with pytest.raises(InputError) as caught:
        read_object(content, "conclusion.json")
    return str(caught.value)


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_one_line(content, words):
    assert refusal(content) == f"conclusion.json{words}"


@pytest.mark.parametrize(("number", "hint"), NO_NUMBERS.items())
def test_a_number_that_a_conclusion_does_not_write_is_refused_with_what_it_would_be_read_as(number, hint):
    content = b'{"a": ' + number.encode() + b"}"
    assert refusal(content) == f'conclusion.json: "{number}" is no number as a conclusion writes it{hint}'


def test_numbers_are_read_exactly():
    assert read_object(b'{"a": 0.1, "b": -7, "c": 0.002, "d": 1e-05, "e": %d, "f": 0}' % (10**30), "x") == {
        "a": Fraction(1, 10),
        "b": Fraction(-7),
        "c": Fraction(1, 500),
        "d": Fraction(1, 100_000),
        "e": Fraction(10**30),
        "f": Fraction(0),
    }


def test_a_file_may_be_as_large_as_what_is_read_at_most_and_begin_with_the_mark_of_its_encoding():
    assert read_object(b'\xef\xbb\xbf{"a": 1}'.ljust(MAX_BYTES), "x") == {"a": 1}


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_object(content, "x")
    except InputError as error:
        assert error.problems  # noqa: PT017 - either outcome is right, and nothing else
