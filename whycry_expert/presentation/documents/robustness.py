"""How robust a conclusion is: which single answers, or pairs, would change what leads."""

from collections.abc import Iterator

from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Section, Tone, listing
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.sentences import changes_words
from whycry_expert.reasoning.robustness import Robustness, Turn

MOST_SHOWN = 12


def robustness_document(gated: Gated[Robustness]) -> Document:
    """Write whether one wrong answer, or two, would change what leads, and which open answers would."""
    knowledge = gated.conclusions[0].knowledge
    return framed(gated, lambda found: _parts(knowledge, found), wording.ROBUST)


def _parts(knowledge: Knowledge, found: Robustness) -> Iterator[Part]:
    titles = [knowledge.meaning(name).title for name in found.leading]
    yield Paragraph(f"{wording.NOW_LEADS} {'; '.join(titles) or wording.NOTHING}.")
    if found.wrong:
        yield Paragraph(wording.ONE_WOULD_DO.format(count=len(found.wrong), tried=found.tried), Tone.LEAD)
        yield from _turns(knowledge, found.wrong)
    elif not found.tried:
        yield Paragraph(wording.NONE_GIVEN, Tone.LEAD)
    else:
        yield Paragraph(wording.HOLDS_AGAINST_ONE.format(tried=found.tried), Tone.LEAD)
        yield from _pairs(knowledge, found)
    told = Paragraph(wording.OPEN_WOULD_DO if found.open else wording.NONE_OPEN)
    yield Section(wording.STILL_OPEN, (told, *_turns(knowledge, found.open)))


def _pairs(knowledge: Knowledge, found: Robustness) -> Iterator[Part]:
    if found.too_many:
        yield Paragraph(wording.PAIRS_NOT_TRIED)
    elif found.pairs_tried and not found.pairs:
        yield Paragraph(wording.TWO_WOULD_NOT.format(tried=found.pairs_tried))
    elif found.pairs:
        yield Paragraph(wording.TWO_WOULD_DO.format(count=len(found.pairs), tried=found.pairs_tried))
        yield from _turns(knowledge, found.pairs)


def _turns(knowledge: Knowledge, turns: tuple[Turn, ...]) -> Iterator[Part]:
    if turns:
        yield listing(_turn(knowledge, turn) for turn in turns[:MOST_SHOWN])
    more = len(turns) - MOST_SHOWN
    if more > 0:
        yield Paragraph(wording.MORE_TURNS.format(more=more), Tone.QUIET)


def _turn(knowledge: Knowledge, turn: Turn) -> str:
    titles = "; ".join(knowledge.meaning(name).title for name in turn.leading)
    outcome = f"{wording.THEN_LEADS} {titles}" if titles else wording.THEN_NOTHING
    away = f" ({wording.FALLS_AWAY} {', '.join(turn.taken_back)})" if turn.taken_back else ""
    return f"{changes_words(turn.changes)}: {outcome}{away}"
