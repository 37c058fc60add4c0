"""Pages as HTML that needs nothing else, and the policy that lets it have nothing else."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from whycry_expert.knowledge.model import Knowledge
from whycry_expert.page import wording
from whycry_expert.page.form import Mistake
from whycry_expert.presentation import wording as shared_wording
from whycry_expert.presentation.document import Part
from whycry_expert.presentation.rendering.html_page import cited_by, environment

_PACKAGE: Final = "whycry_expert.page"
_TAG: Final = re.compile(r"(<[^>]*>)")
# a person's file is looked through too, so neither may have more than one way to take the same text apart
_HOST: Final = re.compile(
    r"(?<![\w.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|int|info|gov|eu|uk|de|fr|es|it|au|ca|nz|ie|ch|at)\b"
)
_CALL: Final = re.compile(
    r"(?<![\w.+-])(?:\+\d[\d -]{4,}\d|\d{6,}(?:[ -]\d{3,}){0,3}|\d{3}(?:[ -]\d{3,}){1,4}"
    r"|(?:112|911|999|000|988|116[ ]?\d{3}))(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the title of its window, which says nothing of the subject, and its whole HTML."""

    title: str
    html: str


def page(template: str, title: str, mistake: Mistake | None = None, **context: Any) -> Page:  # noqa: ANN401 - what templates show
    """Render a template; with a mistake, the title says so before anything else."""
    told = f"{wording.ERROR} {title}" if mistake is not None else title
    html = (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(
            title=told,
            mistake=mistake,
            words=wording,
            shared=shared_wording,
            style=_style(),
            script=_script(),
            **context,
        )
    )
    return Page(told, html)


@cache
def _environment() -> Environment:
    made = environment(_PACKAGE)
    made.filters["linked"] = linked
    return made


def linked(html: Markup) -> Markup:
    """Make links of the sites and telephone numbers that some HTML names between its tags."""
    parts = _TAG.split(str(html))
    # every second part is a tag, and keeps its attributes as they are; the rest is escaped already
    told = (part if at % 2 else _CALL.sub(_telephone, _HOST.sub(_site, part)) for at, part in enumerate(parts))
    return Markup("".join(told))  # noqa: S704 - only escaped text and links made of harmless characters


def _site(match: re.Match[str]) -> str:
    return f'<a href="https://{match[0]}/" rel="noreferrer noopener">{match[0]}</a>'


def _telephone(match: re.Match[str]) -> str:
    return f'<a href="tel:{re.sub("[ -]", "", match[0])}">{match[0]}</a>'


def cited(knowledge: Knowledge, parts: Iterable[Part]) -> tuple[Any, ...]:
    """Give every claim and source that some parts cite."""
    return tuple(cited_by(knowledge, parts))


def _asset(name: str) -> str:
    return (files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")


@cache
def _style() -> Markup:
    return Markup(_asset("page.css"))  # noqa: S704 - our own file


@cache
def _script() -> Markup:
    return Markup(_asset("page.js"))  # noqa: S704 - our own file


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def policy() -> str:
    """Give the content security policy of all pages: the style and the script that stand in them, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(_style())}",
            f"script-src {_hash(_script())}",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
