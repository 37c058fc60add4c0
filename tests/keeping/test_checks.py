"""Each check has a page whose example raises just it, and is clean once mended."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from whycry_expert.cli.main import commands
from whycry_expert.keeping.checking.running import all_checks, check_knowledge

DOCS = Path(__file__).parent.parent.parent / "docs"
PLANT = DOCS / "drooping-plant"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((DOCS / "checks").glob("*.md"))}
EXAMPLE = re.compile(r"Before, in `([^`]+)`:\n\n```\w+\n(.*?)```\n\nAfter:\n\n```\w+\n(.*?)```\n", re.DOTALL)
CODES = list(all_checks())


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "plant"
    shutil.copytree(PLANT, folder)
    return folder


def run(base, *arguments):
    return CliRunner().invoke(commands, ["kb", "check", "--knowledge", str(base), *arguments])


def written(base, code, *, mended):
    """Bring the example of a page into a knowledge base, as it stands before or after."""
    examples = EXAMPLE.findall(PAGES[code])
    assert examples
    for file, before, after in examples:
        path = base / file
        if not path.exists():
            path.write_text(after if mended else before, encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        assert after.rstrip("\n") in text
        if not mended:
            path.write_text(text.replace(after.rstrip("\n"), before.rstrip("\n"), 1), encoding="utf-8")
    return [file for file, _, _ in examples]


def test_every_check_has_a_page_and_every_page_a_check():
    assert list(PAGES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_the_name_and_the_title_of_its_check(code):
    check = all_checks()[code]
    assert PAGES[code].startswith(f"# {code}\n\n{check.title} ({check.severity.value})\n\n**What it means.** ")
    assert "**Why it matters.** " in PAGES[code]


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_page_raises_just_its_check_with_the_place(base, code):
    files = written(base, code, mended=False)
    remarks = check_knowledge(base)
    assert {remark.code for remark in remarks} == {code}
    assert all(Path(remark.place.file).is_relative_to(base) for remark in remarks)
    assert {str(Path(remark.place.file).relative_to(base)) for remark in remarks} <= set(files)
    assert all(remark.place.line for remark in remarks) or code == "decided-by-a-hair"


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_page_is_clean_once_mended(base, code):
    written(base, code, mended=True)
    assert [str(remark) for remark in check_knowledge(base)] == []


@pytest.mark.parametrize("alone", [True, False], ids=["above", "behind"])
def test_a_silence_with_a_reason_lets_a_remark_pass(base, alone):
    written(base, "unused-option", mended=False)
    path = base / "facts" / "01-the-plant.yaml"
    lines = path.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if "spotted:" in line)
    silence = "# silence unused-option: people look for it"
    lines[at : at + 1] = [f"      {silence}", lines[at]] if alone else [f"{lines[at]}  {silence}"]
    path.write_text("\n".join(lines) + "\n")
    assert check_knowledge(base) == ()


@pytest.mark.parametrize(
    ("silence", "words"),
    [
        ("# silence unused-option", "gives no reason"),
        ("# silence unused-opton: so", 'did you mean "unused-option"?'),
        ("# silence unused-fact: so", "has nothing to remark here"),
    ],
)
def test_a_silence_that_is_not_needed_or_not_complete_is_remarked_on(base, silence, words):
    path = base / "facts" / "01-the-plant.yaml"
    path.write_text(path.read_text().replace("  soil:\n", f"  {silence}\n  soil:\n", 1))
    (remark,) = check_knowledge(base)
    assert remark.code == "unneeded-silence"
    assert words in remark.message


def test_a_silence_above_a_fact_holds_for_all_that_stands_in_it_and_for_no_other(base):
    written(base, "unused-option", mended=False)
    path = base / "facts" / "01-the-plant.yaml"
    text = path.read_text()
    path.write_text(text.replace("  leaves:\n", "  # silence unused-option: so\n  leaves:\n", 1))
    assert check_knowledge(base) == ()
    path.write_text(text.replace("  soil:\n", "  # silence unused-option: so\n  soil:\n", 1))
    assert {remark.code for remark in check_knowledge(base)} == {"unused-option", "unneeded-silence"}


def test_every_mistake_of_the_loader_is_told_with_its_place(base):
    path = base / "rules" / "01-too-dry.yaml"
    path.write_text(path.read_text().replace("soil: dry", "soil: dri").replace("days-since-water:", "dais:"))
    remarks = check_knowledge(base)
    assert {remark.code for remark in remarks} == {"cannot-be-loaded"}
    assert len(remarks) == 2


def test_errors_and_warnings_end_with_1_and_notes_with_0(base):
    assert run(base).exit_code == 0
    written(base, "same-words", mended=False)
    assert run(base).exit_code == 0
    written(base, "unused-source", mended=False)
    assert run(base).exit_code == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are text")
@pytest.mark.parametrize("relative", [True, False], ids=["named from here", "named from the root"])
def test_sarif_names_a_file_whose_name_is_no_text_as_an_address(tmp_path, monkeypatch, relative):
    folder = tmp_path / os.fsdecode(b"k\xff b")
    shutil.copytree(PLANT, folder)
    (folder / "rules" / "99-broken.yaml").write_text("meaning: [", "utf-8")
    monkeypatch.chdir(tmp_path)
    given = Path(folder.name) if relative else folder
    result = CliRunner().invoke(commands, ["kb", "check", "--knowledge", str(given), "--format", "sarif"])
    (run_of_it,) = json.loads(result.stdout)["runs"]
    location = run_of_it["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "k%FF%20b/rules/99-broken.yaml"


def test_text_json_and_sarif_say_the_same(base):
    written(base, "unused-fact", mended=False)
    written(base, "leading-question", mended=False)
    remarks = json.loads(run(base, "--format", "json").stdout)["remarks"]
    told = run(base).stdout.splitlines()
    assert [line.split(": ")[0] for line in told[:-1]] == [
        f"{remark['file']}:{remark['line']}:{remark['column']}" for remark in remarks
    ]
    assert all(line.endswith(f"[{remark['code']}]") for line, remark in zip(told, remarks, strict=False))
    sarif = json.loads(run(base, "--format", "sarif").stdout)
    (job,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert [result["ruleId"] for result in job["results"]] == [remark["code"] for remark in remarks]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in job["results"]]
    assert [region["startLine"] for region in regions] == [remark["line"] for remark in remarks]
    assert {rule["id"] for rule in job["tool"]["driver"]["rules"]} == set(CODES)


def test_no_text_of_a_base_becomes_a_link_in_sarif(base):
    path = base / "rules" / "01-too-dry.yaml"
    path.write_text(path.read_text().replace("soil: dry", 'soil: "[mended](https://example.com)"'))
    (result,) = json.loads(run(base, "--format", "sarif").stdout)["runs"][0]["results"]
    assert "\\[mended](" in result["message"]["text"]
    assert not re.search(r"(?<!\\)\[[^\[\]]*\]\(", result["message"]["text"])


def test_a_file_with_escape_sequences_is_printed_harmlessly(base):
    path = base / "facts" / "01-the-plant.yaml"
    path.write_text(path.read_text().replace("How does the soil feel?", '"Surely \\e[31m wet?"'))
    assert "\x1b" not in run(base).stdout
