"""What a situation file states is compared with what is concluded, and each miss is told in a sentence."""

import json

import pytest

from whycry_expert import infer, read_situation_file
from whycry_expert.reasoning.expectations import outcome_of, shortfalls

MET = [
    {},
    {"picture": "mixed", "leading": ["old-yeast", "heavy-flour"], "notices": ["fire"]},
    {"at least good": ["old-yeast", "heavy-flour"], "at most good": ["old-yeast", "heavy-flour"]},
    {"at least some": ["old-yeast"], "at most strong": ["old-yeast"]},
]
MISSED = [
    ({"picture": "clear"}, ["the picture is mixed, not clear"]),
    ({"leading": ["old-yeast"]}, ["what leads is heavy-flour, old-yeast, not old-yeast"]),
    ({"leading": []}, ["what leads is heavy-flour, old-yeast, not nothing"]),
    ({"notices": []}, ["the notices are fire, not nothing"]),
    ({"at least strong": ["old-yeast"]}, ["old-yeast is below strong (0.74)"]),
    (
        {"at most some": ["heavy-flour", "old-yeast"]},
        ["heavy-flour is above some (0.80)", "old-yeast is above some (0.74)"],
    ),
    ({"speaks against": ["old-yeast"]}, ["old-yeast is not spoken against (0.74)"]),
    (
        {"speaks against": ["heavy-flour"], "picture": "open", "at least very strong": ["heavy-flour"]},
        [
            "the picture is mixed, not open",
            "heavy-flour is below very strong (0.80)",
            "heavy-flour is not spoken against (0.80)",
        ],
    ),
]
ANSWERS = {"flour": "rye", "risen": "probably not", "hours": 8, "yeast": {"old": "yes", "on": "maybe"}, "smoke": "yes"}


@pytest.fixture
def missing(tmp_path, bread):
    def told(answers, expected):
        path = tmp_path / "situation.yaml"
        path.write_text(json.dumps({**answers, "expect": expected}))
        situation = read_situation_file(path, bread)
        return list(shortfalls(situation.expectation, outcome_of(infer(bread, situation))))

    return told


@pytest.mark.parametrize("expected", MET)
def test_nothing_is_missing_where_all_that_is_stated_is_concluded(expected, missing):
    assert missing(ANSWERS, expected) == []


@pytest.mark.parametrize(("expected", "sentences"), MISSED)
def test_each_part_that_is_missed_is_told_in_a_sentence(expected, sentences, missing):
    assert missing(ANSWERS, expected) == sentences


def test_a_reading_that_nothing_speaks_of_is_not_spoken_against(missing):
    assert missing({}, {"speaks against": ["old-yeast"]}) == ["old-yeast is not spoken against (0.00)"]
    assert missing({"flour": "wheat"}, {"speaks against": ["heavy-flour"]}) == []
