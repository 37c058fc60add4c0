"""Why one reading leads rather than another, and what would have made the other lead."""

from collections.abc import Iterator

from whycry_expert.enumeration import all_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.answer import Changes, slots_in
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, points
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Item, Listing, Paragraph, Part, Section, Tone, detail, listing
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.documents.why import cited_sections, rule_item, sum_text
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.sentences import because_sentence, changes_words, slot_sentences
from whycry_expert.reasoning.changed_answers import SmallestSets
from whycry_expert.reasoning.contrast import Contrast
from whycry_expert.reasoning.near_misses import Lack, Lacking, NearMiss
from whycry_expert.reasoning.repairs import MOST_CHANGES

MOST_MISSES = 2
MOST_SETS = 5


def why_not_document(gated: Gated[Contrast]) -> Document:
    """Write why the foil does not lead: lines without evidence, what speaks against it, and the smallest repairs."""
    return framed(gated, _parts, lambda contrast: f"{wording.WHY_NOT} {contrast.foil.title}")


def _parts(contrast: Contrast) -> Iterator[Part]:
    yield from _against_what(contrast)
    yield from _empty(contrast)
    yield from _against(contrast)
    yield from _repairs(contrast)
    rules = [
        *(miss.rule for line in contrast.empty for miss in line.misses[:MOST_MISSES]),
        *(side.rules[0].rule for side in contrast.against),
    ]
    yield from cited_sections(contrast.conclusion.knowledge, rules)


def _against_what(contrast: Contrast) -> Iterator[Part]:
    conclusion, foil = contrast.conclusion, contrast.foil
    if contrast.leads:
        yield Paragraph(wording.LEADS_AFTER_ALL, Tone.LEAD)
    elif not conclusion.leading:
        yield Paragraph(wording.NONE_REACHES.format(points=points(LEADING_MINIMUM)), Tone.LEAD)
    else:
        yield Paragraph(wording.OTHERS_LEAD, Tone.LEAD)
        leading = map(conclusion.reading, conclusion.leading)
        yield listing(f"{reading.title} ({reading.meaning}): {sum_text(reading)}" for reading in leading)
    yield Paragraph(f"{foil.title} ({foil.meaning}): {sum_text(foil)}; {wording.SUPPORT[foil.band]}.")


def _empty(contrast: Contrast) -> Iterator[Section]:
    lines = tuple(
        Section(
            line.line.title, (Listing(tuple(_miss(contrast.conclusion, miss) for miss in line.misses[:MOST_MISSES])),)
        )
        for line in contrast.empty
    )
    if lines:
        yield Section(wording.EMPTY_LINES, lines)


def _miss(conclusion: Conclusion, miss: NearMiss) -> Item:
    rule = miss.rule
    sentence = because_sentence(conclusion.knowledge, rule, conclusion.situation.answers)
    lacks = tuple(Item(_lack(conclusion, lack)) for lack in miss.lacks)
    return Item(f"{sentence} ({rule.name}, {rule.strength}) {wording.LACKS}", items=lacks)


def _lack(conclusion: Conclusion, lack: Lack) -> str:
    fact = conclusion.knowledge.facts[lack.fact]
    through = f", for {all_of(lack.through)}" if lack.through else ""
    told = f"{lack.kind.value}{through}: {fact.question} ({lack.test})"
    if lack.kind is not Lacking.OTHERWISE:
        return told
    given = slots_in({lack.fact: conclusion.situation.answers[lack.fact]})
    tested = {slot: answer for slot, answer in given.items() if not slot[1] or slot[1] in lack.options}
    return f"{told} {' '.join(slot_sentences(conclusion.knowledge, tested))}"


def _against(contrast: Contrast) -> Iterator[Section]:
    shown: set[str] = set()
    rules = tuple(
        rule_item(contrast.conclusion, side.rules[0], shown, line=side.line.name) for side in contrast.against
    )
    if rules:
        yield Section(wording.SPEAK_AGAINST, (Listing(rules),))


def _repairs(contrast: Contrast) -> Iterator[Section]:
    if contrast.leads:
        return
    told = [*_sets(contrast, contrast.filling_in, wording.FILLING_IN, wording.NO_FILLING_IN)]
    if contrast.changing.complete_to or contrast.changing.sets:
        told += _sets(contrast, contrast.changing, wording.CHANGING, wording.NO_CHANGING)
    limit = Paragraph(wording.REPAIR_LIMIT.format(most=MOST_CHANGES), Tone.QUIET)
    yield Section(wording.REPAIRS, (*told, limit))


def _sets(contrast: Contrast, repairs: SmallestSets, some: str, none: str) -> Iterator[Part]:
    if not repairs.sets:
        yield Paragraph(none.format(size=repairs.complete_to))
        return
    yield Paragraph(some)
    yield Listing(tuple(_set(contrast, changes) for changes in repairs.sets[:MOST_SETS]))
    more = len(repairs.sets) - MOST_SETS
    if more > 0:
        yield Paragraph(wording.MORE_SETS.format(more=more), Tone.QUIET)


def _set(contrast: Contrast, changes: Changes) -> Item:
    return Item(changes_words(changes), tuple(map(detail, slot_sentences(contrast.conclusion.knowledge, changes))))
