"""Markdown for pasting elsewhere: what the texts hold is shown and never read as markup."""

import html5lib
from cmarkgfm import github_flavored_markdown_to_html
from example_situations import KNOWLEDGE, SITUATIONS
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from whycry_expert.presentation.document import (
    Document,
    Item,
    Listing,
    Paragraph,
    Row,
    Rows,
    Section,
    Table,
    Tone,
    detail,
    listing,
)
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.rendering.markdown import markdown_of
from whycry_expert.printable import printable
from whycry_expert.reasoning.report import report_on

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
PARSER = MarkdownIt("gfm-like", {"linkify": False})
EXPECTED = {"paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close"}


def shown(markdown):
    """What a reader sees: the texts of all inline tokens, which must be nothing but text."""
    texts = []
    for token in PARSER.parse(markdown):
        for child in token.children or ():
            stressed = ("em_open", "em_close") if "@" in token.content else ()
            plain = ("text", "softbreak", "text_special", "strong_open", "strong_close")
            assert child.type in (*plain, *stressed), child.type
            texts.append(child.content)
    return "".join(texts)


@given(ANY_TEXT)
@example("# no heading")
@example("1. no list")
@example("- no list")
@example("<b>no markup</b> [no](link) `no code` *no stress* _none_ ~~none~~ | none | &amp; $x$")
@example("=====")
@example(": no definition")
@example("    no code")
def test_a_text_is_shown_as_it_was_written(text):
    flat = " ".join(printable(text).split())
    markdown = markdown_of(Document((Paragraph(text),)))
    assert shown(markdown) == flat
    assert {token.type for token in PARSER.parse(markdown)} <= EXPECTED


@given(
    st.text(st.sampled_from("ab1@.-_+:/ *\\w\u00e4"), max_size=25),
    st.sampled_from(["", "mailto:", "xmpp:", "www.", "http:", "https://", "ftp://"]),
)
@example("l.m+n_o@p-q.r.example", "")
@example("a-@-b.c", "")
@example("a@.b.c", "")
@example("a@_b.c", "")
def test_no_text_is_made_a_link_by_github(text, before):
    written = f"{before}{text}"
    for paragraph in (Paragraph(written), Paragraph(written, Tone.LEAD), Paragraph(written, Tone.DETAIL)):
        markdown = markdown_of(Document((Listing((Item("first"),)), paragraph)))
        page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(github_flavored_markdown_to_html(markdown))
        assert "a" not in {element.tag for element in page.iter()}
        assert " ".join(written.split()) in "".join(page.itertext())


def test_no_text_hides_what_follows_where_two_signs_of_percent_begin_a_comment():
    assert shown(markdown_of(Document((Paragraph("%%"),)))) == "%%"
    assert "%%" not in markdown_of(Document((Paragraph("%%"), Paragraph("%%%"))))


@given(ANY_TEXT)
def test_a_text_in_a_heading_an_item_or_a_row_is_shown_as_it_was_written(text):
    flat = " ".join(printable(text).split())
    assert shown(markdown_of(Document((), f"a {text} z"))) == f"a {flat} z".replace("  ", " ")
    assert shown(markdown_of(Document((listing([f"a {text} z"]),)))) == f"a {flat} z".replace("  ", " ")
    assert shown(markdown_of(Document((Rows((Row("word", text),)),)))) == f"word {flat}".rstrip()


@given(ANY_TEXT)
def test_a_cell_of_a_table_stays_in_its_cell(text):
    markdown = markdown_of(Document((Table((f"a {text} z", "B"), ((text, "second"),)),)))
    tokens = PARSER.parse(markdown)
    assert [token.type for token in tokens].count("td_open") == 2
    assert [token.type for token in tokens].count("th_open") == 2
    flat = " ".join(printable(text).split())
    assert shown(markdown) == f"{f'a {flat} z'.replace('  ', ' ')}B{flat}second"


def test_items_nest_and_rows_stand_in_a_list():
    first = Item("first", (detail("its detail", "M1.1"),), (Item("below"),))
    document = Document((Listing((first,)), Rows((Row("word", "text"),))))
    assert markdown_of(document) == "- first\n  - *its detail; rests on M1.1*\n  - below\n- **word** text\n"


def test_sections_are_headings_one_below_the_other():
    document = Document((Section("outer", (Section("inner", (Paragraph("text"),)),)),), "title")
    assert markdown_of(document) == "# title\n\n## outer\n\n### inner\n\ntext\n"


def test_a_conclusion_in_markdown_has_the_headings_of_the_text():
    report = report_on(KNOWLEDGE, SITUATIONS["example.yaml"])
    lines = markdown_of(conclusion_document(report, gated_report(report))).splitlines()
    assert lines[0] == '# "He saw a message on my phone"'
    assert "## What fits best" in lines
    assert "### He fears that you like someone else - very strong support" in lines
