"""Why one reading leads rather than another, and what would have made the other lead."""

from collections.abc import Iterator

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, points
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.documents.why import cited_blocks, rule_blocks, sum_text
from whycry_expert.presentation.sentences import because_sentence, single_sentence, single_words
from whycry_expert.reasoning.contrast import Contrast
from whycry_expert.reasoning.near_misses import Lack, Lacking, NearMiss
from whycry_expert.reasoning.repairs import MOST_CHANGES, Repairs
from whycry_expert.situation.single_answers import singles_in

MOST_MISSES = 2
MOST_SETS = 5


def why_not_document(contrast: Contrast) -> Document:
    """Write why the foil does not lead: lines without evidence, what speaks against it, and the smallest repairs."""
    blocks = [*_against_what(contrast), *_empty(contrast), *_against(contrast), *_repairs(contrast)]
    rules = [
        *(miss.rule for line in contrast.empty for miss in line.misses[:MOST_MISSES]),
        *(side.rules[0].rule for side in contrast.against),
    ]
    return framed(
        contrast.conclusion,
        f"{wording.WHY_NOT} {contrast.foil.title}",
        (*blocks, *cited_blocks(contrast.conclusion.knowledge, rules)),
    )


def _against_what(contrast: Contrast) -> Iterator[Block]:
    conclusion, foil = contrast.conclusion, contrast.foil
    if contrast.leads:
        yield Block(Style.LEAD, wording.LEADS_AFTER_ALL)
    elif not conclusion.leading:
        yield Block(Style.LEAD, wording.NONE_REACHES.format(points=points(LEADING_MINIMUM)))
    else:
        yield Block(Style.LEAD, wording.OTHERS_LEAD)
        for name in conclusion.leading:
            leading = conclusion.reading(name)
            yield Block(Style.ITEM, f"{leading.title} ({name}): {sum_text(leading)}")
    yield Block(Style.PARAGRAPH, f"{foil.title} ({foil.meaning}): {sum_text(foil)}; {wording.SUPPORT[foil.band]}.")


def _empty(contrast: Contrast) -> Iterator[Block]:
    if contrast.empty:
        yield Block(Style.HEADING, wording.EMPTY_LINES)
    for line in contrast.empty:
        yield Block(Style.SUBHEADING, line.line.title)
        for miss in line.misses[:MOST_MISSES]:
            yield from _miss(contrast.conclusion, miss)


def _miss(conclusion: Conclusion, miss: NearMiss) -> Iterator[Block]:
    rule = miss.rule
    sentence = because_sentence(conclusion.knowledge, rule, conclusion.situation.answers)
    yield Block(Style.ITEM, f"{sentence} ({rule.name}, {rule.strength}) {wording.LACKS}")
    for lack in miss.lacks:
        yield Block(Style.ITEM, _lack(conclusion, lack), 1)


def _lack(conclusion: Conclusion, lack: Lack) -> str:
    fact = conclusion.knowledge.facts[lack.fact]
    through = f", for {' and '.join(lack.through)}" if lack.through else ""
    told = f"{lack.kind.value}{through}: {fact.question} ({lack.test})"
    if lack.kind is not Lacking.OTHERWISE:
        return told
    singles = singles_in({lack.fact: conclusion.situation.answers[lack.fact]})
    tested = [single for single in singles if not single.option or single.option in lack.options]
    return f"{told} {' '.join(single_sentence(conclusion.knowledge, single) for single in tested)}"


def _against(contrast: Contrast) -> Iterator[Block]:
    if contrast.against:
        yield Block(Style.HEADING, wording.SPEAK_AGAINST)
    for side in contrast.against:
        yield from rule_blocks(contrast.conclusion, side.rules[0], 0, line=side.line.name)


def _repairs(contrast: Contrast) -> Iterator[Piece]:
    if contrast.leads:
        return
    yield Block(Style.HEADING, wording.REPAIRS)
    yield from _sets(contrast, contrast.filling_in, wording.FILLING_IN, wording.NO_FILLING_IN)
    if contrast.changing.complete_to or contrast.changing.sets:
        yield from _sets(contrast, contrast.changing, wording.CHANGING, wording.NO_CHANGING)
    yield Block(Style.QUIET, wording.REPAIR_LIMIT.format(most=MOST_CHANGES))


def _sets(contrast: Contrast, repairs: Repairs, some: str, none: str) -> Iterator[Block]:
    knowledge = contrast.conclusion.knowledge
    if not repairs.sets:
        yield Block(Style.PARAGRAPH, none.format(size=repairs.complete_to))
        return
    yield Block(Style.PARAGRAPH, some)
    for changes in repairs.sets[:MOST_SETS]:
        yield Block(Style.ITEM, " and ".join(single_words(change) for change in changes))
        for change in changes:
            yield Block(Style.DETAIL, single_sentence(knowledge, change))
    more = len(repairs.sets) - MOST_SETS
    if more > 0:
        yield Block(Style.QUIET, wording.MORE_SETS.format(more=more))
