"""What can be asked, concluded and cited can be looked up, and a situation can be written without knowing any name."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from example_situations import SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD, SHIPPED
from loaded_knowledge import FLAT_BREAD as TINY

from whycry_expert.cli.main import commands
from whycry_expert.errors import InputError
from whycry_expert.keeping.situation_template import continued, facts_still_open, template_text
from whycry_expert.keeping.uses import uses_in
from whycry_expert.situation.reading import read_situation

USES = uses_in(SHIPPED)
SITUATION_FOLDER = Path(__file__).parent.parent.parent / "situations"
UNCOMMENTED = re.compile(r"^( *)#(\S.*)$", re.MULTILINE)


def run(*arguments):
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def shown(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("facts", list(SHIPPED.facts)),
        ("meanings", [meaning.name for meaning in SHIPPED.meanings]),
        ("rules", [rule.name for rule in SHIPPED.rules()]),
        ("claims", [*SHIPPED.claims, *SHIPPED.sources]),
    ],
)
def test_a_list_names_everything_there_is_in_text_and_json(command, names):
    text = shown(command)
    assert [name for name in names if f"  {name}" not in text] == []
    assert [entry["name"] for entry in json.loads(shown(command, "--format", "json"))[command]] == names


@pytest.mark.parametrize("name", list(SHIPPED.facts))
def test_a_fact_shown_whole_has_its_question_its_options_and_who_uses_it(name):
    fact = SHIPPED.facts[name]
    text = " ".join(shown("facts", name).split())
    assert fact.question in text
    assert all(f"{option.name} {option.label}" in text for option in fact.options)
    assert all(use.owner in text for use in USES.facts.get(name, ()))


def test_facts_are_found_by_words_of_their_questions_and_labels():
    found = json.loads(shown("facts", "--search", "FLOUR gluten", "--knowledge", BREAD, "--format", "json"))
    assert [entry["name"] for entry in found["facts"]] == ["flour"]
    assert "flour" in shown("facts", "--search", "rye", "--knowledge", BREAD)


def test_a_search_names_the_options_in_whose_words_it_found_something():
    found = json.loads(shown("facts", "--search", "rye", "--knowledge", BREAD, "--format", "json"))
    assert [option["name"] for option in found["facts"][0]["found"]] == ["rye"]
    assert "    rye " in shown("facts", "--search", "rye", "--knowledge", BREAD)
    assert "    rye " not in shown("facts", "--search", "flour", "--knowledge", BREAD)


@pytest.mark.parametrize(
    ("command", "words", "name"),
    [
        ("meanings", "buy fresh", "old-yeast"),
        ("meanings", "long had", "old-yeast"),
        ("rules", "shelf", "yeast-was-old"),
        ("rules", "live dough", "yeast-stayed-flat"),
        ("claims", "bakers", "baking-practice"),
        ("facts", "hours", "hours"),
    ],
)
def test_what_there_is_is_found_by_the_words_it_is_written_in(command, words, name):
    found = json.loads(shown(command, "--search", words, "--knowledge", BREAD, "--format", "json"))
    assert [entry["name"] for entry in found[command]] == [name]


def test_a_search_that_finds_nothing_says_so_and_ends_with_1():
    result = run("facts", "--search", "unicorn", "--knowledge", BREAD)
    assert (result.exit_code, result.stdout) == (1, "")
    assert 'no fact has "unicorn" in its words' in result.stderr


def test_a_name_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(InputError, match='did you mean "flour"'):
        commands.main(["facts", "flower", "--knowledge", str(BREAD)], standalone_mode=False)


def test_a_meaning_is_called_by_its_number_too_and_a_meaning_or_finding_lists_its_rules():
    assert shown("meanings", "2", "--knowledge", BREAD) == shown("meanings", "heavy-flour", "--knowledge", BREAD)
    assert "wheat-flour" in shown("rules", "heavy-flour", "--knowledge", BREAD)
    assert "yeast-was-old" in shown("rules", "weak-yeast", "--knowledge", BREAD)


def test_a_rule_shown_whole_says_its_condition_in_sentences_and_what_it_rests_on():
    text = shown("rules", "yeast-stayed-flat", "--knowledge", BREAD)
    assert "all of these:" in text
    assert "The dough did not rise. (not risen)" in text
    assert "It rested for at least 4 hours." in text
    assert "Old yeast is weak." in text


@pytest.mark.parametrize("knowledge", [SHIPPED, TINY], ids=["shipped", "bread"])
def test_the_template_as_written_is_an_empty_situation(knowledge):
    situation = read_situation(template_text(knowledge, "schema.json").encode(), "new", knowledge)
    assert dict(situation.given) == {}
    assert situation.unsure == ()


@pytest.mark.parametrize(
    ("knowledge", "every"),
    [(SHIPPED, 8), pytest.param(SHIPPED, 1, marks=pytest.mark.nightly), (TINY, 1)],
    ids=["shipped", "shipped-whole", "bread"],
)
def test_taking_the_sign_off_any_one_line_answers_one_fact(knowledge, every):
    text = template_text(knowledge)
    lines = list(UNCOMMENTED.finditer(text))
    assert len(lines) >= sum(len(fact.options) or 1 for fact in knowledge.facts.values())
    for line in lines[::every]:
        filled = text[: line.start()] + line[1] + line[2] + text[line.end() :]
        try:
            situation = read_situation(filled.encode(), "new", knowledge)
        except InputError as error:
            assert "is asked only if" in str(error)  # noqa: PT017 - a follow-up alone may be out of place
        else:
            assert len(situation.given) == 1


@pytest.mark.parametrize("name", spread(9))
def test_continuing_a_situation_keeps_its_bytes_and_its_answers_and_adds_what_is_open(name):
    content = (SITUATION_FOLDER / name).read_bytes()
    situation = SITUATIONS[name]
    still_open = facts_still_open(SHIPPED, situation)
    result = continued(content, situation, SHIPPED, still_open)
    assert result.startswith(content)
    again = read_situation(result, name, SHIPPED)
    assert again.answers == situation.answers
    assert again.expectation == situation.expectation
    assert all(fact in result[len(content) :].decode() for fact in still_open)


ENDS = st.sampled_from(["", "\n", "\r\n", "\n...\n", "\n# so\n", "\nstory: |\n  a\n  b"])
STARTS = st.sampled_from(
    ["{risen: no}", "flour: rye", "yeast:\nflour: rye", "yeast: {old: no}", "title: >\n  a", "flour: rye\r\nhours: 3"]
)


@given(STARTS, ENDS)
def test_continuing_never_changes_what_a_file_says_however_it_is_laid_out(start, end):
    content = (start + end).encode()
    try:
        situation = read_situation(content, "file", TINY)
    except InputError:
        return
    result = continued(content, situation, TINY, facts_still_open(TINY, situation))
    assert result.startswith(content)
    assert read_situation(result, "file", TINY).answers == situation.answers


def test_questions_of_safety_come_first_among_those_still_open():
    situation = read_situation(b"flour: rye", "file", TINY)
    assert facts_still_open(TINY, situation)[0] == "smoke"
    assert "smoke" not in facts_still_open(TINY, read_situation(b"smoke: unsure", "file", TINY))


def test_new_writes_a_new_file_that_only_its_owner_can_read_and_leaves_one_that_is_there_alone(tmp_path):
    path = tmp_path / "mine.yaml"
    assert shown("new", path, "--knowledge", BREAD) == ""
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("flour: rye\n")
    with pytest.raises(InputError, match="there already"):
        commands.main(["new", str(path), "--knowledge", str(BREAD)], standalone_mode=False)
    assert path.read_text() == "flour: rye\n"
    continued_text = shown("new", "--from", path, "--knowledge", BREAD)
    assert continued_text.startswith("flour: rye\n")
    assert "#smoke: yes" in continued_text
