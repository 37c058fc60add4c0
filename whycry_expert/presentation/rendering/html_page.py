"""A conclusion as one HTML page that needs nothing else: no network, no script, and it can be printed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.inference.stepping import starting_memory, steps_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Listing, Paragraph, Part, Rows, Section, Table, cited_in
from whycry_expert.presentation.documents.conclusion import gated_report
from whycry_expert.presentation.documents.conclusion_parts import (
    leading_parts,
    limits_parts,
    next_parts,
    picture_parts,
    story_parts,
    unknown_parts,
)
from whycry_expert.presentation.documents.frame import (
    heading_of,
    held_back_parts,
    notice_parts,
    reminder_parts,
    whole_title,
)
from whycry_expert.presentation.documents.step import memory_rows, step_section
from whycry_expert.presentation.documents.why import reading_parts
from whycry_expert.presentation.rendering.page_record import page_record
from whycry_expert.presentation.sentences import answer_sentences, noted, signed
from whycry_expert.printable import printable
from whycry_expert.reasoning.grounds import grounds_of
from whycry_expert.reasoning.report import Report

_LEAST_SCALE = Decimal(10)
"""Points that the longest bar stands for at least, so that a slight reading does not look like a strong one."""
_CYCLES_IN_FULL = 500
"""Of more, the page shows no more of each agenda and memory than the text does: each would repeat all before it."""
_PARTS = {"section": Section, "paragraph": Paragraph, "listing": Listing, "rows": Rows}


class Bar(Struct, frozen=True):
    """A reading as a bar: where it begins and how long it is, in percent of the width of all bars."""

    reading: Reading
    band: str
    points: str
    leads: bool
    start: Decimal
    length: Decimal
    zero: Decimal


class Fold(Struct, frozen=True):
    """Something to open: its summary, a shorter remark beside it, and what is inside."""

    name: str
    summary: str
    remark: str
    parts: tuple[Part, ...]


class ReadingParts(Struct, frozen=True):
    """All of the page that the gate may hold back."""

    told: tuple[Part, ...]
    bars: tuple[Bar, ...]
    open_and_next: tuple[Part, ...]
    answers: tuple[Part, ...]
    trees: tuple[Fold, ...]
    cycles: tuple[Fold, ...]

    @property
    def parts(self) -> Iterator[Part]:
        """Everything in it that may cite something."""
        yield from (*self.told, *self.open_and_next)
        for fold in (*self.trees, *self.cycles):
            yield from fold.parts


class Cited(Struct, frozen=True):
    """A claim or a source that the page cites, by its name."""

    name: str
    kind: str
    text: str


def to_html(report: Report, *, trace: bool = False) -> str:
    """Write a report as a page; with `trace` everything is shown, in danger too.

    The same report gives the same text on every machine, so the page can be checked by writing it once more.
    """
    gated = gated_report(report, trace=trace, on_request=wording.ON_REQUEST_ON_PAGE)
    notices = tuple(notice_parts(gated))
    readings = gated.open(_readings, None)
    shown = (*notices, *(readings.parts if readings is not None else ()))
    return environment().get_template("page.html.jinja").render(
        words=wording,
        title=heading_of(gated),
        story=(*whole_title(gated), *story_parts(report)),
        notices=notices,
        held_back=held_back_parts(gated),
        readings=readings,
        cited=tuple(cited_by(report.knowledge, shown)),
        closing=(*limits_parts(report), *reminder_parts(gated)),
        knowledge=report.knowledge,
        record=page_record(report, trace=trace),
    )  # fmt: skip


def _readings(report: Report) -> ReadingParts:
    return ReadingParts(
        (*picture_parts(report), *leading_parts(report)),
        bars_of(report),
        (*unknown_parts(report), *next_parts(report)),
        (_answers(report),) if report.situation.given else (),
        tuple(tree_of(report, reading) for reading in report.readings),
        tuple(_cycles(report)),
    )


def environment(*packages: str) -> Environment:
    """Give what renders templates: those of some packages, and the ones here that tell the parts of a document."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*packages, "whycry_expert.presentation.rendering")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalized,
    )
    made.filters["anchor"] = _anchor
    made.tests |= {name: lambda part, kind=kind: isinstance(part, kind) for name, kind in _PARTS.items()}
    return made


def _finalized(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _anchor(name: str) -> str:
    """Give the name of the place on the page where a claim or a source is told; such names hold no spaces."""
    return f"cited-{'-'.join(name.split())}"


def bars_of(conclusion: Conclusion) -> tuple[Bar, ...]:
    """Give all readings as bars of one scale, the strongest first."""
    points = [reading.points for reading in conclusion.readings]
    below, above = max(Decimal(0), *(-value for value in points)), max(_LEAST_SCALE, *points)
    percent = 100 / (below + above)
    return tuple(
        Bar(
            reading,
            wording.SUPPORT[reading.band],
            signed(reading.points),
            reading.meaning in conclusion.leading,
            _rounded((below + min(Decimal(0), reading.points)) * percent),
            _rounded(abs(reading.points) * percent),
            _rounded(below * percent),
        )
        for reading in conclusion.readings
    )


def _rounded(percent: Decimal) -> Decimal:
    return percent.quantize(Decimal("0.1"))


def tree_of(conclusion: Conclusion, reading: Reading) -> Fold:
    """Give how a reading was reached."""
    parts = tuple(reading_parts(conclusion, grounds_of(conclusion, reading.meaning)))
    remark = f"{wording.SUPPORT[reading.band]}, {signed(reading.points)} points"
    return Fold(f"reading-{reading.meaning}", reading.title, remark, parts)


def _cycles(conclusion: Conclusion) -> Iterator[Fold]:
    knowledge, situation = conclusion.knowledge, conclusion.situation
    start = starting_memory(knowledge, situation)
    rows = (memory_rows(start),) if start else ()
    yield Fold("cycle-0", wording.START, wording.ELEMENTS.format(count=len(start)), rows)
    steps = tuple(steps_of(knowledge, situation))
    for step in steps:
        told = step_section(step, len(steps), whole=len(steps) <= _CYCLES_IN_FULL)
        remark = wording.ELEMENTS.format(count=len(step.memory))
        yield Fold(f"cycle-{step.firing.cycle}", told.heading, remark, told.parts)


def _answers(conclusion: Conclusion) -> Table:
    facts, given = conclusion.knowledge.facts, conclusion.situation.given
    rows = [
        (facts[name].question, " ".join((*answer_sentences(facts[name], told.answer), *noted(told))), name)
        for name, told in given.items()
    ]
    return Table((wording.QUESTION, wording.ANSWER, wording.FACT), tuple(rows))


def cited_by(knowledge: Knowledge, parts: Iterable[Part]) -> Iterator[Cited]:
    """Give every claim and source that some parts cite, in the order of the knowledge base."""
    names = {name for part in parts for name in cited_in(part)}
    for name, claim in knowledge.claims.items():
        if name in names:
            yield Cited(name, claim.kind, claim.text)
    for name, text in knowledge.sources.items():
        if name in names:
            yield Cited(name, wording.SOURCE, text)
