"""Drawing, beginning, laying out and comparing knowledge bases."""

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD
from msgspec import Struct
from msgspec.structs import replace

from whycry_expert import load_knowledge
from whycry_expert.cli.main import commands
from whycry_expert.errors import InputError, Place
from whycry_expert.keeping.changes import changes_between
from whycry_expert.keeping.layout import laid_out
from whycry_expert.keeping.random_situations import random_situations
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation.knowledge_graph import graph_of_knowledge
from whycry_expert.presentation.rendering.knowledge_page import to_page
from whycry_expert.situation.clashes import find_clashes

ROOT = Path(__file__).parent.parent.parent
PLANT = ROOT / "docs" / "drooping-plant"


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "plant"
    shutil.copytree(PLANT, folder)
    return folder


def run(*arguments):
    return CliRunner().invoke(commands, ["kb", *(str(argument) for argument in arguments)])


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_graph_of_a_whole_base_has_every_fact_that_is_used_every_rule_and_every_meaning():
    knowledge = load_knowledge(PLANT)
    graph = graph_of_knowledge(knowledge)
    text = " ".join(word for node in graph.nodes for word in node.label)
    assert all(rule.name in text for rule in knowledge.rules())
    assert all(name in text for name in knowledge.facts)
    rules = {node.number for node in graph.nodes if node.kind.value == "rule"}
    assert {edge.target for edge in graph.edges} >= rules, "every rule rests on something"
    assert {edge.source for edge in graph.edges} >= rules, "every rule says something"


def test_the_graph_around_a_name_has_what_leads_to_it_and_what_it_leads_to():
    text = run("graph", "roots-stand-in-water", "--knowledge", PLANT).stdout
    assert all(name in text for name in ("water-in-the-saucer", "soaked-soil", "wet-roots", "too-wet"))
    assert "dry-for-long" not in text
    assert "wet-yellow-leaves" not in text
    assert run("graph", "--knowledge", PLANT, "--format", "dot").stdout.startswith("digraph")


def test_a_graph_around_a_name_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(InputError, match='did you mean "wet-roots"'):
        commands.main(["kb", "graph", "wet-root", "--knowledge", str(PLANT)], standalone_mode=False)


def test_the_page_links_only_to_what_is_on_it_and_loads_nothing():
    page = run("graph", "--knowledge", PLANT, "--format", "html").stdout
    targets = set(re.findall(r'id="(n\d+)"', page))
    assert targets
    assert set(re.findall(r'href="#(n\d+)"', page)) <= targets
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page
    assert 'type="search"' in page


def test_what_labels_hold_is_never_markup(base):
    change(base / "rules" / "01-too-dry.yaml", "title: It has too little water", "title: <script>alert(1)</script>")
    knowledge = load_knowledge(base)
    page = to_page(graph_of_knowledge(knowledge), "<b>")
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_a_scaffold_of_a_rule_loads_once_its_marks_are_filled_in(base):
    told = run("new", "rule", "too-wet", "wet-brown-tips", "--knowledge", base).stdout
    assert "line: roots  # one of: roots, leaves" in told
    filled = (
        told.replace("if: TODO", "if: {leaves: brown-tips}").replace("TODO ", "").replace("claims: []", "claims: [P.2]")
    )
    change(base / "rules" / "02-too-wet.yaml", "advice:", f"{filled}advice:")
    assert "wet-brown-tips" in [rule.name for rule in load_knowledge(base).rules()]


@pytest.mark.parametrize("kind", ["yes-no", "choice", "choices", "number"])
def test_a_scaffold_of_a_fact_loads_and_kb_check_names_each_mark_that_is_left(base, kind):
    told = run("new", "fact", "pot", "--kind", kind).stdout
    path = base / "facts" / "01-the-plant.yaml"
    path.write_text(path.read_text() + told)
    assert load_knowledge(base).facts["pot"].kind.value == kind
    remarks = json.loads(run("check", "--knowledge", base, "--format", "json").stdout)["remarks"]
    assert sum(remark["code"] == "unfinished-text" for remark in remarks) == told.count("TODO")


def test_a_scaffold_of_a_meaning_is_told_by_its_marks_alone(base):
    path = base / "rules" / "03-too-cold.yaml"
    assert run("new", "meaning", "too-cold", "--knowledge", base, "-o", path).exit_code == 0
    text = path.read_text()
    assert text.startswith("# yaml-language-server: $schema=../schemas/rules.json\nmeaning: too-cold\nnumber: 3\n")
    path.write_text(text.replace("if: TODO", "if: eaten").replace("claims: []", "claims: [P.1]"))
    assert [meaning.name for meaning in load_knowledge(base).meanings] == ["too-dry", "too-wet", "too-cold"]


@pytest.mark.parametrize("begun", [["fact"], ["meaning"], ["rule", "too-dry"]], ids=" ".join)
def test_no_scaffold_is_begun_with_a_name_that_is_taken(base, begun):
    with pytest.raises(InputError, match="soil: this name is used already in this knowledge base: "):
        commands.main(["kb", "new", *begun, "soil", "--knowledge", str(base)], standalone_mode=False)


@pytest.mark.parametrize("name", ["title", "expect", "all", "not"])
def test_no_fact_is_begun_with_a_name_that_the_loader_refuses(name):
    with pytest.raises(InputError, match=f"{name}: no fact may be called {name}"):
        commands.main(["kb", "new", "fact", name, "--knowledge", str(PLANT)], standalone_mode=False)


def test_a_scaffold_of_a_situation_loads_and_a_file_that_is_there_is_left_alone(base):
    path = base / "situations" / "new.yaml"
    assert run("new", "situation", 'He "said": so', "--fact", "soil", "--knowledge", base, "-o", path).exit_code == 0
    assert run("test", path, "--knowledge", base).stdout.startswith("1 situation reaches what it states")
    with pytest.raises(InputError, match="there already"):
        commands.main(["kb", "new", "fact", "pot", "-o", str(path)], standalone_mode=False)
    with pytest.raises(InputError, match="lower-case words"):
        commands.main(["kb", "new", "fact", "Pot", "-o", "x"], standalone_mode=False)
    with pytest.raises(InputError, match="must not be true"):
        commands.main(["kb", "new", "fact", "true", "-o", "x"], standalone_mode=False)


def test_laying_out_is_done_once_and_for_all_and_keeps_comments_and_meaning(base):
    path = base / "rules" / "01-too-dry.yaml"
    change(path, "    line: soil\n    if: {soil: dry}\n", "    if:   { 'soil' : dry }   # a remark\n    line: soil\n")
    change(path, "rules:\n", "# of its own\nrules:\n")
    before = load_knowledge(base)
    assert run("fmt", "--check", "--knowledge", base).exit_code == 1
    assert run("fmt", "--knowledge", base).exit_code == 0
    assert "# a remark" in path.read_text()
    assert "# of its own\nrules:" in path.read_text()
    assert changes_between(before, load_knowledge(base)) == ()
    assert run("fmt", "--check", "--knowledge", base).exit_code == 0


# `make test` asks beside its tests whether the shipped knowledge is laid out
@pytest.mark.parametrize(
    "folder", [pytest.param(ROOT, marks=pytest.mark.nightly), PLANT, BREAD], ids=["shipped", "plant", "bread"]
)
def test_laying_out_a_whole_base_changes_nothing_that_it_says(tmp_path, folder):
    for name in ("facts", "rules"):
        shutil.copytree(folder / name, tmp_path / name)
    assert run("fmt", "--knowledge", tmp_path).exit_code == 0
    assert changes_between(load_knowledge(folder), load_knowledge(tmp_path)) == ()
    assert run("fmt", "--check", "--knowledge", tmp_path).exit_code == 0


@given(st.text(st.sampled_from("ab:{}[],'\"#-\n ~|>&*!?1.x"), max_size=30))
def test_laying_out_any_text_changes_nothing_or_is_refused_and_is_done_once(text):
    once = laid_out(text.encode())
    if once is not None:
        assert laid_out(once) == once


@pytest.mark.parametrize("flags", [[], ["--check"]], ids=["", "--check"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"soil: dry\n\tleaves: yellow\n", "2:1: a tab stands where spaces were expected"),
        (b"soil: dry\nsoil: wet\n", '2:1: "soil" stands here a second time'),
        (b"soil: *dry\n", "1:7: an alias"),
        (b"soil: \xff\n", "1:7: the file is not UTF-8 text"),
        (b"", "1:1: the file is empty"),
        (b"just a text\n", "1:1: this is no file of a knowledge base and no situation"),
        (b"- soil: dry\n", "1:1: this is no file of a knowledge base and no situation"),
    ],
    ids=["a tab", "a key twice", "an alias", "no UTF-8", "nothing", "a text", "a list"],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place_and_the_others_are_laid_out(base, content, told, flags):
    broken, other = base / "situations" / "a-broken-one.yaml", base / "situations" / "z-other.yaml"
    broken.write_bytes(content)
    other.write_text("soil:   dry\n")
    result = run("fmt", "--knowledge", base, *flags)
    assert isinstance(result.exception, InputError)
    assert str(result.exception).startswith(f"{broken}:{told}")
    assert broken.read_bytes() == content
    assert str(other) in result.stdout
    assert (other.read_text() == "soil:   dry\n") == bool(flags)


def test_a_file_of_several_occasions_is_left_as_it_is_and_that_is_said(tmp_path):
    file = tmp_path / "two.yaml"
    file.write_text("soil:   dry\n---\nsoil: wet\n")
    result = run("fmt", file)
    assert (result.exit_code, result.stderr) == (
        0,
        f"{file}: left as it is, since it holds more than one document\n",
    )
    assert file.read_text() == "soil:   dry\n---\nsoil: wet\n"


def test_a_record_in_json_is_no_file_to_lay_out(tmp_path):
    file = tmp_path / "mine.json"
    file.write_text('{"format_version":1}\n')
    assert "this is no .yaml file" in str(run("fmt", file).exception)
    assert file.read_text() == '{"format_version":1}\n'


def test_all_schemas_at_once_take_no_other_name(tmp_path):
    result = run("schema", "--into", tmp_path / "schemas", "-o", tmp_path / "one.json")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_two_bases_that_say_the_same_do_not_differ(base):
    change(base / "rules" / "01-too-dry.yaml", "rules:\n", "# a comment\nrules:\n")
    result = run("diff", PLANT, base)
    assert (result.exit_code, result.stdout) == (0, "Both say the same.\n")


def test_a_difference_is_told_in_words_and_by_what_it_does(base):
    change(base / "rules" / "02-too-wet.yaml", "    then: suggests\n", "    then: hints\n")
    (base / "situations" / "new.yaml").write_text("leaves: [yellow]\n")
    result = run("diff", PLANT, base, "--random", 200)
    assert result.exit_code == 1
    assert "rule wet-yellow-leaves: the strength was suggests; is hints" in result.stdout
    assert "yellow-leaves.yaml\n    what leads: too-wet -> nothing\n    too-wet: some -> slight" in result.stdout
    data = json.loads(run("diff", PLANT, base, "--random", 200, "--format", "json").stdout)
    assert data["random"]["moved"]["too-wet"]["up"] == 0
    assert data["random"]["moved"]["too-wet"]["down"] > 0
    assert "too-dry" not in data["random"]["moved"]


def with_another_text(part):
    """The same part of a knowledge base, each time with one other text in it; names and places stay."""
    if isinstance(part, str):
        yield f"{part} indeed"
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from ({**part, key: other} for other in with_another_text(value))
    elif isinstance(part, tuple):
        for at, value in enumerate(part):
            yield from ((*part[:at], other, *part[at + 1 :]) for other in with_another_text(value))
    elif isinstance(part, Struct) and not isinstance(part, Place | Condition):
        for name in set(part.__struct_fields__) - {"name", "digest", "claims", "sources", "facts", "line"}:
            yield from (replace(part, **{name: other}) for other in with_another_text(getattr(part, name)))
        if isinstance(part, Knowledge):
            for name in ("claims", "sources", "facts"):
                yield from (replace(part, **{name: other}) for other in with_another_text(getattr(part, name)))


def test_no_other_text_goes_untold():
    plant = load_knowledge(PLANT)
    others = list(with_another_text(plant))
    assert len(others) > 100
    for other in others:
        assert len(changes_between(plant, other)) == 1, next(
            name for name in plant.__struct_fields__ if getattr(plant, name) != getattr(other, name)
        )


def test_the_order_of_the_facts_is_told(base):
    facts = base / "facts" / "01-the-plant.yaml"
    text = facts.read_text()
    soil, leaves = text.index("  soil:"), text.index("  leaves:")
    facts.write_text(
        text[:soil]
        + text[leaves : text.index("  days-since-water:")]
        + text[soil:leaves]
        + text[text.index("  days-since-water:") :]
    )
    assert "knowledge base: the order of its facts was soil, leaves; is leaves, soil" in run("diff", PLANT, base).stdout


def test_a_situation_that_can_no_longer_be_read_is_told(base):
    change(base / "facts" / "01-the-plant.yaml", "      yellow: {", "      yellowish: {")
    for file in (base / "rules").iterdir():
        file.write_text(file.read_text().replace("leaves: yellow", "leaves: yellowish"))
    result = run("diff", PLANT, base, "--random", 10)
    assert "yellow-leaves.yaml\n    it cannot be read with the new knowledge: 2:" in result.stdout


def test_situations_of_one_name_in_two_folders_are_both_tried(base):
    for folder in ("a", "b"):
        (base / "situations" / folder).mkdir()
        (base / "situations" / folder / "same.yaml").write_text("leaves: [yellow]\n")
    change(base / "rules" / "02-too-wet.yaml", "    then: suggests\n", "    then: hints\n")
    assert run("diff", PLANT, base, "--random", 10).stdout.count("same.yaml\n") == 2


def test_a_folder_without_situations_is_no_hindrance(base):
    shutil.rmtree(base / "situations")
    (base / "situations").mkdir()
    assert run("diff", base, base).exit_code == 0


def test_what_is_new_and_gone_is_told(base):
    path = base / "rules" / "02-too-wet.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("  - id: wet-leaves-stay-green")] + text[text.index("advice:") :])
    assert (
        "rule wet-leaves-stay-green is gone: The leaves are neither yellow nor brown."
        in run("diff", PLANT, base).stdout
    )
    assert "rule wet-leaves-stay-green is new" in run("diff", base, PLANT).stdout


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")


def git_in(folder):
    def git(*arguments):
        subprocess.run(
            [shutil.which("git"), "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
        )

    return git


@needs_git
def test_revisions_of_git_are_compared(base):
    git = git_in(base)
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    git("tag", "first")
    change(base / "rules" / "02-too-wet.yaml", "    then: suggests\n", "    then: hints\n")
    assert "was suggests; is hints" in run("diff", "first", base, "--knowledge", base).stdout
    assert run("diff", "first", "first", "--knowledge", base).exit_code == 0
    for name in ("second", "--output=x", "first:facts"):
        with pytest.raises(InputError, match="no revision of that name"):
            commands.main(["kb", "diff", "--knowledge", str(base), "--", "first", name], standalone_mode=False)


@needs_git
def test_no_program_that_a_repository_names_runs_when_its_revisions_are_read(base, tmp_path):
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    program.chmod(0o700)
    git = git_in(base)
    git("init")
    (base / ".gitattributes").write_text("*.yaml filter=own\n")
    git("add", ".")
    git("commit", "-m", "first")
    git("config", "filter.own.smudge", str(program))
    assert run("diff", "HEAD", "HEAD", "--knowledge", base).exit_code == 0
    assert not ran.exists()
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "own",
        "remote.own.promisor": "true",
        "remote.own.url": f"ext::{program}",
        "protocol.ext.allow": "always",
    }.items():
        git("config", name, value)
    for file in (base / ".git" / "objects").glob("??/*"):
        if b"How does the soil" in zlib.decompress(file.read_bytes()):
            file.unlink()
    with pytest.raises(InputError, match="no revision of that name"):
        commands.main(["kb", "diff", "HEAD", "HEAD", "--knowledge", str(base)], standalone_mode=False)
    assert not ran.exists()


@pytest.mark.parametrize(("folder", "number"), [(ROOT, 10), (PLANT, 40)], ids=["shipped", "plant"])
def test_random_situations_are_allowed_and_the_same_every_time(folder, number):
    knowledge = load_knowledge(folder)
    found = list(random_situations(knowledge, knowledge.facts, number))
    assert found == list(random_situations(knowledge, knowledge.facts, number))
    assert all(find_clashes(knowledge, answers) == () for answers in found)
    assert {name for answers in found for name in answers} == set(knowledge.facts) or folder == ROOT
