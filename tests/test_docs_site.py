"""The pages that the site makes say what the knowledge and the program say, and lead nowhere that is not there."""

import re
import subprocess
import sys
from pathlib import PurePosixPath
from posixpath import normpath
from xml.etree import ElementTree as ET

import pytest
from pages import PAGES, ROOT

sys.path.insert(0, str(ROOT / "docs_site"))

from knowledge_pages import anchor, knowledge_pages
from pictures import FOLDER, pictures
from program_pages import every_command, program_pages
from site_folder import link_on_the_way

from whycry_expert.cli.main import commands

LINK = re.compile(r"\]\((?P<page>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")


@pytest.fixture(scope="module")
def made(shipped):
    return {**knowledge_pages(shipped), **program_pages()}


def test_each_meaning_and_each_rule_has_a_page_with_its_words(made, shipped):
    for meaning in shipped.meanings:
        text = made[f"reference/meanings/{meaning.name}.md"]
        assert text.startswith(f"# {meaning.title}\n")
        assert all(f"../rules/{rule.name}.md" in text for rule in meaning.rules)
    for rule in shipped.rules():
        text = made[f"reference/rules/{rule.name}.md"]
        assert rule.strength in text
        assert all(f"#{anchor(name)}" in text for name in (*rule.claims, *rule.sources))


def test_every_fact_finding_claim_and_source_has_its_anchor(made, shipped):
    kinds = {
        "facts": shipped.facts,
        "findings": [finding.name for finding in shipped.findings],
        "claims": [*shipped.claims, *shipped.sources],
    }
    for page, names in kinds.items():
        there = re.findall(r"\{ #([^ ]+) \}", made[f"reference/{page}.md"])
        assert sorted(there) == sorted(map(anchor, names))
        assert len(set(there)) == len(there)


def test_every_link_of_a_made_page_leads_somewhere(made):
    for path, text in made.items():
        for match in LINK.finditer(text):
            target = normpath(str(PurePosixPath(path).parent / match["page"]))
            assert target in made, f"{path}: {match[0]}"
            assert not match["anchor"] or f"{{ #{match['anchor']} }}" in made[target], f"{path}: {match[0]}"


@pytest.mark.parametrize("link", ["build", "build/site"])
def test_a_site_that_a_link_would_lead_elsewhere_is_not_made(tmp_path, link):
    precious = tmp_path / "elsewhere" / "site" / "precious"
    precious.mkdir(parents=True)
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(precious.parent.parent if link == "build" else precious.parent)
    assert link_on_the_way(tmp_path / "build" / "site", tmp_path) == tmp_path / link
    assert link_on_the_way(precious, tmp_path) is None
    assert link_on_the_way(tmp_path / "build" / "site", ROOT) == (None if link == "build" else tmp_path / link)


def test_mkdocs_stops_before_it_empties_what_a_link_leads_to(tmp_path):
    pytest.importorskip("mkdocs", reason="MkDocs is not installed; make docs installs it")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").touch()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode
    assert f"{tmp_path / 'site'} is a symbolic link" in done.stdout + done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == [tmp_path / "elsewhere" / "precious"]


def test_the_page_of_commands_shows_the_help_of_each(made):
    text = made["reference/commands.md"]
    for words in every_command(commands):
        name = " ".join(("whycry-expert", *words))
        assert f"\n## {name}\n\n```text\nUsage: {name} " in text
    assert text.count("\n  Example:\n") == len(list(every_command(commands)))


def test_the_page_of_the_library_has_every_public_name(made):
    import whycry_expert  # noqa: PLC0415 - lazily loaded names are looked at here alone

    for name in whycry_expert.__all__:
        assert f"\n## {name}\n" in made["reference/library.md"]


def test_every_page_of_the_navigation_is_written_or_made(made):
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    written = {path.relative_to(ROOT / "docs").as_posix() for path in PAGES if path.is_relative_to(ROOT / "docs")}
    beside = {path.name for path in PAGES if path.parent == ROOT}
    assert set(re.findall(r"- ([^ ]+\.md)$", navigation, re.MULTILINE)) <= {*written, *beside, *made}


def test_the_site_loads_nothing_from_elsewhere():
    assert "font: false" in (ROOT / "mkdocs.yml").read_text("utf-8")
    assert not re.search(r"https?://", (ROOT / "mkdocs.yml").read_text("utf-8"))


def words_in(svg):
    return "".join(ET.fromstring(svg).itertext()).split()  # noqa: S314 - our own pictures


@pytest.mark.parametrize("name", ["terminal.svg", "page.svg"])
def test_the_pictures_show_what_is_so(name):
    """Words alone are compared, since another Rich draws a little differently; `make pictures` draws anew."""
    kept = (FOLDER / name).read_text("utf-8")
    assert words_in(kept) == words_in(pictures()[name])


@pytest.mark.parametrize("name", ["terminal.svg", "page.svg"])
def test_a_picture_loads_nothing_from_elsewhere(name):
    kept = (FOLDER / name).read_text("utf-8")
    assert not re.search(r"""(?:href|src|url\()\s*=?\s*["'(]?https?:""", kept)
    assert "<script" not in kept
