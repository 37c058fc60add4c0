"""Several things are named in the words of a language, by one function for all that is said."""

import re

import pytest
from pages import ROOT

from whycry_expert.enumeration import all_of, one_of

NOTATION = {"knowledge/condition.py"}
"""Conditions are written with these words, and are no sentences."""
OWN_JOINING = re.compile(r"""["'] ?,? (?:and|or)(?: \w+)? ["']\s*\.join""")


@pytest.mark.parametrize(
    ("names", "all_told", "one_told"),
    [("", "", ""), ("a", "a", "a"), ("ab", "a and b", "a or b"), ("abcd", "a, b, c and d", "a, b, c or d")],
)
def test_things_are_named_with_commas_and_a_word_before_the_last(names, all_told, one_told):
    assert (all_of(iter(names)), one_of(iter(names))) == (all_told, one_told)


def test_nothing_else_joins_names_into_a_list():
    package = ROOT / "whycry_expert"
    joining = {
        str(path.relative_to(package)) for path in package.rglob("*.py") if OWN_JOINING.search(path.read_text("utf-8"))
    }
    assert joining == NOTATION
