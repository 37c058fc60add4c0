"""How a reading was reached, as a tree: its lines, the rules in them, the findings below, and the answers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.answer import slots_in
from whycry_expert.knowledge.certainty import STRENGTHS, band_of, points
from whycry_expert.knowledge.model import Direction, Knowledge, Rule
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Item, Listing, Paragraph, Part, Section, Tone, detail, listing
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.sentences import (
    because_sentence,
    hedged,
    plain_number,
    signed,
    slot_sentences,
)
from whycry_expert.reasoning.grounds import AnswerGround, FindingGround, Influence, ReadingGrounds, RuleGround, rules_in


def why_document(gated: Gated[tuple[ReadingGrounds, ...]]) -> Document:
    """Write how some readings were reached, with the claims and sources that their rules cite at the end."""
    return framed(gated, lambda readings: _parts(gated.conclusions[0], readings))


def _parts(conclusion: Conclusion, readings: tuple[ReadingGrounds, ...]) -> Iterator[Part]:
    if not readings:
        yield Paragraph(wording.NOTHING_LEADS)
    for grounds in readings:
        heading = f"{grounds.reading.title} ({grounds.reading.meaning})"
        yield Section(heading, tuple(reading_parts(conclusion, grounds)))
    yield from cited_sections(conclusion.knowledge, (rule for grounds in readings for rule in rules_in(grounds)))


def sum_text(reading: Reading) -> str:
    """Write the points of a reading: those for it, those against it, and what they add up to."""
    parts = []
    for direction in Direction:
        magnitudes = [abs(side.points) for side in reading.sides(direction)]
        if magnitudes:
            total = f" = {sum(magnitudes, Decimal(0))}" if len(magnitudes) > 1 else ""
            parts.append(f"{direction.value} {' + '.join(map(str, magnitudes))}{total}")
    return f"{'; '.join(parts) or 'nothing speaks for or against it'}; net {signed(reading.points)} points"


def reading_parts(conclusion: Conclusion, grounds: ReadingGrounds) -> Iterator[Part]:
    """Write how one reading was reached: its points, each line down to the answers, and what it hangs on."""
    reading = grounds.reading
    leads = wording.LEADS if reading.meaning in conclusion.leading else wording.DOES_NOT_LEAD
    yield Paragraph(f"{leads} {wording.band_with_range(reading.band)}.", Tone.LEAD)
    yield Paragraph(f"{sum_text(reading)}. Certainty {float(reading.certainty):+.3f}, no probability.")
    shown: set[str] = set()
    for ground in grounds.sides:
        rules = (rule_item(conclusion, rule, shown, line=ground.line.name) for rule in ground.rules)
        yield Section(f"{ground.line.title}: {signed(ground.side.points)}", (Listing(tuple(rules)),))
    yield from _influences(conclusion, wording.RESTS_ON, grounds.rests_on)
    yield from _influences(conclusion, wording.HELD_BACK, grounds.held_back_by)


def rule_item(conclusion: Conclusion, ground: RuleGround, shown: set[str], line: str = "") -> Item:
    """Write a rule that fired with its arithmetic and all that it matched.

    Findings in `shown` stand above already, and are only referred to; those that are written now join them.
    """
    rule = ground.rule
    mark = "" if ground.counted else f"{wording.NOT_COUNTED} "
    sentence = because_sentence(conclusion.knowledge, rule, conclusion.situation.answers)
    arithmetic = detail(_arithmetic(ground, line), *rule.claims, *rule.sources)
    why = (detail(f"why this is a reason: {rule.why}"),) if ground.counted else ()
    return Item(
        f"{mark}{hedged(sentence, ground.certainty)}",
        (arithmetic, *why),
        tuple(
            _answer(conclusion, below) if isinstance(below, AnswerGround) else _finding(conclusion, below, shown)
            for below in ground.grounds
        ),
    )


def _arithmetic(ground: RuleGround, line: str) -> str:
    rule = ground.rule
    product = f"{rule.strength} {plain_number(STRENGTHS[rule.strength])} x {plain_number(ground.certainty)}"
    size = f"{product} = {plain_number(abs(ground.amount))}"
    if not line:
        return f"rule {rule.name}: {size}"
    side = "" if rule.direction is Direction.FOR else ", against"
    return f"rule {rule.name} in the line {line}{side}: {size}, that is {signed(points(ground.amount))} points"


def _answer(conclusion: Conclusion, ground: AnswerGround) -> Item:
    sentences = " ".join(slot_sentences(conclusion.knowledge, ground.answers))
    return Item(f"You answered: {sentences}", (detail(f"{ground.test}: {plain_number(ground.certainty)}"),))


def _finding(conclusion: Conclusion, ground: FindingGround, shown: set[str]) -> Item:
    is_new = ground.finding.name not in shown
    shown.add(ground.finding.name)
    where = "that of its strongest rule" if is_new else "as above"
    text = f"finding {ground.finding.name}: {plain_number(ground.support)}, {where}"
    rules = tuple(rule_item(conclusion, rule, shown) for rule in ground.rules) if is_new else ()
    return Item(f"From this it follows: {ground.finding.says}", (detail(text),), rules)


def _influences(conclusion: Conclusion, heading: str, influences: tuple[Influence, ...]) -> Iterator[Part]:
    if influences:
        yield Paragraph(heading)
        yield listing(_influence(conclusion, influence) for influence in influences)


def _influence(conclusion: Conclusion, influence: Influence) -> str:
    given = slots_in({influence.fact: conclusion.situation.answers[influence.fact]})
    moving = {slot: answer for slot, answer in given.items() if influence.option in ("", slot[1])}
    told = slot_sentences(conclusion.knowledge, moving)
    return f"{' '.join(told)} {_without(influence.without)}"


def _without(certainty: Fraction) -> str:
    return f"(without it {signed(points(certainty))} points: {wording.SUPPORT[band_of(certainty)]})"


def cited_sections(knowledge: Knowledge, rules: Iterable[Rule]) -> Iterator[Section]:
    """Give the text of every claim and source that some rules cite, in the order of the knowledge base."""
    cited = {name for rule in rules for name in (*rule.claims, *rule.sources)}
    claims = [f"{name} ({claim.kind}): {claim.text}" for name, claim in knowledge.claims.items() if name in cited]
    sources = [f"{name}: {text}" for name, text in knowledge.sources.items() if name in cited]
    if cited:
        yield Section(wording.CITED, (listing((*claims, *sources)),))
