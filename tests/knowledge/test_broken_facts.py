import re

import pytest
from breakable import copy_of_bread

DOUGH = "facts/01-dough.yaml"
MANY = ", ".join("{any: [risen, sourdough, smoke]}" for _ in range(6))

ONE_MISTAKE_EACH = [
    # the file, what stands in it, what the mistake puts in its place, the line it is told on, what is told
    (DOUGH, "theme: dough", "theme: The Dough", 1, ["a name must be lower-case words", '"The Dough"']),
    (DOUGH, "theme: dough", "theme: true", 1, ["a name must not be true, false or null"]),
    (DOUGH, "theme: dough\n", "", 1, ['a theme file needs "theme"']),
    (DOUGH, "title: The dough", "titel: The dough", 2, ['no field "titel"; did you mean "title"?']),
    (DOUGH, "Which flour did you use?", "[which]", 5, ['"question" of the fact flour must be a text, not a list']),
    (DOUGH, "    help: The main one.\n", "", 5, ['the fact flour needs "help"']),
    (DOUGH, "help: The main one.", "help:", 6, ['"help" of the fact flour must be a text, not nothing']),
    (DOUGH, "help: The main one.", "help: ~", 6, ["must be a text, not ~, which is nothing", "in quotes"]),
    (DOUGH, "help: The main one.", "help: null", 6, ["must be a text, not null, which is nothing", "in quotes"]),
    (DOUGH, "kind: choice\n", "kind: choise\n", 7, ['no "kind" "choise"; did you mean "choice"?']),
    (DOUGH, "kind: choice\n", "kind: [choice]\n", 7, ['"kind" of the fact flour must be one of yes-no', "not a list"]),
    (DOUGH, "    yes: The dough rose.\n", "", 13, ['the fact risen needs "yes"']),
    (DOUGH, "no: The dough did not rise.", "no: {a: b}", 17, ['"no" of the fact risen must be a text, not a mapping']),
    (DOUGH, "    unit: hours\n", "", 19, ['the fact hours needs "unit"']),
    (DOUGH, "range: {at least: 0,", "range: {at lest: 0,", 23, ['no field "at lest"; did you mean "at least"?']),
    (DOUGH, "range: {at least: 0,", "range: {at least: none,", 23, ['"at least"', "must be a number", '"none"']),
    (DOUGH, "range: {at least: 0,", "range: {at least: 80,", 23, ["the range of hours is empty"]),
    (DOUGH, "says: It rested for {answer}.", "says: It rested.", 18, ["must contain {answer}"]),
    (DOUGH, "sensitive: yes", "sensitive: true", 47, ['"sensitive" of the fact smoke must be yes or no, not "true"']),
    (DOUGH, "sensitive: yes", "sensitiv: yes", 47, ['no field "sensitiv"; did you mean "sensitive"?']),
    (DOUGH, "only if: {flour: [wheat, rye]}", "only if: {yeast: old}", 31, ["asks about yeast, which comes later"]),
    (DOUGH, "only if: {flour: [wheat, rye]}", "only if: sourdough", 31, ["asks about sourdough", "must come earlier"]),
    (DOUGH, "only if: {flour: [wheat, rye]}", "only if: weak-yeast", 31, ['no fact "weak-yeast"']),
    (
        DOUGH,
        "only if: {flour: [wheat, rye]}",
        "only if: {flour: [wheat, ry]}",
        31,
        ['no option of flour "ry"', '"rye"?'],
    ),
    (
        DOUGH,
        "excludes: [{yeast: fresh}]\n  yeast",
        "excludes: {yeast: fresh}\n  yeast",
        32,
        ['"excludes"', "must be a list"],
    ),
    (
        DOUGH,
        "excludes: [{yeast: fresh}]\n  yeast",
        "excludes: [{yest: fresh}]\n  yeast",
        32,
        ['no fact "yest"; did you mean "yeast"?'],
    ),
    (DOUGH, "excludes: [{yeast: fresh}]\n  yeast", "excludes: [sourdough]\n  yeast", 32, ["sourdough excludes itself"]),
    (
        DOUGH,
        "excludes: [{yeast: fresh}]\n  yeast",
        "implies: [{not: sourdough}]\n  yeast",
        32,
        ["sourdough excludes itself: nobody could say it"],
    ),
    (DOUGH, "old., excludes: [{yeast: fresh}]", "old., excludes: [{yeast: old}]", 39, ["yeast: old excludes itself"]),
    (
        DOUGH,
        "excludes: [{yeast: fresh}]\n  yeast",
        f"implies: [{{all: [{MANY}]}}]\n  yeast",
        32,
        ["more than 256 alternatives"],
    ),
    (DOUGH, "    unit: hours", "    unit: hours\n    implies: [risen]", 18, ["implies stand beside its options"]),
    (DOUGH, "  smoke:", "  risen:", 41, ['"risen" stands here a second time', "line 12"]),
    (DOUGH, "  smoke:", "  title:", 41, ["no fact may be called title"]),
    (DOUGH, "  smoke:", "  any:", 41, ["no fact may be called any"]),
    (DOUGH, "  smoke:", "  Smoke_2:", 41, ["a name must be lower-case words joined by hyphens"]),
    (DOUGH, "      no-gluten: {", "      none: {", 11, ["no option may be called none"]),
    (DOUGH, "      no-gluten: {", "      null: {", 11, ["a name must not be true, false or null"]),
    (DOUGH, "      no-gluten: {", "      answer: {", 11, ["no option may be called answer"]),
    (
        DOUGH,
        "label: rye flour",
        "lable: rye flour",
        10,
        ['no field "lable"; did you mean "label"?'],
    ),
    (DOUGH, "no: The yeast was not old.", "not: The yeast was not old.", 39, ['no field "not"; did you mean "no"?']),
]


@pytest.fixture
def base(tmp_path):
    return copy_of_bread(tmp_path)


@pytest.mark.parametrize("mistake", ONE_MISTAKE_EACH)
def test_a_mistake_in_the_facts_is_told_with_its_place_and_what_was_expected(base, mistake):
    file, old, new, line, words = mistake
    base.replace(file, old, new)
    (told,) = base.problems()
    assert re.match(f"{re.escape(str(base.folder / file))}:{line}:[1-9][0-9]*: .", told)
    assert [word for word in words if word not in told] == []
    assert told.isprintable()
