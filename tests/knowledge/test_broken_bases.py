import shutil

import pytest
from breakable import copy_of_bread
from loaded_knowledge import BREAD

from whycry_expert import InputError, load_knowledge

DOUGH, YEAST, FLOUR = "facts/01-dough.yaml", "rules/01-old-yeast.yaml", "rules/02-heavy-flour.yaml"
ABOUT, CLAIMS, FINDINGS, SAFETY = "rules/about.yaml", "rules/claims.yaml", "rules/findings.yaml", "rules/safety.yaml"


def problems_of(folder):
    with pytest.raises(InputError) as caught:
        load_knowledge(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def base(tmp_path):
    return copy_of_bread(tmp_path)


def test_all_mistakes_of_all_files_are_told_at_once_and_in_their_order(base):
    base.replace(YEAST, "if: weak-yeast", "if: week-yeast")
    base.replace(YEAST, "then: suggests", "then: sugests")
    base.replace(FLOUR, "title:", "titel:")
    base.replace(SAFETY, "urgency: 1", "urgency: high")
    places = [problem.removeprefix(f"{base.folder}/rules/").split(": ")[0] for problem in base.problems()]
    assert places == [
        "01-old-yeast.yaml:9:33",
        "01-old-yeast.yaml:11:90",
        "02-heavy-flour.yaml:3:1",
        "safety.yaml:3:14",
    ]


def test_a_fact_that_is_not_clear_is_told_once_and_not_wherever_it_is_used(base):
    base.replace(DOUGH, "kind: choice\n", "kind: choise\n")
    base.replace(DOUGH, "  yeast:\n", "  Yeast:\n")
    assert [problem.removeprefix(f"{base.folder / DOUGH}:").split(": ")[0] for problem in base.problems()] == [
        "7:11",
        "32:17",
        "33:3",
        "39:90",
    ]


def test_a_choice_has_two_options_at_least(base):
    base.replace(DOUGH, "[wheat, rye]", "wheat")
    base.replace(DOUGH, "      rye: {label: rye flour, says: You used rye flour.}\n", "")
    no_gluten = "      no-gluten: {label: flour without gluten, says: You used flour without gluten.}\n"
    base.replace(DOUGH, no_gluten, "")
    assert base.problems() == [f"{base.folder / DOUGH}:4:3: the fact flour needs at least two options"]


def test_findings_in_a_circle_are_told_without_those_that_only_lead_to_it(base):
    rule = "{{id: {0}-rule, if: {1}, then: supports, because: So., why: So., claims: [A.1]}}"
    findings = {"first": "second", "second": "third", "third": "second", "lone": "lone"}
    text = "".join(
        f"  {name}: {{says: So., rules: [{rule.format(name, other)}]}}\n" for name, other in findings.items()
    )
    (base.folder / "rules" / "more-findings.yaml").write_text(f"findings:\n{text}")
    file = base.folder / "rules" / "more-findings.yaml"
    assert base.problems() == [
        f"{file}:3:3: these findings depend on each other in a circle: second -> third -> second",
        f"{file}:5:3: these findings depend on each other in a circle: lone -> lone",
    ]


def test_two_notices_of_one_urgency_are_told(base):
    smell = "{urgency: 1, title: A smell, raised when: smoke, first: Sniff., says: [So.], claims: [A.1]}"
    base.write("rules/smell.yaml", f"notices:\n  smell: {smell}\n".encode())
    assert base.problems() == [f"{base.folder}/rules/smell.yaml:2:3: fire and smell both have the urgency 1"]


def test_two_meanings_of_one_number_are_told(base):
    base.replace(FLOUR, "number: 2", "number: 1")
    assert base.problems() == [f"{base.folder / FLOUR}:1:1: old-yeast and heavy-flour both have the number 1"]


def test_claims_of_two_articles_are_told(base):
    base.write("rules/more-claims.yaml", b"article: Another page\nsections: {B: Bread}\nclaims: {}\n")
    (told,) = base.problems()
    assert told.startswith(
        f"{base.folder}/rules/more-claims.yaml:1:1: all claims are of one article; another file names "
    )


def test_a_file_of_rules_with_very_many_keys_is_told_in_a_short_line(base):
    base.write("rules/keys.yaml", "".join(f"key-{number}: so\n" for number in range(20_000)).encode())
    (told,) = base.problems()
    assert "exactly one of the keys meaning, findings" in told
    assert len(told) < 300


def test_what_stands_in_two_files_is_told(base):
    shutil.copy(base.folder / CLAIMS, base.folder / "rules" / "more-claims.yaml")
    shutil.copy(base.folder / ABOUT, base.folder / "rules" / "more-about.yaml")
    shutil.copy(base.folder / DOUGH, base.folder / "facts" / "02-dough.yaml")
    facts = base.problems()
    assert facts[0] == f"{base.folder}/facts/02-dough.yaml:1:1: the theme dough is defined twice"
    assert len(facts) == 7
    (base.folder / "facts" / "02-dough.yaml").unlink()
    told = base.problems()
    assert [problem.split(": ")[1] for problem in told] == [
        'two files say what the knowledge base is about; one "about" was expected',
        "the section A stands in two files",
        "the claim A.1 stands in two files",
        "the claim A.2 stands in two files",
        "the source baking-practice stands in two files",
    ]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (b"article: caf\xe9", "1:13: the file is not UTF-8 text"),
        (b"", "1:1: the file is empty"),
        (b"# to do", "1:1: the file is empty"),
        (b"article: [", "2:1: this is not valid YAML"),
        (b"article: a\n---\narticle: b", "2:1: a second document begins here"),
        (b"[" * 10_000, "1:25: the file nests more than 24 levels deep"),
        (b"# " + b"x" * 1_000_000, " the file is larger than 1000 kB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_alone_and_not_wherever_it_is_missed(base, broken, words):
    base.write(CLAIMS, broken)
    (told,) = base.problems()
    assert told.startswith(f"{base.folder / CLAIMS}:{words}")


@pytest.mark.parametrize("folder", ["facts", "rules"])
def test_a_folder_that_is_missing_or_empty_or_a_file_is_told(base, folder):
    for path in (base.folder / folder).iterdir():
        path.rename(path.with_suffix(".txt"))
    assert base.problems() == [f"{base.folder / folder}: there is no .yaml file in this folder"]
    shutil.rmtree(base.folder / folder)
    assert base.problems() == [f"{base.folder}: a knowledge base needs a folder {folder}/ here"]
    (base.folder / folder).write_text("so")
    assert base.problems() == [f"{base.folder}: a knowledge base needs a folder {folder}/ here"]


@pytest.mark.parametrize("name", ["02-more.yml", "02-more.YAML", "02-more.Yml"])
def test_a_file_whose_name_ends_almost_like_one_of_the_knowledge_base_is_not_passed_over_in_silence(name, base):
    base.write(f"facts/{name}", b"theme: more\n")
    assert base.problems() == [
        f"{base.folder}/facts/{name}: this file is not read: give it a name that ends with .yaml"
    ]


def test_what_editors_and_file_systems_leave_hidden_is_no_part_of_the_knowledge(base, bread):
    base.write("facts/._01-dough.yaml", b"\0\5\x16\7")
    base.write("rules/.safety.yml", b"notices: [")
    (base.folder / "rules" / ".#about.yaml").symlink_to("somebody@a-machine")
    assert load_knowledge(base.folder).digest == bread.digest


def test_a_knowledge_base_that_is_not_there_is_told(tmp_path):
    folder = tmp_path / "none"
    assert problems_of(folder) == [
        f"{folder}: a knowledge base needs a folder {name}/ here" for name in ("facts", "rules")
    ]


def test_an_empty_name_is_no_folder_and_not_the_one_that_one_is_in(monkeypatch):
    monkeypatch.chdir(BREAD)
    assert problems_of("") == ['"": an empty name is no folder']


def test_a_folder_with_an_impossible_name_is_told_with_the_reason():
    folder = "x" * 5_000
    assert problems_of(folder) == [
        f"{folder}/{name}: the folder cannot be read: file name too long" for name in ("facts", "rules")
    ]


def test_a_knowledge_base_says_what_it_is_about(base):
    (base.folder / ABOUT).unlink()
    assert base.problems() == [f'{base.folder}/rules: no file says what the knowledge base is about: one needs "about"']


def test_a_knowledge_base_has_a_meaning(base):
    (base.folder / YEAST).unlink()
    (base.folder / FLOUR).unlink()
    assert base.problems() == [f'{base.folder}/rules: no file has a "meaning"']


def test_the_knowledge_base_without_a_mistake_loads(base, bread):
    assert load_knowledge(base.folder).digest == bread.digest
