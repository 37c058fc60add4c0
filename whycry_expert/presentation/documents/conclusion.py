"""A conclusion as a document for someone in a hard moment: safety first, plain words, numbers only on request."""

from collections.abc import Iterable, Iterator

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.model import Direction, Passage
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Row, Style
from whycry_expert.presentation.documents.frame import notice_blocks, reminder_blocks
from whycry_expert.presentation.documents.trace import numbers_blocks, trace_blocks
from whycry_expert.presentation.report import Report
from whycry_expert.presentation.sentences import because_sentence, hedged, single_sentence, spoken
from whycry_expert.reasoning.grounds import SideGround, answers_below, sides_of
from whycry_expert.reasoning.questions import OpenQuestion

MAX_QUESTIONS = 3
MAX_OPTIONS = 3
_DIGEST_SHOWN = 12


def conclusion_document(report: Report, *, trace: bool = False) -> Document:
    """Write a report as a document; with `trace`, the readings in numbers and every firing follow."""
    conclusion = report.conclusion
    blocks: list[Block | Row] = [title_block(conclusion), *notice_blocks(conclusion), *story_blocks(conclusion)]
    if conclusion.in_danger and not trace:
        blocks += [*danger_blocks(conclusion), Block(Style.QUIET, wording.ON_REQUEST)]
    else:
        blocks += [*picture_blocks(report), *leading_blocks(report), *_others(conclusion)]
        blocks += [*unknown_blocks(report), *next_blocks(conclusion)]
    if trace:
        blocks += [*numbers_blocks(conclusion), *trace_blocks(conclusion)]
    return (*blocks, *closing_blocks(report))


def _paragraph(text: str) -> Block:
    return Block(Style.PARAGRAPH, text)


def _items(passages: Iterable[Passage]) -> list[Block]:
    told = {passage.text: passage for passage in passages}
    return [Block(Style.ITEM, text, cites=(*said.claims, *said.sources)) for text, said in told.items()]


def danger_blocks(conclusion: Conclusion) -> Iterator[Block]:
    """Say why nothing is read into the tears while someone is in danger."""
    yield from (_paragraph(text) for text in conclusion.knowledge.about.danger)


def title_block(conclusion: Conclusion) -> Block:
    """Give the title: that of the situation, or else that of the knowledge base."""
    return Block(Style.TITLE, conclusion.situation.title or conclusion.knowledge.about.title)


def story_blocks(conclusion: Conclusion) -> Iterator[Block]:
    """Give the story back, and say what is to be known of the file."""
    situation, knowledge = conclusion.situation, conclusion.knowledge
    for paragraph in situation.story.split("\n\n"):
        if paragraph.strip():
            yield Block(Style.QUIET, " ".join(paragraph.split()))
    if situation.replaced:
        yield Block(Style.QUIET, f"{wording.REPLACED} {', '.join(situation.replaced)}.")
    if situation.written_for and not knowledge.digest.startswith(situation.written_for.lower()):
        written = situation.written_for[:_DIGEST_SHOWN]
        text = wording.OTHER_KNOWLEDGE.format(written=written, digest=knowledge.digest[:_DIGEST_SHOWN])
        yield Block(Style.QUIET, text)


def picture_blocks(report: Report) -> Iterator[Block]:
    """Give the picture, with what the picture itself brings in."""
    conclusion = report.conclusion
    yield Block(Style.HEADING, wording.PICTURE)
    yield Block(Style.LEAD, conclusion.knowledge.about.pictures[conclusion.picture])
    for reading in conclusion.readings:
        if reading.added and reading.meaning not in conclusion.leading:
            yield _paragraph(f"{reading.title}. {conclusion.knowledge.meaning(reading.meaning).says}")
    if report.outlook.final and conclusion.leading:
        yield _paragraph(wording.NOTHING_MORE)


def leading_blocks(report: Report) -> Iterator[Block]:
    """Give each leading reading: what it means, and what speaks for it and against it."""
    conclusion = report.conclusion
    if conclusion.leading:
        yield Block(Style.HEADING, wording.LEADING)
    for name in conclusion.leading:
        yield from _leading_reading(report, conclusion.reading(name))


def _leading_reading(report: Report, reading: Reading) -> Iterator[Block]:
    meaning = report.conclusion.knowledge.meaning(reading.meaning)
    yield Block(Style.SUBHEADING, f"{reading.title} - {wording.SUPPORT[reading.band]}")
    yield _paragraph(meaning.says)
    if reading.disputed:
        yield _paragraph(wording.DISPUTED)
    sides = sides_of(report.conclusion, reading.meaning)
    yield _paragraph(wording.SPEAKS_FOR)
    yield from _reasons(report.conclusion, sides, Direction.FOR)
    against = list(_reasons(report.conclusion, sides, Direction.AGAINST))
    yield _paragraph(wording.SPEAKS_AGAINST if against else wording.NOTHING_AGAINST)
    yield from against
    expresses = spoken(meaning.expresses, report.conclusion)
    if expresses:
        yield _paragraph(wording.MEANS_TOO)
        yield from _items(expresses)


def _reasons(conclusion: Conclusion, sides: tuple[SideGround, ...], direction: Direction) -> Iterator[Block]:
    """Give what counts in one direction; where a rule has several ways to hold, also the answers by which it did."""
    for side in sides:
        if side.side.direction is not direction:
            continue
        ground = side.rules[0]
        sentence = because_sentence(conclusion.knowledge, ground.rule, conclusion.situation.answers)
        yield Block(Style.ITEM, hedged(sentence, ground.certainty))
        told = [single_sentence(conclusion.knowledge, single) for single in answers_below(ground)]
        if told != [sentence]:
            yield Block(Style.DETAIL, f"{wording.YOU_SAID} {' '.join(told)}")


def _others(conclusion: Conclusion) -> Iterator[Block | Row]:
    yield Block(Style.HEADING, wording.OTHERS)
    for reading in conclusion.readings:
        if reading.meaning not in conclusion.leading:
            disputed = " (disputed)" if reading.disputed else ""
            yield Row(reading.band.value, f"{reading.title}{disputed}")
    yield Block(Style.QUIET, wording.STEPS)


def unknown_blocks(report: Report) -> Iterator[Block]:
    """Give the questions that are still open and would matter most."""
    if report.outlook.final:
        return
    yield Block(Style.HEADING, wording.UNKNOWN)
    if not report.questions:
        yield _paragraph(wording.NO_OPEN_QUESTION)
        return
    yield _paragraph(wording.UNKNOWN_INTRO)
    for question in report.questions[:MAX_QUESTIONS]:
        yield Block(Style.ITEM, _open_question(report, question))


def _open_question(report: Report, question: OpenQuestion) -> str:
    fact = report.conclusion.knowledge.facts[question.fact]
    if question.fact not in report.conclusion.situation.given:
        return f"{fact.question} ({fact.name})"
    labels = [fact.option(name).label for name in question.options[:MAX_OPTIONS]]
    more = ", or another" if len(question.options) > MAX_OPTIONS else ""
    return f"{fact.question} {wording.NOT_SAID} {'; '.join(labels)}{more}? ({fact.name})"


def next_blocks(conclusion: Conclusion) -> Iterator[Block]:
    """Give what may help now, and what to keep in mind."""
    yield from _passages(wording.NEXT, _all_passages(conclusion, "advice"))
    yield from _passages(wording.MIND, _all_passages(conclusion, "cautions"))


def _all_passages(conclusion: Conclusion, kind: str) -> list[Passage]:
    knowledge = conclusion.knowledge
    shown = [*conclusion.leading, *(reading.meaning for reading in conclusion.readings if reading.added)]
    owners = [*(knowledge.meaning(name) for name in dict.fromkeys(shown)), knowledge.about]
    return [passage for owner in owners for passage in spoken(getattr(owner, kind), conclusion)]


def _passages(heading: str, passages: list[Passage]) -> Iterator[Block]:
    if passages:
        yield Block(Style.HEADING, heading)
        yield from _items(passages)


def closing_blocks(report: Report) -> Iterator[Block]:
    """Give the limits, and once more what matters most."""
    yield Block(Style.HEADING, wording.LIMITS)
    yield from (_paragraph(text) for text in report.conclusion.knowledge.about.limits)
    yield from reminder_blocks(report.conclusion)
    if report.safety_unanswered:
        yield _paragraph(report.conclusion.knowledge.about.help)
