"""Draws the pictures of README.md: python docs_site/pictures.py. A test tells when they no longer show what is so."""

import os
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from whycry_expert import Interview, infer, load_knowledge, read_situation_file
from whycry_expert.page.form import Form
from whycry_expert.page.pages import page_at
from whycry_expert.page.steps import asking_at, respond
from whycry_expert.page.views import Questioning
from whycry_expert.page.visit import Visit
from whycry_expert.presentation.documents.conclusion import gated_report
from whycry_expert.presentation.documents.short_answer import short_answer
from whycry_expert.presentation.rendering.terminal import show

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
_EXAMPLE = ROOT / "situations" / "example.yaml"
_QUESTION = "just-before"
_WIDTH, _HEIGHT = 560, 760
_OTHER_FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
_INK, _NOTICE, _HEADING = (34, 37, 42), (138, 59, 0), (26, 86, 116)
_COLOURS = [_INK, _INK, _INK, _NOTICE, _INK, _INK, _HEADING, _INK]
_THEME = TerminalTheme((251, 250, 248), _INK, _COLOURS, _COLOURS)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def pictures() -> dict[str, str]:
    """Give the SVG of each picture by its name."""
    return {"terminal.svg": _terminal(), "page.svg": _page()}


def terminal_text() -> str:
    """Give what a terminal shows, with its looks."""
    knowledge = load_knowledge()
    report = infer(knowledge, read_situation_file(_EXAMPLE, knowledge))
    stream = _Terminal()
    with patch.dict(os.environ, {"TERM": "xterm-256color", "COLUMNS": "80"}):
        show(short_answer(gated_report(report), alone=True).document, stream)
    return stream.getvalue()


def _terminal() -> str:
    text = Text.from_ansi("$ whycry-expert infer situations/example.yaml --short\n" + terminal_text())
    console = Console(record=True, width=82, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(text)
    own_fonts = _OTHER_FONTS.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", "monospace")
    return console.export_svg(title="whycry-expert", theme=_THEME, code_format=own_fonts, unique_id="terminal")


def page_html() -> str:
    """Give the HTML of the page that asks one question, with an answer ticked."""
    visit = Visit(Interview(load_knowledge()))
    visit, _ = respond(visit, 1, Form({"do": ("on",)}))
    while not _asks(visit, _QUESTION):
        visit, _ = respond(visit, visit.latest, Form({"do": ("unsure",)}))
    return page_at(visit, visit.latest).html


def _asks(visit: Visit, fact: str) -> bool:
    view = visit.stops[visit.latest].view
    return isinstance(view, Questioning) and asking_at(visit, view).fact.name == fact


def _page() -> str:
    well_formed = _WellFormed()
    well_formed.feed(page_html())
    frame = f'xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    content = "".join(well_formed.parts)
    return f'<svg {frame}><foreignObject width="{_WIDTH}" height="{_HEIGHT}">{content}</foreignObject></svg>\n'


class _WellFormed(HTMLParser):
    """Turns the HTML of a page into XML without its scripts, since an SVG holds nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag == "script"
        if not self._silent:
            named = "".join(f' {name}="{escape(value or "", quote=True)}"' for name, value in self._named(tag, attrs))
            self.parts.append(f"<{tag}{named}{' /' if tag in _VOID else ''}>")

    @staticmethod
    def _named(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
        if tag == "html":
            yield "xmlns", "http://www.w3.org/1999/xhtml"
        yield from attrs

    def handle_endtag(self, tag: str) -> None:
        if not self._silent and tag not in _VOID:
            self.parts.append(f"</{tag}>")
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(escape(data, quote=False))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
