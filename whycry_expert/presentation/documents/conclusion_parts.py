"""The parts of a conclusion for someone in a hard moment: plain words, and no numbers."""

from collections.abc import Collection, Iterable, Iterator

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.model import Direction, HowOpen, Passage
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import (
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
from whycry_expert.presentation.documents.frame import replaced_parts
from whycry_expert.presentation.sentences import (
    because_sentence,
    hedged,
    in_own_words,
    picture_text,
    slot_sentences,
    spoken,
)
from whycry_expert.reasoning.grounds import RuleGround, SideGround, answers_below, sides_of
from whycry_expert.reasoning.questions import OpenQuestion
from whycry_expert.reasoning.report import Report

MAX_QUESTIONS = 3
MAX_OPTIONS = 3
_DIGEST_SHOWN = 12


def story_parts(conclusion: Conclusion) -> Iterator[Part]:
    """Give the story back, as what it is, and say what is to be known of the file."""
    situation, knowledge = conclusion.situation, conclusion.knowledge
    told = tuple(map(str.strip, situation.story.split("\n\n")))
    if any(told):
        yield Section(wording.OWN_WORDS, tuple(Paragraph(in_own_words(text), Tone.OWN) for text in told if text))
    yield from replaced_parts(situation.replaced)
    if situation.written_for and not knowledge.digest.startswith(situation.written_for.lower()):
        written = in_own_words(situation.written_for[:_DIGEST_SHOWN])
        text = wording.OTHER_KNOWLEDGE.format(written=written, digest=knowledge.digest[:_DIGEST_SHOWN])
        yield Paragraph(text, Tone.QUIET)


def picture_parts(report: Report) -> Iterator[Section]:
    """Give the picture, with what the picture itself brings in."""
    yield Section(wording.PICTURE, (Paragraph(picture_sentences(report), Tone.LEAD), *added_parts(report)))


def picture_sentences(report: Report) -> str:
    """Say which picture it is, and how much of it can still change."""
    outlook = report.knowledge.about.outlook
    still_open = ""
    if report.outlook.final:
        still_open = outlook[HowOpen.FINAL]
    elif report.outlook.settled:
        still_open = outlook[HowOpen.SETTLED]
    elif report.early:
        still_open = outlook[HowOpen.EARLY]
    return f"{picture_text(report)} {still_open}".rstrip()


def added_parts(report: Report) -> Iterator[Paragraph]:
    """Give the readings that the picture brings in, unless what was answered speaks against them."""
    for reading in _added(report):
        if reading.meaning not in report.leading:
            yield Paragraph(f"{reading.title}. {report.knowledge.meaning(reading.meaning).says}")


def _added(conclusion: Conclusion) -> list[Reading]:
    return [reading for reading in conclusion.readings if reading.added and reading.certainty >= 0]


def leading_parts(report: Report) -> Iterator[Section]:
    """Give each leading reading: what it means, and what speaks for it and against it."""
    if report.leading:
        leading = map(report.reading, report.leading)
        yield Section(wording.LEADING, tuple(_leading_reading(report, reading) for reading in leading))


def _leading_reading(conclusion: Conclusion, reading: Reading) -> Section:
    return Section(support_text(reading), tuple(_about_leading(conclusion, reading)))


def support_text(reading: Reading) -> str:
    """Give the title of a reading with the support it has."""
    return f"{reading.title} - {wording.SUPPORT[reading.band]}"


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
    told = list(slot_sentences(conclusion.knowledge, answers_below(ground)))
    answers = () if told == [sentence] else (detail(f"{wording.YOU_SAID} {' '.join(told)}"),)
    return Item(hedged(sentence, ground.certainty), answers)


def others_parts(conclusion: Conclusion) -> Iterator[Section]:
    """Give the readings that do not lead, each with its support."""
    rows = tuple(
        Row(reading.band.value, f"{reading.title}{f' ({wording.DISPUTED_BESIDE})' if reading.disputed else ''}")
        for reading in conclusion.readings
        if reading.meaning not in conclusion.leading
    )
    if rows:
        yield Section(wording.OTHERS, (Rows(rows), Paragraph(wording.STEPS, Tone.QUIET)))


def unknown_parts(report: Report, told: int = 0) -> Iterator[Section]:
    """Give the questions that are still open and would matter most; the first ones may be `told` already."""
    if report.outlook.final:
        return
    questions = report.questions[told:MAX_QUESTIONS]
    if questions:
        intro = () if told else (Paragraph(wording.UNKNOWN_INTRO),)
        items = listing(open_question(report, question) for question in questions)
        yield Section(wording.UNKNOWN_ELSE if told else wording.UNKNOWN, (*intro, items))
    elif not told:
        yield Section(wording.UNKNOWN, (Paragraph(wording.NO_OPEN_QUESTION),))


def open_question(report: Report, question: OpenQuestion, options: int = MAX_OPTIONS) -> str:
    """Give a question that is open with the name of its fact; where a part is answered, some options that are not."""
    fact = report.knowledge.facts[question.fact]
    if question.fact not in report.situation.given:
        return f"{fact.question} ({fact.name})"
    labels = [fact.option(name).label for name in question.options[:options]]
    more = ", or another" if len(question.options) > options else ""
    return f"{fact.question} {wording.NOT_SAID} {'; '.join(labels)}{more}? ({fact.name})"


def next_parts(conclusion: Conclusion, told: Collection[str] = ()) -> Iterator[Section]:
    """Give what may help now, apart from advice that is `told` already, and what to keep in mind."""
    advice = [passage for passage in advice_on(conclusion) if passage.text not in told]
    if advice:
        yield Section(wording.NEXT_ELSE if told else wording.NEXT, (_passages(advice),))
    cautions = _all_passages(conclusion, "cautions")
    if cautions:
        yield Section(wording.MIND, (_passages(cautions),))


def advice_on(conclusion: Conclusion) -> list[Passage]:
    """Give all advice that a conclusion comes with, that of what leads first."""
    return _all_passages(conclusion, "advice")


def _all_passages(conclusion: Conclusion, kind: str) -> list[Passage]:
    knowledge = conclusion.knowledge
    shown = dict.fromkeys((*conclusion.leading, *(reading.meaning for reading in _added(conclusion))))
    owners = [*map(knowledge.meaning, shown), knowledge.about]
    return [passage for owner in owners for passage in spoken(getattr(owner, kind), conclusion)]


def _passages(passages: Iterable[Passage]) -> Listing:
    told = {passage.text: passage for passage in passages}
    return Listing(tuple(Item(text, cites=(*said.claims, *said.sources)) for text, said in told.items()))


def limits_parts(report: Report) -> Iterator[Section]:
    """Give the limits, and where to find help while a question of safety is open."""
    about = report.knowledge.about
    help_ = (about.help,) if report.safety_unanswered else ()
    yield Section(wording.LIMITS, tuple(map(Paragraph, (*about.limits, *help_))))
