"""Every page can be followed to the letter: what it tells to type works, and shows what the page shows."""

import pytest
from followed import ROOT, follow, steps_of
from pages import PAGES, name_of


def written_by(text):
    """How many pieces of files a page tells to write."""
    steps = steps_of(text)
    return sum(bool(step["appended"] or step["written"]) + 2 * bool(step["changed"]) for step in steps)


FOLLOWED = [page for page in PAGES if "```console" in page.read_text("utf-8")]


@pytest.mark.parametrize("page", FOLLOWED, ids=name_of)
def test_the_page_can_be_followed_to_the_letter(page, tmp_path):
    for name in ("docs", "facts", "rules", "situations"):
        (tmp_path / name).symlink_to(ROOT / name)
    follow(page.read_text("utf-8"), tmp_path)


@pytest.mark.parametrize("page", FOLLOWED, ids=name_of)
def test_every_console_of_a_page_is_read(page):
    text = page.read_text("utf-8")
    sessions = [step["session"] for step in steps_of(text) if step["session"] is not None]
    assert sum(session.count("\n$ ") + session.startswith("$ ") for session in sessions) == text.count("\n$ ")


SHOWN_ALONE = {"docs/writing-rules.md": 1}
"""Pieces of files that a page shows and does not tell to write: the example of a silence."""


@pytest.mark.parametrize("page", [page for page in FOLLOWED if written_by(page.read_text("utf-8"))], ids=name_of)
def test_all_that_a_page_tells_to_write_is_written(page):
    text = page.read_text("utf-8")
    blocks = text.count("```yaml\n") + text.count("```json\n")
    assert written_by(text) == blocks - SHOWN_ALONE.get(name_of(page), 0)
