"""Many situations at once come to the very conclusions that `infer` draws, and are refused for the same reasons."""

import json

import pytest
from as_records import line_of, piece_of
from engines import line_for
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from random_answers import single_answers, some_answers
from thoroughness import examples

from whycry_expert import InputError, infer, situation_from
from whycry_expert.batch import answer_table, layers, notices, readings
from whycry_expert.batch.concluding import Concluder, conclude
from whycry_expert.batch.piece import Documents
from whycry_expert.presentation.as_json import report_as_data
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.clashes import find_clashes

ALL_FILES = Documents(tuple(SITUATIONS), tuple((FOLDER / name).read_bytes() for name in SITUATIONS))


def without_id(line):
    return json.dumps({key: value for key, value in json.loads(line).items() if key != "id"})


def test_every_example_situation_comes_to_the_same_with_every_digit():
    outcome = conclude(ALL_FILES, KNOWLEDGE)
    assert not outcome.refused
    for (name, situation), line in zip(SITUATIONS.items(), outcome.lines, strict=True):
        assert json.loads(line)["id"] == name
        assert without_id(line) == json.dumps(line_for(infer(KNOWLEDGE, situation))), name


def test_the_same_answers_in_json_come_to_the_same_lines():
    outcome = conclude(piece_of(*(line_of(situation.answers) for situation in SITUATIONS.values())), KNOWLEDGE)
    of_files = conclude(ALL_FILES, KNOWLEDGE)
    assert list(map(without_id, outcome.lines)) == list(map(without_id, of_files.lines))


def test_what_is_remembered_is_bounded_and_forgetting_it_changes_nothing(monkeypatch):
    lines = [line_of(situation.answers) for situation in list(SITUATIONS.values())[::10]]
    pieces = [piece_of(*lines[first : first + 4]) for first in range(0, len(lines), 4)]
    expected = [conclude(piece, KNOWLEDGE) for piece in pieces]
    monkeypatch.setattr(answer_table, "_MOST_KNOWN", 10)
    monkeypatch.setattr(readings, "_MOST_KNOWN", 10)
    monkeypatch.setattr(notices, "_MOST_KNOWN", 1)
    forgetful = Concluder(KNOWLEDGE)
    sizes = []
    for piece, outcome in zip(pieces, expected, strict=True):
        assert forgetful.conclude(piece) == outcome
        sizes.append(len(forgetful._table.keys_within))  # noqa: SLF001 - it shows nowhere else
    # what one piece brings comes on top of the bound, and nothing more
    assert max(sizes) <= 10 + max(len(json.loads(line)) for line in lines) * 4
    assert len(sizes) > 5


@examples(150)
@given(st.lists(some_answers(KNOWLEDGE, most=12), min_size=1, max_size=4))
def test_answers_that_clash_are_refused_in_the_same_words(people):
    outcome = conclude(piece_of(*map(line_of, people)), KNOWLEDGE)
    expected = [
        tuple(sorted({clash.message for clash in find_clashes(KNOWLEDGE, answers)}))
        for answers in people
        if find_clashes(KNOWLEDGE, answers)
    ]
    found = [tuple(sorted(problem.message for problem in refused.problems)) for refused in outcome.refused]
    assert found == expected
    assert len(outcome.lines) == len(people) - len(expected)


def test_a_clash_is_seen_again_when_its_answers_are_known_already():
    clashing = line_of(next(answers for answers in two_answers() if find_clashes(KNOWLEDGE, answers)))
    concluder = Concluder(KNOWLEDGE)
    for _ in range(3):
        outcome = concluder.conclude(piece_of(clashing, "{}", clashing))
        assert len(outcome.lines) == 1
        assert [refused.after for refused in outcome.refused] == [0, 1]


def test_knowledge_in_which_no_answers_can_clash_is_concluded_from_too(bread):
    facts = {name: replace(fact, only_if=None) for name, fact in bread.facts.items()}
    peaceful = replace(bread, facts=facts, clashes=(), digest="peaceful")
    (line,) = conclude(piece_of('{"flour": "rye"}'), peaceful).lines
    assert json.loads(line)["leading"] == ["heavy-flour"]


def two_answers():
    single = [(name, answer) for name, fact in KNOWLEDGE.facts.items() for answer in single_answers(fact).values()]
    for position, (name, answer) in enumerate(single):
        yield from ({name: answer, other: another} for other, another in single[position + 1 :] if other != name)


@pytest.mark.parametrize("base", ["bread", "shipped"])
def test_numbers_that_64_bits_cannot_hold_come_to_the_same(base, request, monkeypatch):
    knowledge = request.getfixturevalue(base)
    piece = piece_of(*(line_of(answers) for answers in first_answers(knowledge)))
    narrow = Concluder(knowledge).conclude(piece)
    monkeypatch.setattr(layers, "_TOO_MUCH", 0)
    wide = Concluder(knowledge)
    assert wide._layers.dtype == object  # noqa: SLF001 - else this would compare a thing with itself
    assert wide.conclude(piece) == narrow
    assert any(json.loads(line)["leading"] for line in narrow.lines)


def first_answers(knowledge):
    for name, fact in knowledge.facts.items():
        yield from ({name: answer} for answer in single_answers(fact).values())
    if knowledge is not KNOWLEDGE and knowledge.digest == KNOWLEDGE.digest:
        yield from (situation.answers for situation in list(SITUATIONS.values())[::10])


def test_with_trace_a_line_is_the_record_of_infer():
    names = list(SITUATIONS)[::40]
    files = Documents(tuple(names), tuple((FOLDER / name).read_bytes() for name in names))
    for name, line in zip(names, conclude(files, KNOWLEDGE, trace=True).lines, strict=True):
        assert json.loads(line) == json.loads(json.dumps(report_as_data(report_on(KNOWLEDGE, SITUATIONS[name]))))


@pytest.mark.parametrize(
    "answers",
    [
        {"relationship": "probably partner"},
        {"he-said": ["fears-losing-you", "probably sorry"]},
        {"years-known": 3},
        {"years-known": 3.0},
        {"relationship": None},
        {"just-before": {"argument": False, "another-person": "maybe"}},
    ],
)
def test_what_a_program_writes_is_read_as_the_library_reads_it(answers):
    (line,) = conclude(piece_of(json.dumps(answers)), KNOWLEDGE).lines
    assert without_id(line) == json.dumps(line_for(infer(KNOWLEDGE, situation_from(answers, KNOWLEDGE))))


@pytest.mark.parametrize(
    "answers", [{"years-known": True}, {"relationship": 1}, {"relationship": 1.5}, {"he-said": []}, {"unknown": "yes"}]
)
def test_what_the_library_refuses_is_refused_in_the_same_words(answers):
    (refused,) = conclude(piece_of(json.dumps(answers)), KNOWLEDGE).refused
    with pytest.raises(InputError) as caught:
        situation_from(answers, KNOWLEDGE)
    assert [problem.message for problem in refused.problems] == [problem.message for problem in caught.value.problems]
