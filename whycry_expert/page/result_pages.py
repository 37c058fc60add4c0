"""The pages that say what is concluded, what another answer would change, and why a reading does not lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.page import wording
from whycry_expert.page.rendering import Page, cited, page
from whycry_expert.presentation import wording as shared
from whycry_expert.presentation.document import Document, Item, Listing, Paragraph, Part, Section, Tone
from whycry_expert.presentation.documents.conclusion import gated_report
from whycry_expert.presentation.documents.conclusion_parts import (
    leading_parts,
    limits_parts,
    next_parts,
    picture_parts,
    story_parts,
    unknown_parts,
)
from whycry_expert.presentation.documents.difference import what_if_document
from whycry_expert.presentation.documents.frame import (
    heading_of,
    held_back_parts,
    notice_parts,
    reminder_parts,
    whole_title,
)
from whycry_expert.presentation.documents.interview import answer_told
from whycry_expert.presentation.documents.why_not import why_not_document
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.rendering.html_page import Bar, Fold, bars_of, tree_of
from whycry_expert.presentation.sentences import picture_text, slot_sentences
from whycry_expert.reasoning.changed_answers import SmallestSets
from whycry_expert.reasoning.contrast import Contrast, contrast_with
from whycry_expert.reasoning.difference import Difference, difference_of
from whycry_expert.reasoning.report import Report, report_on
from whycry_expert.situation.model import Given, Situation

_MOST_SETS: Final = 3
_NO_ROWS: Final[Iterable[tuple[str, str, str]]] = ()
_NO_PARTS: Final[Iterable[Part]] = ()


@dataclass(frozen=True, slots=True)
class Leading:
    """A reading that leads: what it says, and the reasons, which are there to open."""

    heading: str
    says: tuple[Part, ...]
    reasons: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """All of a conclusion that the gate may hold back. A reading that does not lead has a number to ask about it."""

    picture: tuple[Part, ...]
    leading: tuple[Leading, ...]
    readings: tuple[tuple[Bar, Fold, int | None], ...]
    next: tuple[Part, ...]
    open: tuple[Part, ...]
    answers: tuple[Any, ...]

    @property
    def parts(self) -> Iterator[Part]:
        """Everything in it that may cite something."""
        yield from (*self.picture, *self.next, *self.open)
        for leading in self.leading:
            yield from (*leading.says, *leading.reasons)
        for _, tree, _ in self.readings:
            yield from tree.parts


def conclusion_page(
    knowledge: Knowledge, situation: Situation, answers: tuple[Any, ...], back: str, *, everything: bool
) -> Page:
    """Give the page of a conclusion: the short answer, then everything that it rests on."""
    report = report_on(knowledge, situation)
    gated = gated_report(report, trace=everything, on_request=wording.ON_REQUEST)
    found = gated.open(lambda told: _opened(told, answers), None)
    notices = tuple(notice_parts(gated))
    return page(
        "conclusion",
        wording.RESULT_TITLE,
        heading=heading_of(gated),
        notices=notices,
        story=(*whole_title(gated), *story_parts(report)),
        found=found,
        held_back=held_back_parts(gated),
        closing=(*limits_parts(report), *reminder_parts(gated)),
        back=back,
        tools=None,
        cited=cited(knowledge, (*notices, *(found.parts if found is not None else ()))),
    )


def _opened(report: Report, answers: tuple[Any, ...]) -> Opened:
    names = [meaning.name for meaning in report.knowledge.meanings]
    readings = tuple(
        (
            bar,
            tree_of(report, bar.reading),
            None if bar.leads else names.index(bar.reading.meaning),
        )
        for bar in bars_of(report)
    )
    return Opened(
        tuple(picture_parts(report)),
        tuple(_leading(report)),
        readings,
        tuple(next_parts(report)),
        tuple(unknown_parts(report)),
        answers,
    )


def _leading(report: Report) -> Iterator[Leading]:
    """Part what a leading reading says from its reasons: whoever reads this need not take in all of it at once."""
    for section in leading_parts(report):
        for told in section.parts:
            if isinstance(told, Section):
                yield Leading(told.heading, told.parts[:1], told.parts[1:])


def tried_page(
    knowledge: Knowledge, situation: Situation, change: tuple[str, Given | None], back: str, *, everything: bool
) -> Page:
    """Give what is concluded with an answer as it is, and with another one in its place, side by side."""
    name, given = change
    before = infer(knowledge, situation)
    after = infer(knowledge, situation.with_answers({name: given}))
    gated = Gated((before, after), cache(lambda: difference_of(before, after)), everything, wording.ON_REQUEST)
    fact, old = knowledge.facts[name], situation.given.get(name)
    told = tuple(answer_told(fact, side.answer) if side is not None else "not answered" for side in (old, given))
    rows, around = gated.open(_sides, _NO_ROWS), _around(gated, what_if_document(gated), back)
    return page("tried", wording.TRY_TITLE, question=fact.question, answers=told, rows=rows, **around)


def _around(gated: Gated[Any], whole: Document, back: str) -> dict[str, Any]:
    """Give what every page shows that tells a document, which it may tell as a whole."""
    notices = tuple(notice_parts(gated))
    parts = whole.parts[len(notices) : len(whole.parts) - len(tuple(reminder_parts(gated)))]
    told = () if gated.withheld else parts
    return {
        "notices": notices,
        "held_back": held_back_parts(gated),
        "whole": told,
        "back": back,
        "tools": None,
        "cited": cited(gated.conclusions[0].knowledge, (*notices, *told)),
    }


def _sides(difference: Difference) -> Iterable[tuple[str, str, str]]:
    before, after = difference.before, difference.after
    yield shared.PICTURE, picture_text(before), picture_text(after)
    moved = tuple(_moved(difference))
    yield from moved or ((shared.READINGS, "", "no different"),)


def _moved(difference: Difference) -> Iterator[tuple[str, str, str]]:
    """Give the readings that stand otherwise; where the words are the same, with their points."""
    before, after = difference.before, difference.after
    for reading in after.readings:
        old = before.reading(reading.meaning)
        sides = _support(before, reading.meaning), _support(after, reading.meaning)
        if sides[0] != sides[1]:
            yield reading.title, *sides
        elif old.points != reading.points:
            yield reading.title, f"{sides[0]} ({old.points} points)", f"{sides[1]} ({reading.points} points)"


def _support(conclusion: Conclusion, meaning: str) -> str:
    reading = conclusion.reading(meaning)
    return f"{shared.SUPPORT[reading.band]}{', stands out' if meaning in conclusion.leading else ''}"


def contrast_page(knowledge: Knowledge, situation: Situation, meaning: str, back: str, *, everything: bool) -> Page:
    """Give why a reading does not lead, with the least that would change it first."""
    conclusion = infer(knowledge, situation)
    gated = Gated((conclusion,), cache(lambda: contrast_with(conclusion, meaning)), everything, wording.ON_REQUEST)
    title = f"{shared.WHY_NOT} {knowledge.meaning(meaning).title}"
    heading, short = gated.open(lambda _: title, shared.WHY_NOT), gated.open(_short, _NO_PARTS)
    around = _around(gated, why_not_document(gated), back)
    return page("contrast", wording.CONTRAST_TITLE, heading=heading, short=short, **around)


def _short(contrast: Contrast) -> Iterable[Part]:
    foil = contrast.foil
    yield Paragraph(contrast.conclusion.knowledge.meaning(foil.meaning).says, Tone.QUIET)
    yield Paragraph(f"As your answers stand: {shared.SUPPORT[foil.band]}.", Tone.LEAD)
    if contrast.leads:
        yield Paragraph("It does stand out now.")
        return
    yield from _least(contrast, contrast.filling_in, "The least that would make it stand out, if it were so:")
    yield from _least(contrast, contrast.changing, "Or if you had answered otherwise:")
    if not contrast.filling_in.sets and not contrast.changing.sets:
        yield Paragraph("No few other answers would make it stand out.")
    yield Paragraph(wording.NO_ADVICE, Tone.QUIET)


def _least(contrast: Contrast, repairs: SmallestSets, heading: str) -> Iterator[Part]:
    knowledge = contrast.conclusion.knowledge
    if repairs.sets:
        yield Paragraph(heading)
        sets = (" ".join(slot_sentences(knowledge, changes)) for changes in repairs.sets[:_MOST_SETS])
        yield Listing(tuple(map(Item, sets)))
        if len(repairs.sets) > _MOST_SETS:
            yield Paragraph(f"There are {len(repairs.sets) - _MOST_SETS} more ways as small.", Tone.QUIET)
