"""A file that is no conclusion is refused in one line, however it was made."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert import InputError
from whycry_expert.proof.exact_json import MAX_BYTES, read_object

REFUSED = {
    "nothing": (b"", "not valid JSON"),
    "a list": (b"[]", "a conclusion is a JSON object, not a list"),
    "a number": (b"1", "a conclusion is a JSON object, not 1"),
    "a word": (b"holds", "not valid JSON"),
    "not closed": (b'{"a": 1', "not valid JSON"),
    "not UTF-8": (b'{"a": "\xff"}', "not UTF-8"),
    "NaN": (b'{"a": NaN}', "NaN is no JSON number"),
    "Infinity": (b'{"a": -Infinity}', "-Infinity is no JSON number"),
    "a key twice": (b'{"a": 1, "a": 1}', 'the key "a" stands twice'),
    "a deep nest": (b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nests too deeply"),
    "a huge exponent": (b'{"a": 1e999999999}', "is no number as a conclusion writes it"),
    "a tiny exponent": (b'{"a": 1e-999999999}', "is no number as a conclusion writes it"),
    "a large number": (b'{"a": 1e31}', "is no number as a conclusion writes it"),
    "digits that every other reader rounds": (b'{"a": 0.19999999999999999999}', "(that would be 0.2)"),
    "a zero at the end": (b'{"a": 0.20}', "(that would be 0.2)"),
    "a whole number with a point": (b'{"a": 1.0}', "(that would be 1)"),
    "an exponent": (b'{"a": 2e-3}', "(that would be 0.002)"),
    "minus nothing": (b'{"a": -0}', "is no number as a conclusion writes it"),
    "many digits": (b'{"a": ' + b"1" * 100_000 + b"}", "is no number as a conclusion writes it"),
    "a large file": (b" " * (MAX_BYTES + 1), "larger than 8 MB"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_one_line(content, words):
    with pytest.raises(InputError) as caught:
        read_object(content, "conclusion.json")
    (problem,) = caught.value.problems
    assert words in problem.message
    assert str(problem).startswith("conclusion.json")
    assert "\n" not in str(problem)


def test_numbers_are_read_exactly():
    assert read_object(b'{"a": 0.1, "b": -7, "c": 0.002, "d": 1e-05}', "x") == {
        "a": Fraction(1, 10),
        "b": Fraction(-7),
        "c": Fraction(1, 500),
        "d": Fraction(1, 100_000),
    }


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_object(content, "x")
    except InputError as error:
        assert error.problems  # noqa: PT017 - either outcome is right, and nothing else
