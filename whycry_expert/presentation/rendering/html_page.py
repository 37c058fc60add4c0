"""A conclusion as one HTML page that needs nothing else: no network, no script, and it can be printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.inference.stepping import starting_memory, steps_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Table
from whycry_expert.presentation.documents.conclusion import (
    closing_blocks,
    danger_blocks,
    leading_blocks,
    next_blocks,
    picture_blocks,
    story_blocks,
    title_block,
    unknown_blocks,
)
from whycry_expert.presentation.documents.frame import notice_blocks
from whycry_expert.presentation.documents.step import memory_pieces, step_document
from whycry_expert.presentation.documents.why import reading_pieces
from whycry_expert.presentation.rendering.grouping import Item, Listing, Part, RowGroup, grouped
from whycry_expert.presentation.report import Report
from whycry_expert.presentation.sentences import answer_sentences, signed
from whycry_expert.printable import printable
from whycry_expert.reasoning.grounds import grounds_of

_LEAST_SCALE = Decimal(10)
"""Points that the longest bar stands for at least, so that a slight reading does not look like a strong one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A reading as a bar: where it begins and how long it is, in percent of the width of all bars."""

    reading: Reading
    band: str
    points: str
    leads: bool
    start: Decimal
    length: Decimal
    zero: Decimal


@dataclass(frozen=True, slots=True)
class Fold:
    """Something to open: its summary, a shorter remark beside it, and what is inside."""

    name: str
    summary: str
    remark: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim or a source that the page cites, by its name."""

    name: str
    kind: str
    text: str


def to_html(report: Report) -> str:
    """Give the page for a report. The same report gives the same text on every machine."""
    conclusion = report.conclusion
    title = title_block(conclusion)
    notices = tuple(notice_blocks(conclusion))
    told = (*picture_blocks(report), *leading_blocks(report))
    open_and_next = (*unknown_blocks(report), *next_blocks(conclusion))
    trees = tuple(_tree(conclusion, reading) for reading in conclusion.readings)
    cycles = tuple(_cycles(conclusion))
    closing = grouped(closing_blocks(report))
    shown = (*grouped(notices), *grouped(told), *grouped(open_and_next), *_parts_in(trees), *_parts_in(cycles))
    return _environment().get_template("page.html.jinja").render(
        words=wording,
        title=title.text,
        title_parts=(title,),
        story=grouped(story_blocks(conclusion)),
        notices=grouped(notices),
        in_danger=conclusion.in_danger,
        danger=grouped(danger_blocks(conclusion)),
        told=grouped(told),
        bars=_bars(conclusion),
        open_and_next=grouped(open_and_next),
        answers=grouped([_answers(conclusion)]) if conclusion.situation.given else (),
        trees=trees,
        cycles=cycles,
        cited=tuple(_cited(conclusion.knowledge, shown)),
        closing=closing,
        knowledge=conclusion.knowledge,
    )  # fmt: skip


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("whycry_expert.presentation.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalized,
    )
    environment.filters["anchor"] = _anchor
    environment.tests["block"] = lambda part: isinstance(part, Block)
    environment.tests["listing"] = lambda part: isinstance(part, Listing)
    environment.tests["rows"] = lambda part: isinstance(part, RowGroup)
    return environment


def _finalized(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _anchor(name: str) -> str:
    """Give the name of the place on the page where a claim or a source is told; such names hold no spaces."""
    return f"cited-{'-'.join(name.split())}"


def _bars(conclusion: Conclusion) -> tuple[Bar, ...]:
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


def _tree(conclusion: Conclusion, reading: Reading) -> Fold:
    pieces = reading_pieces(conclusion, grounds_of(conclusion, reading.meaning))
    remark = f"{wording.SUPPORT[reading.band]}, {signed(reading.points)} points"
    return Fold(f"reading-{reading.meaning}", reading.title, remark, grouped(pieces))


def _cycles(conclusion: Conclusion) -> Iterator[Fold]:
    knowledge, situation = conclusion.knowledge, conclusion.situation
    start = starting_memory(knowledge, situation)
    yield Fold("cycle-0", wording.START, wording.ELEMENTS.format(count=len(start)), grouped(memory_pieces(start)))
    steps = tuple(steps_of(knowledge, situation))
    for step in steps:
        heading, *rest = step_document(step, len(steps), whole=True)
        if not isinstance(heading, Block):
            raise TypeError("a step begins with its heading")
        remark = wording.ELEMENTS.format(count=len(step.memory))
        yield Fold(f"cycle-{step.firing.cycle}", heading.text, remark, grouped(rest))


def _answers(conclusion: Conclusion) -> Table:
    facts, given = conclusion.knowledge.facts, conclusion.situation.given
    rows = [
        (facts[name].question, " ".join((*answer_sentences(facts[name], told.answer), told.note)).strip(), name)
        for name, told in given.items()
    ]
    return Table((wording.QUESTION, wording.ANSWER, wording.FACT), tuple(rows))


def _cited(knowledge: Knowledge, parts: Iterable[Part]) -> Iterator[Cited]:
    names = {name for part in parts for block in _blocks_in(part) for name in block.cites}
    for name, claim in knowledge.claims.items():
        if name in names:
            yield Cited(name, claim.kind, claim.text)
    for name, text in knowledge.sources.items():
        if name in names:
            yield Cited(name, wording.SOURCE, text)


def _parts_in(folds: Iterable[Fold]) -> Iterator[Part]:
    return (part for fold in folds for part in fold.parts)


def _blocks_in(part: Part) -> Iterator[Block]:
    if isinstance(part, Block):
        yield part
    elif isinstance(part, Listing):
        for item in part.items:
            yield from _blocks_of(item)


def _blocks_of(item: Item) -> Iterator[Block]:
    yield item.block
    yield from item.details
    for below in item.items:
        yield from _blocks_of(below)
