"""Markdown for pasting elsewhere: what the texts hold is shown and never read as markup."""

from example_situations import KNOWLEDGE, SITUATIONS
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from whycry_expert.presentation.document import Block, Row, Style, Table
from whycry_expert.presentation.documents.conclusion import conclusion_document
from whycry_expert.presentation.rendering.markdown import to_markdown
from whycry_expert.presentation.report import report_on
from whycry_expert.printable import printable

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
PARSER = MarkdownIt("gfm-like", {"linkify": False})
EXPECTED = {"paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close"}


def shown(markdown):
    """What a reader sees: the texts of all inline tokens, which must be nothing but text."""
    texts = []
    for token in PARSER.parse(markdown):
        for child in token.children or ():
            assert child.type in ("text", "softbreak", "text_special", "strong_open", "strong_close"), child.type
            texts.append(child.content)
    return "".join(texts)


@given(ANY_TEXT)
@example("# no heading")
@example("1. no list")
@example("- no list")
@example("<b>no markup</b> [no](link) `no code` *no stress* _none_ ~~none~~ | none | &amp; $x$")
@example("=====")
@example("    no code")
def test_a_text_is_shown_as_it_was_written(text):
    flat = " ".join(printable(text).split())
    assert shown(to_markdown((Block(Style.PARAGRAPH, text),))) == flat
    assert {token.type for token in PARSER.parse(to_markdown((Block(Style.PARAGRAPH, text),)))} <= EXPECTED


@given(ANY_TEXT)
def test_a_cell_of_a_table_stays_in_its_cell(text):
    tokens = PARSER.parse(to_markdown((Table(("A", "B"), ((text, "second"),)),)))
    cells = [token for token in tokens if token.type == "td_open"]
    assert len(cells) == 2


def test_items_nest_and_rows_stand_in_a_list():
    document = (
        Block(Style.ITEM, "first"),
        Block(Style.DETAIL, "its detail", cites=("M1.1",)),
        Block(Style.ITEM, "below", 1),
        Row("word", "text"),
    )
    assert to_markdown(document) == "- first\n  - *its detail; rests on M1.1*\n  - below\n- **word** text\n"


def test_a_conclusion_in_markdown_has_the_headings_of_the_text():
    report = report_on(KNOWLEDGE, SITUATIONS["example.yaml"])
    lines = to_markdown(conclusion_document(report)).splitlines()
    assert lines[0] == "# He saw a message on my phone"
    assert "## What fits best" in lines
    assert "### He fears that you like someone else \\- very strong support" in lines or (
        "### He fears that you like someone else - very strong support" in lines
    )
