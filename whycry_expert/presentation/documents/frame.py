"""What stands around everything that is told of a situation: safety first, and once more at the end."""

from collections.abc import Iterable, Iterator

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.model import Notice
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style


def framed(conclusion: Conclusion, title: str, blocks: Iterable[Piece]) -> Document:
    """Put a title, the notices that were raised and the reminder of the most urgent around blocks."""
    return (Block(Style.TITLE, title), *notice_blocks(conclusion), *blocks, *reminder_blocks(conclusion))


def notice_blocks(conclusion: Conclusion) -> Iterator[Block]:
    """Give the notices in full, the most urgent first."""
    if conclusion.raised:
        yield Block(Style.HEADING, wording.FIRST)
    for notice in conclusion.raised:
        yield from one_notice(notice)


def one_notice(notice: Notice) -> Iterator[Block]:
    """Give a notice in full."""
    yield Block(Style.NOTICE, notice.title)
    yield Block(Style.LEAD, notice.first)
    *says, last = notice.says
    yield from (Block(Style.PARAGRAPH, text) for text in says)
    yield Block(Style.PARAGRAPH, last, cites=(*notice.claims, *notice.sources))


def reminder_blocks(conclusion: Conclusion) -> Iterator[Block]:
    """Give the first line of the most urgent notice once more."""
    if conclusion.raised:
        yield Block(Style.PARAGRAPH, wording.REMINDER)
        yield Block(Style.LEAD, conclusion.raised[0].first)
