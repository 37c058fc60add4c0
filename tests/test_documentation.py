"""What the pages show as Python runs as it stands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [
    pytest.param(code, id=f"{page.name}-{number}")
    for page in PAGES
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_in_python_runs_and_shows_something(code, capsys):
    exec(compile(code, "example", "exec"), {})  # noqa: S102 - the pages are our own
    assert capsys.readouterr().out


def test_there_are_examples():
    assert len(EXAMPLES) >= 2
