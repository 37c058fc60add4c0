"""A conclusion as a document for someone in a hard moment: safety first, then the short answer, then the rest."""

from collections.abc import Iterator

from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Section
from whycry_expert.presentation.documents.conclusion_parts import (
    added_parts,
    leading_parts,
    limits_parts,
    next_parts,
    others_parts,
    story_parts,
    unknown_parts,
)
from whycry_expert.presentation.documents.frame import Around, framed, joined, untitled, whole_title
from whycry_expert.presentation.documents.short_answer import ShortAnswer, short_answer
from whycry_expert.presentation.documents.trace import numbers_section, trace_section
from whycry_expert.presentation.gate import Gated
from whycry_expert.reasoning.report import Report


def gated_report(
    report: Report, *, trace: bool = False, on_request: str = wording.ON_REQUEST_IN_LIBRARY, command: str = ""
) -> Gated[Report]:
    """Put a report behind the gate."""
    return Gated((report,), lambda: report, trace, on_request, command)


def conclusion_document(report: Report, gated: Gated[Report]) -> Document:
    """Write a report as a document; where everything is asked for, numbers and every firing follow."""
    return joined(*in_two_parts(report, gated))


def in_two_parts(report: Report, gated: Gated[Report]) -> tuple[Document, Document]:
    """Give the short answer, which fits on a screen, and the rest, which repeats of it no more than it needs."""
    short = short_answer(gated)
    around = Around(
        (*whole_title(gated), *story_parts(report)),
        tuple(limits_parts(report)),
        tuple(map(Paragraph, report.knowledge.about.danger[1:])),
    )
    rest = framed(gated, lambda found: _rest(found, short, trace=gated.trace), around=around)
    return short.document, untitled(rest)


def _rest(report: Report, short: ShortAnswer, *, trace: bool) -> Iterator[Section]:
    added = tuple(added_parts(report))
    if added:
        yield Section(wording.PICTURE, added)
    yield from leading_parts(report)
    yield from others_parts(report)
    yield from unknown_parts(report, short.questions)
    yield from next_parts(report, short.advice)
    if trace:
        yield from (numbers_section(report), trace_section(report))
