"""A conclusion as a document for someone in a hard moment: safety first, plain words, numbers only on request."""

from collections.abc import Iterable, Iterator

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.model import Direction, Passage
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import (
    Document,
    Item,
    Listing,
    Paragraph,
    Part,
    Row,
    Rows,
    Section,
    Tone,
    detail,
    listing,
)
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.documents.trace import numbers_section, trace_section
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.report import Report
from whycry_expert.presentation.sentences import because_sentence, hedged, single_sentence, spoken
from whycry_expert.reasoning.grounds import RuleGround, SideGround, answers_below, sides_of
from whycry_expert.reasoning.questions import OpenQuestion

MAX_QUESTIONS = 3
MAX_OPTIONS = 3
_DIGEST_SHOWN = 12


def conclusion_document(report: Report, *, trace: bool = False, on_request: str = wording.ON_REQUEST) -> Document:
    """Write a report as a document; with `trace`, the readings in numbers and every firing follow."""
    gated = gated_report(report, trace=trace, on_request=on_request)
    return framed(
        gated,
        lambda found: _parts(found, trace=trace),
        opening=story_parts(report.conclusion),
        closing=limits_parts(report),
    )


def gated_report(report: Report, *, trace: bool, on_request: str) -> Gated[Report]:
    """Put a report behind the gate."""
    return Gated((report.conclusion,), lambda: report, trace=trace, on_request=on_request)


def _parts(report: Report, *, trace: bool) -> Iterator[Section]:
    conclusion = report.conclusion
    yield from (*picture_parts(report), *leading_parts(report), _others(conclusion))
    yield from (*unknown_parts(report), *next_parts(conclusion))
    if trace:
        yield from (numbers_section(conclusion), trace_section(conclusion))


def story_parts(conclusion: Conclusion) -> Iterator[Paragraph]:
    """Give the story back, and say what is to be known of the file."""
    situation, knowledge = conclusion.situation, conclusion.knowledge
    for paragraph in situation.story.split("\n\n"):
        if paragraph.strip():
            yield Paragraph(" ".join(paragraph.split()), Tone.QUIET)
    if situation.replaced:
        yield Paragraph(f"{wording.REPLACED} {', '.join(situation.replaced)}.", Tone.QUIET)
    if situation.written_for and not knowledge.digest.startswith(situation.written_for.lower()):
        written = situation.written_for[:_DIGEST_SHOWN]
        text = wording.OTHER_KNOWLEDGE.format(written=written, digest=knowledge.digest[:_DIGEST_SHOWN])
        yield Paragraph(text, Tone.QUIET)


def picture_parts(report: Report) -> Iterator[Section]:
    """Give the picture, with what the picture itself brings in."""
    conclusion = report.conclusion
    told = [Paragraph(conclusion.knowledge.about.pictures[conclusion.picture], Tone.LEAD)]
    added = [reading for reading in conclusion.readings if reading.added and reading.meaning not in conclusion.leading]
    told += [Paragraph(f"{reading.title}. {conclusion.knowledge.meaning(reading.meaning).says}") for reading in added]
    if report.outlook.final and conclusion.leading:
        told.append(Paragraph(wording.NOTHING_MORE))
    yield Section(wording.PICTURE, tuple(told))


def leading_parts(report: Report) -> Iterator[Section]:
    """Give each leading reading: what it means, and what speaks for it and against it."""
    conclusion = report.conclusion
    if conclusion.leading:
        leading = map(conclusion.reading, conclusion.leading)
        yield Section(wording.LEADING, tuple(_leading_reading(conclusion, reading) for reading in leading))


def _leading_reading(conclusion: Conclusion, reading: Reading) -> Section:
    heading = f"{reading.title} - {wording.SUPPORT[reading.band]}"
    return Section(heading, tuple(_about_leading(conclusion, reading)))


def _about_leading(conclusion: Conclusion, reading: Reading) -> Iterator[Part]:
    meaning = conclusion.knowledge.meaning(reading.meaning)
    yield Paragraph(meaning.says)
    if reading.disputed:
        yield Paragraph(wording.DISPUTED)
    sides = sides_of(conclusion, reading.meaning)
    yield Paragraph(wording.SPEAKS_FOR)
    yield _reasons(conclusion, sides, Direction.FOR)
    against = _reasons(conclusion, sides, Direction.AGAINST)
    if against.items:
        yield Paragraph(wording.SPEAKS_AGAINST)
        yield against
    else:
        yield Paragraph(wording.NOTHING_AGAINST)
    expresses = spoken(meaning.expresses, conclusion)
    if expresses:
        yield Paragraph(wording.MEANS_TOO)
        yield _passages(expresses)


def _reasons(conclusion: Conclusion, sides: tuple[SideGround, ...], direction: Direction) -> Listing:
    """Give what counts in one direction; where a rule has several ways to hold, also the answers by which it did."""
    counted = [side.rules[0] for side in sides if side.side.direction is direction]
    return Listing(tuple(_reason(conclusion, ground) for ground in counted))


def _reason(conclusion: Conclusion, ground: RuleGround) -> Item:
    sentence = because_sentence(conclusion.knowledge, ground.rule, conclusion.situation.answers)
    told = [single_sentence(conclusion.knowledge, single) for single in answers_below(ground)]
    answers = () if told == [sentence] else (detail(f"{wording.YOU_SAID} {' '.join(told)}"),)
    return Item(hedged(sentence, ground.certainty), answers)


def _others(conclusion: Conclusion) -> Section:
    rows = tuple(
        Row(reading.band.value, f"{reading.title}{' (disputed)' if reading.disputed else ''}")
        for reading in conclusion.readings
        if reading.meaning not in conclusion.leading
    )
    return Section(wording.OTHERS, (Rows(rows), Paragraph(wording.STEPS, Tone.QUIET)))


def unknown_parts(report: Report) -> Iterator[Section]:
    """Give the questions that are still open and would matter most."""
    if report.outlook.final:
        return
    told: tuple[Part, ...] = (Paragraph(wording.NO_OPEN_QUESTION),)
    if report.questions:
        questions = listing(_open_question(report, question) for question in report.questions[:MAX_QUESTIONS])
        told = (Paragraph(wording.UNKNOWN_INTRO), questions)
    yield Section(wording.UNKNOWN, told)


def _open_question(report: Report, question: OpenQuestion) -> str:
    fact = report.conclusion.knowledge.facts[question.fact]
    if question.fact not in report.conclusion.situation.given:
        return f"{fact.question} ({fact.name})"
    labels = [fact.option(name).label for name in question.options[:MAX_OPTIONS]]
    more = ", or another" if len(question.options) > MAX_OPTIONS else ""
    return f"{fact.question} {wording.NOT_SAID} {'; '.join(labels)}{more}? ({fact.name})"


def next_parts(conclusion: Conclusion) -> Iterator[Section]:
    """Give what may help now, and what to keep in mind."""
    for heading, kind in ((wording.NEXT, "advice"), (wording.MIND, "cautions")):
        passages = _all_passages(conclusion, kind)
        if passages:
            yield Section(heading, (_passages(passages),))


def _all_passages(conclusion: Conclusion, kind: str) -> list[Passage]:
    knowledge = conclusion.knowledge
    shown = [*conclusion.leading, *(reading.meaning for reading in conclusion.readings if reading.added)]
    owners = [*(knowledge.meaning(name) for name in dict.fromkeys(shown)), knowledge.about]
    return [passage for owner in owners for passage in spoken(getattr(owner, kind), conclusion)]


def _passages(passages: Iterable[Passage]) -> Listing:
    told = {passage.text: passage for passage in passages}
    return Listing(tuple(Item(text, cites=(*said.claims, *said.sources)) for text, said in told.items()))


def limits_parts(report: Report) -> Iterator[Section]:
    """Give the limits, and where to find help while a question of safety is open."""
    about = report.conclusion.knowledge.about
    help_ = (about.help,) if report.safety_unanswered else ()
    yield Section(wording.LIMITS, tuple(map(Paragraph, (*about.limits, *help_))))
