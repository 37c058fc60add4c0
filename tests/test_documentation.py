"""What the pages show as Python runs as it stands."""

import doctest
import re
import subprocess
import sys
from importlib.metadata import requires

import pytest
from example_situations import KNOWLEDGE
from pages import PAGES, ROOT, name_of

import whycry_expert
from whycry_expert import infer
from whycry_expert.keeping.trial import missed_by
from whycry_expert.situation.reading import read_situation

EXAMPLES = [
    pytest.param(code, id=f"{name_of(page)}-{number}")
    for page in PAGES
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_in_python_runs_and_shows_something(code, capsys):
    exec(compile(code, "example", "exec"), {})  # noqa: S102 - the pages are our own
    assert capsys.readouterr().out


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


def test_the_situation_that_the_page_on_the_format_shows_loads_and_ends_as_it_says():
    page = (ROOT / "docs" / "knowledge-format.md").read_text("utf-8")
    (written,) = re.findall(r"```yaml\n(title: .*?)```", page, re.DOTALL)
    situation = read_situation(written.encode(), "docs/knowledge-format.md", KNOWLEDGE)
    assert missed_by(infer(KNOWLEDGE, situation)) == ()


COUNTED = "situations|facts|options|claims|notices|commands|checks"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_counts_what_grows(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert not re.findall(rf"\b\d{{2,}}(?:,\d+)* (?:{COUNTED})\b", text)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_links_to_is_there(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_shows_as_typed_at_a_prompt_begins_with_a_prompt(page):
    for shown in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        assert shown.startswith("$ ")


def test_each_dependency_is_justified_in_a_line():
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## Dependencies, and why\n")[2]
    reasons = " ".join(line.split("|")[1].lower().replace(".", "-") for line in table.splitlines() if line[:1] == "|")
    named = {
        re.split(r"[^\w.-]", requirement)[0].lower().replace(".", "-") for requirement in requires("whycry-expert")
    }
    unjustified = {name for name in named - {"whycry-expert"} if not name.startswith("types-") and name not in reasons}
    assert not unjustified


def test_the_answers_that_the_readme_quotes_stand_in_the_example_file():
    readme = (ROOT / "README.md").read_text("utf-8")
    quoted = re.search(r"# situations/example.yaml, in part\n(.*?)```", readme, re.DOTALL)[1]
    file = (ROOT / "situations" / "example.yaml").read_text("utf-8").splitlines()
    assert all(line in file for line in quoted.splitlines())


def test_the_example_at_the_head_of_the_library_is_so():
    assert doctest.testmod(whycry_expert) == (0, 6)


def test_the_library_shows_whether_there_is_danger_before_it_shows_what_leads():
    readme = (ROOT / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(from whycry_expert import infer.*?)```", readme, re.DOTALL)
    for text in (example, whycry_expert.__doc__):
        assert text.index("in_danger") < text.index("notices") < text.index("leading")


def test_importing_the_library_loads_next_to_nothing():
    program = "import sys; before = len(sys.modules); import whycry_expert; print(len(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 3
