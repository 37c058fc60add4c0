"""The numbers and the trace of a conclusion, for whoever checks it."""

from collections.abc import Iterator
from decimal import Decimal

from whycry_expert.inference.conclusion import Conclusion, Reading, Side
from whycry_expert.inference.trace import AssertionKind, Firing
from whycry_expert.knowledge.certainty import ONE, STRENGTHS, ZERO, points
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
    which = f" [{firing.alternative} of {firing.alternatives}]" if firing.alternatives > 1 else ""
    return f"{firing.stage.value}: {firing.rule}{which}"


def firing_details(firing: Firing) -> Iterator[Paragraph]:
    """Say what a firing matched and what it asserted."""
    if firing.matched:
        yield detail(f"matched {matched_text(firing.matched)}")
    yield detail(asserted_text(firing), *firing.claims, *firing.sources)


def asserted_text(firing: Firing) -> str:  # noqa: PLR0911 - one for each kind
    """Say what a firing asserted, with its arithmetic."""
    told = firing.asserted
    amount = told.amount if told.amount is not None else ZERO
    if told.kind is AssertionKind.NOTICE:
        return f"raised the notice {told.subject}"
    if told.kind is AssertionKind.PICTURE:
        names = ", ".join(f"{term.rule} {float(term.amount):+.3f}" for term in firing.terms) or "none"
        return f"the picture is {told.subject}; leading: {names}"
    if told.kind is AssertionKind.ADDED:
        return f"added {told.subject}, because of the picture"
    if told.kind is AssertionKind.READING:
        return f"{told.subject} = {float(amount):+.3f}: {_sum(firing)} points"
    if told.kind is AssertionKind.FINDING:
        return f"the finding {told.subject} has support {plain_number(amount)}, that of its strongest rule"
    if told.kind is AssertionKind.SUPPORT:
        return f"supports the finding {told.subject}: {_product(firing)} = {plain_number(amount)}"
    sign = "for" if told.direction is Direction.FOR else "against"
    size = f"{plain_number(abs(amount))} ({points(amount):+} points)"
    return f"{sign} {told.subject}, line {told.line}: {_product(firing)} = {size}"


def _sum(firing: Firing) -> str:
    parts = [points(term.amount) for term in firing.terms]
    return f"{' '.join(f'{part:+}' for part in parts) or '0'} = {sum(parts, Decimal(0)):+}"


def _product(firing: Firing) -> str:
    certainty = plain_number(firing.certainty if firing.certainty is not None else ONE)
    return f"{firing.strength} {plain_number(STRENGTHS[firing.strength])} x {certainty}"
