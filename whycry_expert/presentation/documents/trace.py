"""The numbers and the trace of a conclusion, for whoever checks it."""

from collections.abc import Iterator
from decimal import Decimal

from whycry_expert.inference.conclusion import Conclusion, Reading, Side
from whycry_expert.inference.trace import (
    ConditionMet,
    Contributed,
    FindingConcluded,
    FindingSupported,
    Firing,
    NoticeRaised,
    PictureDrawn,
    ReadingConcluded,
    RuleFired,
)
from whycry_expert.knowledge.certainty import STRENGTHS, points
from whycry_expert.knowledge.model import Direction
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Item, Listing, Paragraph, Row, Rows, Section, detail
from whycry_expert.presentation.sentences import matched_text, plain_number, signed


def numbers_section(conclusion: Conclusion) -> Section:
    """Give every reading with its certainty and the points of its lines, which add up to its own."""
    rows = tuple(row for reading in conclusion.readings for row in _reading_rows(reading))
    return Section(wording.READINGS_IN_NUMBERS, (Rows(rows),))


def _reading_rows(reading: Reading) -> Iterator[Row]:
    certainty = f"{float(reading.certainty):+.3f}"
    yield Row(certainty, f"{reading.meaning}: {reading.band.value}, {signed(reading.points)} points")
    for line in reading.lines:
        for side in line.sides:
            yield Row("", f"{side.points:+} {line.name}: {_side(side)}")


def _side(side: Side) -> str:
    others = ", ".join(term.rule for term in side.others)
    beside = f" (also fired, not counted: {others})" if others else ""
    word = "" if side.direction is Direction.FOR else "against, "
    return f"{word}{side.counted}{beside}"


def trace_section(conclusion: Conclusion) -> Section:
    """Give every firing in its order."""
    items = (
        Item(f"{firing.cycle}. {firing_text(firing)}", tuple(firing_details(firing))) for firing in conclusion.trace
    )
    return Section(wording.TRACE, (Listing(tuple(items)),))


def firing_text(firing: Firing) -> str:
    """Say in which stage what fired, and of several alternatives which."""
    told = f"{firing.stage.value}: {firing.rule}"
    if isinstance(firing, ConditionMet) and firing.alternatives > 1:
        return f"{told} [{firing.alternative} of {firing.alternatives}]"
    return told


def firing_details(firing: Firing) -> Iterator[Paragraph]:
    """Say what a firing matched and what it asserted, with its arithmetic."""
    if isinstance(firing, ConditionMet):
        yield detail(f"matched {matched_text(firing.matched)}")
        yield detail(_asserted(firing), *firing.claims, *firing.sources)
    else:
        yield detail(_asserted(firing))


def _asserted(firing: Firing) -> str:  # noqa: PLR0911 - one for each kind
    if isinstance(firing, NoticeRaised):
        return f"raised the notice {firing.rule}"
    if isinstance(firing, FindingSupported):
        return f"supports the finding {firing.finding}: {_product(firing)} = {plain_number(firing.amount)}"
    if isinstance(firing, FindingConcluded):
        return f"the finding {firing.rule} has support {plain_number(firing.support)}, that of its strongest rule"
    if isinstance(firing, Contributed):
        size = f"{plain_number(abs(firing.amount))} ({points(firing.amount):+} points)"
        return f"{firing.direction.value} {firing.meaning}, line {firing.line}: {_product(firing)} = {size}"
    if isinstance(firing, ReadingConcluded):
        return f"{firing.rule} = {float(firing.certainty):+.3f}: {_sum(firing)} points"
    if isinstance(firing, PictureDrawn):
        names = ", ".join(f"{term.rule} {float(term.amount):+.3f}" for term in firing.leading) or "none"
        return f"the picture is {firing.picture.value}; leading: {names}"
    return f"added {firing.rule}, because of the picture"


def _sum(firing: ReadingConcluded) -> str:
    parts = [points(term.amount) for term in firing.terms]
    return f"{' '.join(f'{part:+}' for part in parts) or '0'} = {sum(parts, Decimal(0)):+}"


def _product(firing: RuleFired) -> str:
    return f"{firing.strength} {plain_number(STRENGTHS[firing.strength])} x {plain_number(firing.certainty)}"
