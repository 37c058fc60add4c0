"""How robust a conclusion is: which single answers, or pairs, would change what leads."""

from collections.abc import Iterator

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.sentences import single_words
from whycry_expert.reasoning.robustness import Robustness, Turn

MOST_SHOWN = 12


def robustness_document(conclusion: Conclusion, robustness: Robustness) -> Document:
    """Write whether one wrong answer, or two, would change what leads, and which open answers would."""
    return framed(conclusion, wording.ROBUST, _blocks(conclusion.knowledge, robustness))


def _blocks(knowledge: Knowledge, found: Robustness) -> Iterator[Piece]:
    titles = [knowledge.meaning(name).title for name in found.leading]
    yield Block(Style.PARAGRAPH, f"{wording.NOW_LEADS} {'; '.join(titles) or wording.NOTHING}.")
    if found.wrong:
        yield Block(Style.LEAD, wording.ONE_WOULD_DO.format(count=len(found.wrong), tried=found.tried))
        yield from _turns(knowledge, found.wrong)
    else:
        yield Block(Style.LEAD, wording.HOLDS_AGAINST_ONE.format(tried=found.tried))
        yield from _pairs(knowledge, found)
    yield Block(Style.HEADING, wording.STILL_OPEN)
    yield Block(Style.PARAGRAPH, wording.OPEN_WOULD_DO if found.open else wording.NONE_OPEN)
    yield from _turns(knowledge, found.open)


def _pairs(knowledge: Knowledge, found: Robustness) -> Iterator[Piece]:
    if not found.pairs_tried:
        yield Block(Style.PARAGRAPH, wording.PAIRS_NOT_TRIED)
    elif not found.pairs:
        yield Block(Style.PARAGRAPH, wording.TWO_WOULD_NOT.format(tried=found.pairs_tried))
    else:
        yield Block(Style.PARAGRAPH, wording.TWO_WOULD_DO.format(count=len(found.pairs), tried=found.pairs_tried))
        yield from _turns(knowledge, found.pairs)


def _turns(knowledge: Knowledge, turns: tuple[Turn, ...]) -> Iterator[Piece]:
    for turn in turns[:MOST_SHOWN]:
        changes = " and ".join(single_words(change) for change in turn.changes)
        titles = "; ".join(knowledge.meaning(name).title for name in turn.leading)
        outcome = f"{wording.THEN_LEADS} {titles}" if titles else wording.THEN_NOTHING
        away = f" ({wording.FALLS_AWAY} {', '.join(turn.taken_back)})" if turn.taken_back else ""
        yield Block(Style.ITEM, f"{changes}: {outcome}{away}")
    more = len(turns) - MOST_SHOWN
    if more > 0:
        yield Block(Style.QUIET, wording.MORE_TURNS.format(more=more))
