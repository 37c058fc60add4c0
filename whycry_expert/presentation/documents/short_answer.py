"""The short answer: what matters most of a conclusion, on one screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from whycry_expert.inference.conclusion import Reading
from whycry_expert.knowledge.model import Direction
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Tone, listing
from whycry_expert.presentation.documents.conclusion_parts import (
    advice_on,
    open_question,
    picture_sentences,
    support_text,
)
from whycry_expert.presentation.documents.frame import heading_of, on_request_parts, replaced_answers
from whycry_expert.presentation.gate import Found, Gated
from whycry_expert.presentation.layout import height
from whycry_expert.presentation.sentences import because_sentence, hedged
from whycry_expert.presentation.wrapping import SCREEN_WIDTH, cut, wrapped
from whycry_expert.reasoning.grounds import sides_of
from whycry_expert.reasoning.report import Report

SCREEN_LINES: Final = 24
_FOR_THE_PROMPT: Final = 2
_FOR_THE_SHELL: Final = 1
_ITEM_WIDTH: Final = SCREEN_WIDTH - 2
_NEAREST: Final = 2
_REPLACED_LINES: Final = 2


class _Size(Struct, frozen=True):
    """How many lines there are for the reasons and for the open question, and how many passages of advice are told."""

    reasons: int
    question: int
    advice: int


_SIZES: Final = (
    _Size(5, 3, 2),
    _Size(5, 2, 2),
    _Size(4, 2, 2),
    _Size(4, 2, 1),
    _Size(3, 2, 1),
    _Size(2, 1, 1),
    _Size(1, 1, 1),
    _Size(1, 1, 0),
    _Size(1, 0, 0),
)


class ShortAnswer(Struct, frozen=True):
    """The short answer, and what of the rest it has told already: open questions, and advice by its text."""

    document: Document
    questions: int = 0
    advice: frozenset[str] = frozenset()


class _Told(Struct, frozen=True):
    """What may be told of the readings, in full; a short answer takes of it what there is room for."""

    picture: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    against: str
    question: str
    advice: tuple[str, ...]


def short_answer(gated: Gated[Report], *, alone: bool = False) -> ShortAnswer:
    """Give the fullest short answer that leaves room for a prompt on a screen of 24 lines and 80 columns.

    One that stands `alone` says itself what its words are, which the rest would say; what follows is a shell's prompt.
    """
    most = SCREEN_LINES - (_FOR_THE_SHELL if alone else _FOR_THE_PROMPT)
    told = gated.open(_told, None)
    title = heading_of(gated)
    raised = len(gated.notices)
    tries = [*((size, raised) for size in _SIZES), *((_SIZES[-1], shown) for shown in range(raised - 1, 0, -1))]
    for size, shown in tries:
        rest = _on_request(gated) if told is None else _readings(told, size, alone=alone)
        document = Document((*_notices(gated, shown), *(_replaced(gated) if alone else ()), *rest), title)
        if height(document) <= most:
            break
    if told is None:
        return ShortAnswer(document)
    asked = told.question and size.question and cut(told.question, SCREEN_WIDTH, size.question) == told.question
    return ShortAnswer(document, int(bool(asked)), frozenset(told.advice[: size.advice]))


def notices_document(gated: Gated[Found]) -> Document:
    """Give the notices of all conclusions, title and first line each, to stand before all that is told of any."""
    return Document(tuple(_notices(gated, len(gated.notices))))


def _notices(gated: Gated[Found], shown: int) -> Iterator[Part]:
    """Give the most urgent notices, title and first line each."""
    notices = gated.notices
    if notices:
        yield Paragraph(wording.FIRST_IN_SHORT, Tone.LEAD)
        yield listing(f"{told.title}. {told.first}" for told in notices[:shown])
    if len(notices) > shown:
        yield Paragraph(wording.MORE_NOTICES.format(more=len(notices) - shown))


def _replaced(gated: Gated[Report]) -> Iterator[Part]:
    if gated.replaced:
        yield Paragraph(cut(replaced_answers(gated.replaced), SCREEN_WIDTH, _REPLACED_LINES), Tone.QUIET)


def _on_request(gated: Gated[Report]) -> Iterator[Part]:
    yield from map(Paragraph, gated.conclusions[0].knowledge.about.danger[:1])
    yield from on_request_parts(gated)


def _readings(told: _Told, size: _Size, *, alone: bool) -> Iterator[Part]:
    yield Paragraph(f"{told.picture} {wording.JUDGED}" if alone else told.picture, Tone.LEAD)
    yield from _what_fits(told, size.reasons)
    if told.question and size.question:
        yield Paragraph(cut(told.question, SCREEN_WIDTH, size.question))
    if told.advice and size.advice:
        yield Paragraph(wording.HELPS_NOW)
        yield listing(told.advice[: size.advice])


def _what_fits(told: _Told, lines: int) -> Iterator[Part]:
    """Give what fits best with the strongest reasons, in so many lines, and what speaks against it."""
    if len(told.blocks) == 1:
        ((heading, reasons),) = told.blocks
        yield Paragraph(heading, Tone.LEAD)
        left = lines - len(wrapped(heading, SCREEN_WIDTH))
        fitting = _fitting(reasons, max(left, 1 if lines > 1 else 0))
    else:
        with_reasons = [f"{heading}: {reasons[0]}" if reasons else heading for heading, reasons in told.blocks]
        headings = [heading for heading, _ in told.blocks]
        fits = sum(len(wrapped(text, _ITEM_WIDTH)) for text in with_reasons) <= lines
        fitting = _fitting(with_reasons if fits else headings, lines)
    against = (cut(told.against, _ITEM_WIDTH, 2),) if told.against else ()
    if fitting or against:
        yield listing((*fitting, *against))


def _fitting(texts: Sequence[str], lines: int) -> list[str]:
    """Give the first texts, as many as there are lines for, and how many more there are."""
    needed = [len(wrapped(text, _ITEM_WIDTH)) for text in texts]
    if sum(needed) <= lines:
        return list(texts)
    taken = 0
    while taken < len(texts) and sum(needed[: taken + 1]) < lines:
        taken += 1
    if not taken:
        return [cut(texts[0], _ITEM_WIDTH, lines)] if lines else []
    return [*texts[:taken], wording.MORE_BELOW.format(more=len(texts) - taken)]


def _told(report: Report) -> _Told:
    leading = [report.reading(name) for name in report.leading]
    blocks = [(support_text(reading), tuple(_reasons(report, reading, Direction.FOR))) for reading in leading]
    if not leading:
        nearest = [reading for reading in report.readings if reading.certainty > 0][:_NEAREST]
        blocks = [(f"{wording.NEAREST} {support_text(reading)}", ()) for reading in nearest]
    question = ""
    if report.questions and not report.outlook.final:
        question = f"{wording.CHANGES_MOST} {open_question(report, report.questions[0], 1)}"
    return _Told(
        picture_sentences(report),
        tuple(blocks),
        _against(report, leading),
        question,
        tuple(dict.fromkeys(passage.text for passage in advice_on(report))),
    )


def _reasons(report: Report, reading: Reading, direction: Direction) -> Iterator[str]:
    """Give what counts on one side of a reading, the weightiest first."""
    sides = [side for side in sides_of(report, reading.meaning) if side.side.direction is direction]
    for side in sorted(sides, key=lambda side: -abs(side.side.points)):
        ground = side.rules[0]
        sentence = because_sentence(report.knowledge, ground.rule, report.situation.answers)
        yield hedged(sentence, ground.certainty)


def _against(report: Report, leading: Sequence[Reading]) -> str:
    """Say what weighs most against what leads, or that nothing does."""
    for reading in leading:
        reasons = list(_reasons(report, reading, Direction.AGAINST))
        if reasons:
            words = wording.AGAINST_IT if len(leading) == 1 else wording.AGAINST.format(title=reading.title)
            more = f" ({wording.MORE_BELOW.format(more=len(reasons) - 1)})" if len(reasons) > 1 else ""
            return f"{words} {reasons[0]}{more}"
    if not leading:
        return ""
    return wording.NOTHING_AGAINST if len(leading) == 1 else wording.NOTHING_AGAINST_THESE
