"""The files that a person can keep: the answers, the conclusion to read, and its record."""

from collections.abc import Callable
from typing import Final

from whycry_expert.errors import Complaints
from whycry_expert.page.form import Form
from whycry_expert.page.reply import Download
from whycry_expert.page.views import Concluding, View
from whycry_expert.page.visit import Visit
from whycry_expert.presentation.as_json import to_json
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.editing import edited
from whycry_expert.situation.reading import situation_in
from whycry_expert.situation.writing import situation_text

DEFAULT_NAME: Final = "notes"
_LONGEST_NAME: Final = 60


def saved(visit: Visit, view: View, form: Form) -> Download | None:
    """Give the file that a form asks for, or None where it asks for none."""
    write = _WRITERS.get(form.one("save"))
    if write is None:
        return None
    everything = isinstance(view, Concluding) and view.everything
    return write(visit, file_name(form.one("name")), everything)


def file_name(typed: str) -> str:
    """Give a name for a file, without what a name cannot hold or an extension."""
    kept = "".join(sign if sign.isalnum() or sign in "-_ " else "-" for sign in typed.strip()[:_LONGEST_NAME])
    return kept.strip("- ") or DEFAULT_NAME


def _answers(visit: Visit, name: str, _: bool) -> Download:  # noqa: FBT001 - as all writers
    """Write the answers; of a file that was opened, every other character stays as its writer had it."""
    now, text = visit.situation, ""
    if visit.text:
        text = edited(visit.text, visit.start, now)
        read = situation_in(text.encode(), name, visit.interview.knowledge, Complaints())
        text = text if read.answers == now.answers else ""
    return Download(name, "yaml", "application/yaml", text or situation_text(now))


def _page(visit: Visit, name: str, everything: bool) -> Download:  # noqa: FBT001 - as all writers
    report = report_on(visit.interview.knowledge, visit.situation)
    return Download(name, "html", "text/html", to_html(report, trace=everything))


def _record(visit: Visit, name: str, _: bool) -> Download:  # noqa: FBT001 - as all writers
    report = report_on(visit.interview.knowledge, visit.situation)
    return Download(name, "json", "application/json", to_json(report))


_WRITERS: Final[dict[str, Callable[[Visit, str, bool], Download]]] = {
    "answers": _answers,
    "page": _page,
    "record": _record,
}
