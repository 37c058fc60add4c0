"""A knowledge base that would cost too much is refused in a line, and one that is just allowed is concluded from."""

import time
from fractions import Fraction

import pytest
from breakable import copy_of_bread
from hostile_inputs import (
    KNOWLEDGE,
    _asked_only_if_any,
    _bounds,
    _deep,
    _excluding,
    _excluding_all,
    _lines,
    _meanings,
    _options,
    _wide,
    yes_no_facts,
)

from whycry_expert import InputError, infer, load_knowledge, situation_from
from whycry_expert.errors import MAX_PROBLEMS
from whycry_expert.keeping import solving
from whycry_expert.keeping.checking.running import check_knowledge
from whycry_expert.knowledge import files, limits
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.finding_order import MAX_DEPTH_OF_FINDINGS
from whycry_expert.situation import clashes
from whycry_expert.situation.clashes import FoundClash

TOO_MUCH = {
    "findings upon findings": (_deep(MAX_DEPTH_OF_FINDINGS + 1, 1), "findings rest on findings here more than 50 deep"),
    "alternatives": (_wide(118), "alternatives of rules in this knowledge base; at most 30000 are allowed"),
    "lines": (_lines(limits.MAX_LINES + 1), "hostile has 101 lines of evidence; at most 100 are allowed"),
    "meanings": (_meanings(limits.MAX_MEANINGS), "there are 502 meanings in this knowledge base; at most 500"),
    "options": (_options(limits.MAX_OPTIONS + 1), "many has 501 options; at most 500 are allowed"),
    "facts": ({"facts/90-hostile.yaml": yes_no_facts(limits.MAX_FACTS)}, "facts in this knowledge base; at most 5000"),
}


def with_files(folder, added):
    base = copy_of_bread(folder)
    for file, content in added.items():
        base.write(file, content.encode())
    return base


@pytest.mark.parametrize(("added", "message"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_of_anything_is_refused_in_one_line(added, message, tmp_path):
    (problem,) = with_files(tmp_path, added).problems()
    assert message in problem


def test_files_that_are_too_large_together_are_refused_and_no_more_is_read_than_shows_it(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(files, "MAX_BYTES_OF_FILES", 1000)
    monkeypatch.setattr(files, "read_ordinary", lambda path: read.append(path) or path.read_bytes())
    (problem,) = copy_of_bread(tmp_path).problems()
    assert "larger than" in problem
    assert len(read) == 1


ALLOWED = {
    "findings upon findings": _deep(MAX_DEPTH_OF_FINDINGS, 10),
    "lines": _lines(limits.MAX_LINES),
    "bounds": _bounds(500),
    "a nested condition": KNOWLEDGE["a condition nested as deep as may be"](),
}


@pytest.mark.parametrize("added", ALLOWED.values(), ids=ALLOWED)
def test_as_much_as_is_allowed_is_concluded_from(added, tmp_path):
    knowledge = load_knowledge(with_files(tmp_path, added).folder)
    started = time.process_time()
    assert infer(knowledge, situation_from({"risen": "yes", "hours": 5}, knowledge)).readings
    assert time.process_time() - started < 20


def test_of_many_clashes_no_more_are_worked_out_than_are_told(tmp_path, monkeypatch):
    facts = 60
    knowledge = load_knowledge(with_files(tmp_path, _excluding(facts)).folder)
    worked_out = []
    monkeypatch.setattr(clashes, "FoundClash", lambda *found: worked_out.append(found) or FoundClash(*found))
    with pytest.raises(InputError) as refused:
        situation_from({f"w{n}": "yes" for n in range(facts)}, knowledge)
    told = [problem for problem in refused.value.problems if "cannot both be true" in problem.message]
    assert len(told) == MAX_PROBLEMS < len(knowledge.clashes)
    assert len(worked_out) <= MAX_PROBLEMS + 1


@pytest.mark.parametrize(
    ("added", "answered", "told"),
    [
        (_excluding_all(200), range(201), 201),
        (_asked_only_if_any(150), [*range(450), 600], 151),
    ],
)
def test_a_clash_of_very_many_answers_is_told_at_once_and_names_none_that_can_be_spared(
    added, answered, told, tmp_path
):
    knowledge = load_knowledge(with_files(tmp_path, added).folder)
    started = time.process_time()
    (clash,) = clashes.find_clashes(knowledge, {f"w{n}": Answer.yes_no(Fraction(1)) for n in answered})
    assert time.process_time() - started < 20
    assert len(clash.facts) == told


def test_a_knowledge_base_is_checked_for_no_longer_than_a_time_limit_and_that_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(solving, "MOST_SECONDS", 0)
    with pytest.raises(InputError, match="was not decided within 0 s"):
        check_knowledge(copy_of_bread(tmp_path).folder)


def test_what_rests_on_a_finding_is_worked_out_once_however_many_rules_test_it(tmp_path):
    knowledge = load_knowledge(with_files(tmp_path, _deep(12, 10)).folder)
    solver = solving.Solver(knowledge)
    started = time.process_time()
    (top,) = knowledge.meaning("hostile").rules
    assert solver.weights(top)
    assert solver.witness(solver.holds(top.condition)) is not None
    assert time.process_time() - started < 20
