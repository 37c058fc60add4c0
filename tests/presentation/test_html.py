"""The HTML page needs nothing but itself, says safety first, and shows nothing that a person wrote as markup."""

import re
import shutil
import subprocess
from functools import cache
from html.parser import HTMLParser

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st
from thoroughness import examples

from whycry_expert import Situation
from whycry_expert.inference.trace import ConditionMet
from whycry_expert.presentation import wording
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.reasoning.report import report_on

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "rect"}
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7 * 7 }} {% raw %} &amp; \x1b[2J \u202e"'
OF_DANGER = {notice.name for notice in KNOWLEDGE.notices if notice.danger}
DANGER = [
    name
    for name, situation in SITUATIONS.items()
    if situation.expectation and OF_DANGER & set(situation.expectation.notices or ())
][::6]


@cache
def report_of(name):
    return report_on(KNOWLEDGE, SITUATIONS[name])


@cache
def page_of(name, *, trace=True):
    return to_html(report_of(name), trace=trace)


class Reader(HTMLParser):
    """Reads a page strictly: every element must be closed in its order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.elements, self.closed_folds = [], [], [], [], 0
        self.said, self.said_openly = [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.elements.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in VOID:
            self.open.append((tag, tag == "details" and "open" not in given))

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if "style" in tags:
            return
        self.said.append(data)
        if not any(folded for _, folded in self.open):
            self.said_openly.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.said).split())

    @property
    def open_text(self):
        return " ".join(" ".join(self.said_openly).split())


@pytest.mark.parametrize("name", spread(40))
def test_a_page_is_whole_and_leads_nowhere_but_into_itself(name):
    page = Reader(page_of(name))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not any("src" in given or any(key.startswith("on") for key in given) for _, given in page.elements)
    assert "url(" not in page_of(name)
    assert "@import" not in page_of(name)


@pytest.mark.parametrize("name", spread(40))
def test_a_page_holds_all_readings_with_bars_of_the_right_length(name):
    bars = re.findall(
        r'<rect class="(for|against)" x="([\d.]+)" y="1" width="([\d.]+)".*?<span>([-+\d.]+)</span>',
        page_of(name),
        re.DOTALL,
    )
    readings = report_of(name).readings
    assert [float(points) for *_, points in bars] == [float(reading.points) for reading in readings]
    scale = {round(float(length) / abs(float(points)), 1) for _, _, length, points in bars if float(points)}
    assert len(scale) <= 1 or max(scale) - min(scale) < 0.2
    for side, start, length, points in bars:
        assert 0 <= float(start) <= float(start) + float(length) <= 100.2
        assert side == ("against" if float(points) < 0 else "for")


@pytest.mark.parametrize("name", spread(40))
def test_a_page_shows_every_cycle_and_tells_every_claim_that_a_firing_cites(name):
    page = Reader(page_of(name))
    trace = report_of(name).trace
    assert [f"cycle-{number}" for number in range(len(trace) + 1)] == [
        given for given in page.ids if given.startswith("cycle-")
    ]
    for firing in (fired for fired in trace if isinstance(fired, ConditionMet)):
        for cited in (*firing.claims, *firing.sources):
            assert f"cited-{cited}" in page.ids
            assert (
                KNOWLEDGE.claims[cited].text if cited in KNOWLEDGE.claims else KNOWLEDGE.sources[cited]
            ) in page.text


def test_in_danger_no_reading_is_on_the_page_and_the_notice_comes_first_and_last():
    assert DANGER
    for name in DANGER:
        conclusion = report_of(name)
        assert conclusion.in_danger
        page = Reader(page_of(name, trace=False))
        first = conclusion.raised[0].first
        title = conclusion.situation.title
        assert page.open_text.index(first) < page.open_text.index(KNOWLEDGE.about.danger[0])
        assert page.open_text.index(first, len(title)) < page.open_text.index(wording.LIMITS)
        assert page.open_text.rindex(first) > page.open_text.index(wording.LIMITS)
        everything = Reader(page_of(name)).text
        for reading in conclusion.readings:
            assert reading.title not in page.text
            assert reading.title in everything


@examples(50)
@given(title=st.text(max_size=60), story=st.text(max_size=200))
def test_whatever_a_person_wrote_is_text_and_nothing_else(bread, title, story):
    plain = Reader(to_html(report_on(bread, Situation())))
    page = Reader(to_html(report_on(bread, Situation(title=title, story=story))))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements}


def test_markup_templates_and_escape_sequences_in_a_situation_are_shown_as_they_were_written():
    text = to_html(report_on(KNOWLEDGE, Situation(title=HOSTILE, story=HOSTILE)))
    page = Reader(text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "{{ 7 * 7 }} {% raw %} &amp; \\x1b[2J" in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "<script" not in text


def test_a_page_is_the_same_each_time_and_says_which_knowledge_it_comes_from():
    name = spread(1)[0]
    assert to_html(report_of(name), trace=True) == page_of(name)
    assert KNOWLEDGE.digest in page_of(name)


@pytest.fixture(scope="module")
def shown_by_browser(tmp_path_factory):
    """What a browser makes of an address; where none starts on this machine, the test is skipped."""

    def shown(address, width=1280):
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900", "--dump-dom"]
        return subprocess.run(
            [BROWSER, *flags, address], capture_output=True, text=True, timeout=120, check=False
        ).stdout

    plain = tmp_path_factory.mktemp("browser") / "plain.html"
    plain.write_text("<!DOCTYPE html><title>it starts</title>", encoding="utf-8")
    if BROWSER is None or "it starts" not in shown(plain.as_uri()):
        pytest.skip("no browser starts on this machine")
    return shown


@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_browser_the_page_fits_the_window_with_everything_opened(shown_by_browser, tmp_path, width):
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    measure = (
        "<script>document.querySelectorAll('details').forEach(d => d.open = true);"
        "document.title = document.documentElement.scrollWidth <= window.innerWidth ? 'it fits' : 'too wide';</script>"
    )
    for name in ("example.yaml", *DANGER[:1]):
        page = tmp_path / "page.html"
        page.write_text(policy.sub("", page_of(name)).replace("</body>", f"{measure}</body>"), encoding="utf-8")
        assert "<title>it fits</title>" in shown_by_browser(page.as_uri(), width)


def test_in_a_browser_a_link_to_a_reading_opens_how_it_was_reached(shown_by_browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(page_of("example.yaml"), encoding="utf-8")
    shown = shown_by_browser(f"{page.as_uri()}#reading-likes-someone-else")
    assert re.search(r'<details open="">(?:(?!</?details).)*id="reading-likes-someone-else"', shown, re.DOTALL)
