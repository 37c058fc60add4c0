"""What is shown can be read: contrast by WCAG 2.2, worked out from the style sheets, and nothing by colour alone."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from example_situations import KNOWLEDGE, SITUATIONS

import whycry_expert
from whycry_expert import infer, to_html
from whycry_expert.presentation.layout import Look

PACKAGE = Path(whycry_expert.__file__).parent
STYLES = {
    "the page": PACKAGE / "page" / "templates" / "page.css",
    "the HTML conclusion": PACKAGE / "presentation" / "rendering" / "templates" / "page.css",
}
DANGER = next(name for name in SITUATIONS if name.startswith("safety-threat"))
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "quiet", "link") for ground in ("ground", "box")),
    ("notice", "notice-ground", TEXT),
    ("ink", "notice-ground", TEXT),
    ("quiet", "notice-ground", TEXT),
    ("link", "notice-ground", TEXT),
    ("wrong", "ground", TEXT),
    ("act", "ground", TEXT),
    ("on-act", "act", TEXT),
    ("on-exit", "exit", TEXT),
    ("strong-line", "ground", EDGE),
    ("strong-line", "box", EDGE),
    ("for", "track", EDGE),
    ("against", "track", EDGE),
    ("for", "ground", EDGE),
    ("link", "ground", EDGE),
]


def palettes(css):
    """The colours of a style sheet in light, in dark and on paper; what a later one leaves out stays."""
    blocks = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", block)) for block in re.findall(r":root \{([^}]*)\}", css)]
    light, dark, paper = blocks
    return {"light": light, "dark": light | dark, "paper": light | paper}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_the_guidelines_do():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("where", ["light", "dark", "paper"])
@pytest.mark.parametrize("style", STYLES)
def test_all_text_and_all_edges_stand_out_enough(style, where):
    colours = palettes(STYLES[style].read_text("utf-8"))[where]
    weak = [
        (one, other, round(contrast(colours[one], colours[other]), 2))
        for one, other, least in PAIRS
        if {one, other} <= colours.keys() and contrast(colours[one], colours[other]) < least
    ]
    assert not weak


@pytest.mark.parametrize("style", STYLES)
def test_no_colour_stands_outside_the_palettes(style):
    css = STYLES[style].read_text("utf-8")
    outside = re.sub(r":root \{[^}]*\}", "", css)
    named = set(re.findall(r"(?:color|background|fill|stroke)[a-z-]*: ?(#[0-9a-f]+)", outside))
    assert named <= {"#fff"}, "the cover of a page that is left is white, and holds nothing"


def test_a_terminal_gets_its_own_colours_and_no_background():
    assert {word for look in Look for word in look.value.split()} <= {"bold", "dim", "cyan", "yellow"}


@pytest.mark.parametrize("name", ["example.yaml", DANGER])
def test_headings_begin_with_one_of_the_first_rank_and_leave_none_out(name):
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", to_html(infer(KNOWLEDGE, SITUATIONS[name])))]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


@pytest.mark.parametrize("style", STYLES)
def test_no_order_of_reading_is_changed_by_a_style(style):
    css = STYLES[style].read_text("utf-8")
    assert not re.search(r"[ ;{]order:", css)
    assert not re.search(r"column-reverse", css)
