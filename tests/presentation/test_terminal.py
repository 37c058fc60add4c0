"""Text in a terminal and without one: the same words, in time, and nothing in them steers anything."""

import io
import re
import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

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
)
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.layout import LEAST_WIDTH, laid_out
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.presentation.rendering.markdown import markdown_of
from whycry_expert.presentation.rendering.terminal import MAX_WIDTH, show
from whycry_expert.presentation.wrapping import cells, wrapped
from whycry_expert.printable import printable
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.model import Situation

STEERING = "\x1b[2J\x1b]0;t\x07 \u202eleft\u2066 zero\u200bwidth \x9b31m \r\n\x08\x00 <b>&amp;</b> `x` \u2028"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069]")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)
# whole characters as a reader sees them: rich itself loses its way where only a part of one stands alone
CHARACTERS = (*"ab  -.日本語", "e\u0301", "n\u0303", "❤️", "👨‍👩‍👧", "🇫🇷", "👍🏽", "ไ", "ж")
WHOLE_CHARACTERS = (
    st.lists(st.sampled_from(CHARACTERS), max_size=200).map("".join)
    | st.text(st.characters(exclude_categories=("C", "M", "Lo", "Sk")), max_size=200)
    | st.lists(st.text(st.sampled_from("abc-'"), min_size=1, max_size=100), max_size=30).map(" ".join)
).map(lambda text: printable(text).replace("\n", " "))
COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(document, stream=None):
    stream = stream if stream is not None else io.StringIO()
    show(document, stream)
    return stream.getvalue()


def of_every_kind(text):
    item = Item(text, (detail(text, "M1.1"),), (Item(text),))
    rows = Rows((Row("word", text), Row(text, "text")))
    inner = Section(text, (Paragraph(text, Tone.QUIET), Listing((item,))), notice=True)
    return Document((Paragraph(text), Section(text, (Paragraph(text, Tone.LEAD), inner, rows))), text)


@given(TEXTS)
@example(STEERING)
def test_no_text_of_any_part_steers_the_terminal_or_leaves_its_width(text):
    plain = shown(of_every_kind(text))
    assert not UNSAFE.search(plain)
    assert all(cells(line) <= MAX_WIDTH for line in plain.split("\n"))
    table = shown(Document((Table(("A", "B"), ((text, "second"),)),)))
    assert not UNSAFE.search(table)


@given(TEXTS)
@example(STEERING)
def test_a_terminal_shows_the_same_lines_in_colours(text):
    document = of_every_kind(text)
    coloured = shown(document, Terminal())
    assert [line.rstrip() for line in COLOURS.sub("", coloured).split("\n")] == shown(document).split("\n")


@given(TEXTS, st.integers(LEAST_WIDTH, 30))
@example("aaaaa", 20)
def test_on_the_narrowest_screen_nothing_is_lost_and_no_line_is_too_wide(text, width):
    own = Paragraph(text, Tone.OWN)
    deep = Listing((Item("a", (own,), (Item("b", (detail(text),), (Item(text),)),)),))
    flat = "".join(printable(text).split())
    for part in (own, deep, Rows((Row("word", text), Row(text, text)))):
        lines = [line.text for line in laid_out(Document((part,)), width)]
        assert all(cells(line) <= width for line in lines)
        assert flat in "".join("".join(lines).split())


@given(TEXTS, st.integers(2, 100))
@example("é8(\x02FJ", 2)
def test_wrapping_loses_no_character_but_spaces(text, width):
    flat = " ".join(text.split())
    lines = wrapped(flat, width)
    assert "".join(lines).replace(" ", "") == flat.replace(" ", "")
    assert all(cells(line) <= width for line in lines)


@given(WHOLE_CHARACTERS, st.integers(20, 80))
@example(" " * 100, 80)
@example(f"{' ' * 90}a b", 76)
@example("日本語" * 40, 77)
@example("a" * 79 + "日", 80)
def test_wrapping_is_that_of_rich(text, width):
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    lines = Text(text).wrap(console, width) if text else [Text("")]
    assert [line.rstrip() for line in wrapped(text, width)] == [line.plain.rstrip() for line in lines]


@pytest.mark.parametrize("columns", [1, 2, 5, 12, 30])
def test_no_screen_is_too_narrow_for_any_part(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    item = Item("deep", (detail("below"),))
    for _ in range(20):
        item = Item("deep", (detail("below"),), (item,))
    told = shown(Document((Listing((item,)), *of_every_kind("some words").parts)), Terminal())
    assert COLOURS.sub("", told).count("deep") == 21
    assert "some words" in " ".join(COLOURS.sub("", told).split())


def test_words_are_not_broken_at_a_hyphen():
    text = "the fact what-he-said-before-it and the option fears-that-you-will-leave-him and nothing-more-than-that"
    assert wrapped(text, 40) == [
        "the fact what-he-said-before-it and the",
        "option fears-that-you-will-leave-him and",
        "nothing-more-than-that",
    ]


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_a_text_that_is_a_hundred_times_as_long_takes_about_a_hundred_times_as_long(stream):
    def needed(count):
        document = Document(tuple(Paragraph(f"Paragraph {number} of a long story. " * 4) for number in range(count)))
        start = time.process_time()
        shown(document, stream())
        return time.process_time() - start

    needed(100)
    small = min(needed(200) for _ in range(3))
    assert needed(20_000) < 300 * small


def test_what_a_person_wrote_is_harmless_in_every_format(bread):
    report = report_on(bread, Situation(title=STEERING, story=f"{STEERING}\n\n{STEERING}"))
    document = conclusion_document(report, gated_report(report))
    for text in (shown(document), markdown_of(document), to_html(report)):
        assert not UNSAFE.search(text)


def test_plain_text_without_a_table_needs_no_rich():
    program = (
        "import sys, io; from whycry_expert.presentation.document import *;"
        "from whycry_expert.presentation.rendering.terminal import show;"
        "show(Document((Paragraph('text'), Rows((Row('word', 'text'),)))), io.StringIO());"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
