"""Plain text is laid out cell by cell as rich would lay it out."""

from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from whycry_expert.presentation.document import Table
from whycry_expert.presentation.rendering.plain_page import PlainPage
from whycry_expert.presentation.rendering.rich_page import RichPage
from whycry_expert.printable import printable

WIDE = "日本語"
# whole characters as a reader sees them: rich itself loses its way where only a part of one stands alone
CHARACTERS = (*"ab  -.", *WIDE, "e\u0301", "n\u0303", "❤️", "👨‍👩‍👧", "🇫🇷", "👍🏽", "ไ", "ж")
TEXTS = (
    st.lists(st.sampled_from(CHARACTERS), max_size=200).map("".join)
    | st.text(st.characters(exclude_categories=("C", "M", "Lo", "Sk")), max_size=200)
    | st.lists(st.text(st.sampled_from("abc-'"), min_size=1, max_size=100), max_size=30).map(" ".join)
).map(lambda text: printable(text).replace("\n", " "))


def with_rich(put):
    drawn = StringIO()
    put(RichPage(Console(file=drawn, highlight=False, width=80, color_system=None)))
    return [line.rstrip() for line in drawn.getvalue().splitlines()]


def plainly(put):
    page = PlainPage()
    put(page)
    return page.lines


@given(text=TEXTS.filter(bool), indent=st.integers(0, 30))
@settings(max_examples=500)
@example(text=" " * 100, indent=0)
@example(text=f"{' ' * 90}a b", indent=4)
@example(text=WIDE * 40, indent=3)
@example(text="a" * 79 + "日", indent=0)
def test_a_text_is_wrapped_as_rich_wraps_it(text, indent):
    assert plainly(lambda page: page.text(text, "bold", indent)) == with_rich(
        lambda page: page.text(text, "bold", indent)
    )


@given(left=TEXTS, right=TEXTS, width=st.integers(2, 16), indent=st.integers(0, 24))
@settings(max_examples=500)
@example(left="- ", right="", width=2, indent=0)
@example(left="日本語日本語日本語日本語", right="a", width=16, indent=0)
@example(left="abcdefghijklmnop", right="b" * 100, width=16, indent=24)
def test_columns_are_laid_out_as_rich_lays_them_out(left, right, width, indent):
    assert plainly(lambda page: page.columns(left, right, width, indent)) == with_rich(
        lambda page: page.columns(left, right, width, indent)
    )


@given(cells=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
@settings(max_examples=50)
def test_a_table_is_the_same(cells):
    table = Table(("one", "two"), tuple(cells))
    assert plainly(lambda page: page.table(table)) == with_rich(lambda page: page.table(table))


@pytest.mark.parametrize("put", [lambda page: page.blank(), lambda page: page.text("")])
def test_an_empty_line_is_an_empty_line(put):
    assert plainly(put) == with_rich(put) == [""]
