"""The schemas and the loader agree about every file, but for the few things that a schema cannot say."""

import copy
import io
import json
import re
import shutil
import tempfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD
from loaded_knowledge import FLAT_BREAD as TINY
from ruamel.yaml import YAML
from thoroughness import examples

from whycry_expert import InputError, load_knowledge
from whycry_expert.cli.main import commands
from whycry_expert.keeping.schema import SCHEMAS
from whycry_expert.situation.reading import read_situation

ROOT = Path(__file__).parent.parent.parent
PLANT = ROOT / "docs" / "drooping-plant"
VALIDATORS = {kind: jsonschema.Draft7Validator(make(TINY)) for kind, make in SCHEMAS.items()}
PAGE = (ROOT / "docs" / "knowledge-format.md").read_text(encoding="utf-8")

BEYOND_A_SCHEMA = {
    "situation": ["cannot both be true", "is asked only if", "is answered twice", "must be at (least|most)"],
    "facts": [
        "there is no (fact|option)",
        "is no fact but an option of",
        "is a (choice|choices|number|yes-no) fact: write",
        "is a number: write",
        "comes later",
        "excludes itself",
        "is empty",
        "(used|defined) twice",
        "the list of options",
    ],
    "rules": [
        "(used|defined) twice",
        "both have the (number|urgency)",
        '"because" names',
        "has no rule",
        'there is no "line"',
        '"line" of',
        "in a circle",
        "there is no section",
        "stands in two files",
        "there is no (claim|source|fact or finding|finding|fact|option)",
        "no file has a",
        "no file says what",
    ],
}
"""What the loader says where it refuses what a schema cannot refuse."""


def yaml12():
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml


def read(text):
    return yaml12().load(text)


def dumped(data):
    stream = io.StringIO()
    yaml12().dump(data, stream)
    return stream.getvalue()


def refusals(load):
    try:
        load()
    except InputError as error:
        return [problem.message for problem in error.problems]
    return []


def agree(kind, data, messages):
    accepted = VALIDATORS[kind].is_valid(data)
    if not accepted:
        assert messages, f"the schema refuses what the loader takes: {data}"
        return
    unexpected = [
        message for message in messages if not any(re.search(known, message) for known in BEYOND_A_SCHEMA[kind])
    ]
    assert unexpected == [], data


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("folder", [ROOT, PLANT, BREAD], ids=["shipped", "plant", "bread"])
@pytest.mark.parametrize(("kind", "files"), [("situation", "situations"), ("facts", "facts"), ("rules", "rules")])
def test_every_file_that_loads_fits_its_schema(folder, kind, files, every):
    schema = SCHEMAS[kind](load_knowledge(folder))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted((folder / files).glob("*.yaml"))[::every]:
        assert [error.message for error in validator.iter_errors(read(path.read_text(encoding="utf-8")))] == [], path


WORDS = st.sampled_from(
    ["yes", "no", "probably", "Maybe_not", "PROBABLY NOT", "probably-not", "unsure", "~", "y", "N", "on", "so", " yes "]
)
OPTIONS = st.sampled_from(
    [
        "wheat",
        "Rye",
        "no-gluten",
        "no gluten",
        "old",
        "fresh",
        "none",
        "probably old",
        "maybe_fresh",
        "no old",
        "yes rye",
        "old, fresh",
        "maybe wheat",
        "old,",
        "unsure old",
        "maybe none",
        "yes none",
        "no none",
        "probably-none",
        "olt",
    ]
)
NUMBERS = st.sampled_from(
    [0, 3, 0.5, 72, 73, -1, 1, True, False, None, "3", "3 hours", "maybe 4", "3 days", "0.5", "+1"]
)
LEAVES = WORDS | OPTIONS | NUMBERS
CERTAINTIES = st.sampled_from([0, 0.5, 1, 1.5, "0.5", "1.0", "so", None, -0.5, "0"])
WRAPPED = st.fixed_dictionaries(
    {}, optional={"answer": LEAVES, "certainty": CERTAINTIES, "note": LEAVES, "nota": LEAVES}
)
BY_OPTION = st.dictionaries(st.sampled_from(["old", "fresh", "on", "olt", "answer"]), LEAVES | WRAPPED, max_size=2)
LISTS = st.lists(LEAVES, max_size=2)
DEEP = st.fixed_dictionaries(
    {"answer": LEAVES | LISTS | BY_OPTION}, optional={"certainty": CERTAINTIES, "note": LEAVES | LISTS}
)
FORMS = LEAVES | LISTS | WRAPPED | BY_OPTION | DEEP
BANDS = [f"{words} {band}" for words in ("at least", "at most") for band in ("good", "none", "speaks against", "so")]
EXPECT = st.fixed_dictionaries(
    {},
    optional={
        "picture": st.sampled_from(["clear", "mixed", "open", "so", None]),
        "leading": st.lists(st.sampled_from(["old-yeast", "old-yeats"])) | LEAVES,
        "notices": st.lists(st.sampled_from(["fire", "smoke"])),
        "speaks against": st.lists(st.sampled_from(["heavy-flour"])),
        **{band: st.lists(st.just("heavy-flour")) for band in BANDS},
    },
)


@examples(1500, by_day=150)
@given(st.dictionaries(st.sampled_from([*TINY.facts, "title", "story", "flower"]), FORMS, min_size=1, max_size=2))
def test_the_schema_of_situations_agrees_with_the_loader_about_answers(answers):
    text = dumped(answers)
    agree("situation", read(text), refusals(lambda: read_situation(text.encode(), "file", TINY)))


@examples(200, by_day=40)
@given(EXPECT | LEAVES)
def test_the_schema_of_situations_agrees_with_the_loader_about_stated_outcomes(expected):
    text = dumped({"risen": "yes", "expect": expected})
    agree("situation", read(text), refusals(lambda: read_situation(text.encode(), "file", TINY)))


def paths_in(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from paths_in(value, (*path, key))


VALUES = st.sampled_from(
    [
        "",
        "so",
        "Not A Name",
        "yes",
        "no",
        3,
        0,
        -1,
        2.5,
        True,
        [],
        {},
        ["so"],
        {"so": "so"},
        None,
        "null",
        ["~"],
        ["risen"],
        "risen",
        "weak-yeast",
        {"not": "risen"},
        {"not": "weak-yeast"},
        {"not": {"not": "weak-yeast"}},
        {"all": ["risen"]},
        {"any": []},
        {"flour": "rye"},
        {"flour": ["rye", "wheat"]},
        {"flour": "so"},
        {"hours": {"at least": 3}},
        {"hours": {"so": 3}},
        "supports",
        {"against": "supports"},
        {"against": "so"},
        ["A.1"],
        ["baking-practice"],
        ["none"],
        "choice",
        "number",
    ]
)


@st.composite
def broken(draw, data):
    """Change one place of a file: leave it out, rename it, or put something else there."""
    data = copy.deepcopy(data)
    *parents, key = draw(st.sampled_from([path for path in paths_in(data) if path]))
    inner = data
    for parent in parents:
        inner = inner[parent]
    how = draw(st.sampled_from(["leave out", "rename", "replace"]))
    if how == "leave out":
        del inner[key]
    elif how == "rename" and isinstance(inner, dict):
        inner[draw(st.sampled_from(["so", "Not A Name", "title", "none", "all", "kind"]))] = inner.pop(key)
    else:
        inner[key] = draw(VALUES)
    return data


FILES = {
    path.relative_to(BREAD).as_posix(): read(path.read_text(encoding="utf-8"))
    for folder in ("facts", "rules")
    for path in sorted((BREAD / folder).glob("*.yaml"))
}


@examples(700, by_day=70)
@given(st.data())
def test_the_schemas_of_knowledge_files_agree_with_the_loader(data):
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = dumped(data.draw(broken(FILES[name])))
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "bread"
        shutil.copytree(BREAD, base)
        (base / name).write_text(text, encoding="utf-8")
        messages = refusals_in(base, name)
    agree(name.partition("/")[0], read(text), messages)


@pytest.mark.parametrize("word", ["true", "false", "null", "yes", "no", "on", "y", "so", "nullify", '"true"', "'yes'"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("rules/01-old-yeast.yaml", "{{id: weak,", "{{id: {},"),
        ("rules/01-old-yeast.yaml", "meaning: old-yeast", "meaning: {}"),
        ("facts/01-dough.yaml", "theme: dough", "theme: {}"),
        ("facts/01-dough.yaml", "  smoke:", "  {}:"),
    ],
)
def test_a_word_that_an_editor_takes_for_a_value_is_a_name_to_neither(tmp_path, name, old, new, word):
    base = tmp_path / "bread"
    shutil.copytree(BREAD, base)
    text = (base / name).read_text("utf-8")
    assert old.format() in text
    text = text.replace(old.format(), new.format(word), 1)
    (base / name).write_text(text, "utf-8")
    data = json.loads(json.dumps(read(text)))  # as an editor has it, whose keys are texts
    messages = refusals_in(base, name)
    agree(name.partition("/")[0], data, messages)
    told = [message for message in messages if "must not be true, false or null" in message]
    assert bool(told) == (word.strip("\"'") in {"true", "false", "null"})


@pytest.mark.parametrize("said", ["true", "3", "3.5", "so", "It rested for {answer}.", "'{answer}'"])
def test_a_sentence_that_must_hold_the_answer_is_no_truth_value_and_no_number(tmp_path, said):
    base = tmp_path / "bread"
    shutil.copytree(BREAD, base)
    file = base / "facts" / "01-dough.yaml"
    text = file.read_text("utf-8").replace("says: It rested for {answer}.", f"says: {said}")
    file.write_text(text, "utf-8")
    messages = refusals_in(base, "facts/01-dough.yaml")
    agree("facts", read(text), messages)
    assert bool(messages) == ("{answer}" not in said)


def refusals_in(base, name):
    """Give what is refused in one file: when a name goes, others that use it are refused too."""
    try:
        load_knowledge(base)
    except InputError as error:
        return [problem.message for problem in error.problems if problem.place.file in (str(base / name), str(base))]
    return []


def test_what_a_schema_cannot_say_is_listed():
    assert "## What a schema cannot say" in PAGE


@pytest.mark.parametrize("kind", list(SCHEMAS))
def test_the_command_writes_the_schema(kind):
    result = CliRunner().invoke(commands, ["kb", "schema", kind, "--knowledge", str(BREAD)])
    assert json.loads(result.stdout) == SCHEMAS[kind](TINY)


def test_the_command_writes_all_into_a_folder(tmp_path):
    target = tmp_path / "schemas"
    assert (
        CliRunner().invoke(commands, ["kb", "schema", "--into", str(target), "--knowledge", str(BREAD)]).exit_code == 0
    )
    assert {path.name for path in target.iterdir()} == {"situation.json", "facts.json", "rules.json"}
    assert json.loads((target / "rules.json").read_text()) == SCHEMAS["rules"](TINY)


def test_no_schema_replaces_what_is_there_unless_that_is_wished_and_then_all_are_written(tmp_path):
    (tmp_path / "rules.json").write_text("precious", "utf-8")
    into = ["kb", "schema", "--into", str(tmp_path), "--knowledge", str(BREAD)]
    refused = CliRunner().invoke(commands, into)
    assert f"{tmp_path / 'rules.json'}: this file is there already" in str(refused.exception)
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("rules.json", "precious")]
    assert CliRunner().invoke(commands, [*into, "--force"]).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "rules.json", "situation.json"]
