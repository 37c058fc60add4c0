"""How a reading was reached, as a tree: its lines, the rules in them, the findings below, and the answers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.certainty import STRENGTHS, band_of, points
from whycry_expert.knowledge.model import Direction, Knowledge, Rule
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.sentences import (
    because_sentence,
    hedged,
    plain_number,
    signed,
    single_sentence,
)
from whycry_expert.reasoning.grounds import AnswerGround, FindingGround, ReadingGrounds, RuleGround, SideGround, Weight
from whycry_expert.situation.single_answers import singles_in


def why_document(conclusion: Conclusion, readings: Iterable[ReadingGrounds]) -> Document:
    """Write how some readings were reached, with the claims and sources that their rules cite at the end."""
    told = tuple(readings)
    blocks: list[Piece] = []
    if not told:
        blocks.append(Block(Style.PARAGRAPH, wording.NOTHING_LEADS))
    for grounds in told:
        blocks.append(Block(Style.HEADING, f"{grounds.reading.title} ({grounds.reading.meaning})"))
        blocks += reading_pieces(conclusion, grounds)
    blocks += cited_blocks(conclusion.knowledge, (rule for grounds in told for rule in _rules_in(grounds)))
    return framed(conclusion, conclusion.situation.title or conclusion.knowledge.about.title, blocks)


def sum_text(reading: Reading) -> str:
    """Write the points of a reading: those for it, those against it, and what they add up to."""
    parts = []
    for direction in Direction:
        weights = [abs(side.points) for side in reading.sides(direction)]
        if weights:
            total = f" = {sum(weights, Decimal(0))}" if len(weights) > 1 else ""
            parts.append(f"{direction.value} {' + '.join(map(str, weights))}{total}")
    return f"{'; '.join(parts) or 'nothing speaks for or against it'}; net {signed(reading.points)} points"


def reading_pieces(conclusion: Conclusion, grounds: ReadingGrounds) -> Iterator[Piece]:
    """Write how one reading was reached: its points, each line down to the answers, and what it hangs on."""
    reading = grounds.reading
    leads = wording.LEADS if reading.meaning in conclusion.leading else wording.DOES_NOT_LEAD
    yield Block(Style.LEAD, f"{leads} {wording.band_with_range(reading.band)}.")
    yield Block(Style.PARAGRAPH, f"{sum_text(reading)}. Certainty {float(reading.certainty):+.3f}, no probability.")
    for side in grounds.sides:
        yield from _side(conclusion, side)
    yield from _weights(conclusion, wording.RESTS_ON, grounds.rests_on)
    yield from _weights(conclusion, wording.HELD_BACK, grounds.held_back_by)


def _side(conclusion: Conclusion, ground: SideGround) -> Iterator[Block]:
    yield Block(Style.SUBHEADING, f"{ground.line.title}: {signed(ground.side.points)}")
    for rule in ground.rules:
        yield from rule_blocks(conclusion, rule, 0, line=ground.line.name)


def rule_blocks(conclusion: Conclusion, ground: RuleGround, depth: int, line: str = "") -> Iterator[Block]:
    """Write a rule that fired with its arithmetic and all that it matched."""
    rule = ground.rule
    mark = "" if ground.counted else f"{wording.NOT_COUNTED} "
    sentence = because_sentence(conclusion.knowledge, rule, conclusion.situation.answers)
    yield Block(Style.ITEM, f"{mark}{hedged(sentence, ground.certainty)}", depth)
    yield Block(Style.DETAIL, _arithmetic(ground, line), depth, (*rule.claims, *rule.sources))
    if ground.counted:
        yield Block(Style.DETAIL, f"why this is a reason: {rule.why}", depth)
    for below in ground.grounds:
        if isinstance(below, AnswerGround):
            yield from _answer(conclusion, below, depth + 1)
        else:
            yield from _finding(conclusion, below, depth + 1)


def _arithmetic(ground: RuleGround, line: str) -> str:
    rule = ground.rule
    product = f"{rule.strength} {plain_number(STRENGTHS[rule.strength])} x {plain_number(ground.certainty)}"
    size = f"{product} = {plain_number(abs(ground.amount))}"
    if not line:
        return f"rule {rule.name}: {size}"
    side = "" if rule.direction is Direction.FOR else ", against"
    return f"rule {rule.name} in the line {line}{side}: {size}, that is {signed(points(ground.amount))} points"


def _answer(conclusion: Conclusion, ground: AnswerGround, depth: int) -> Iterator[Block]:
    sentences = " ".join(single_sentence(conclusion.knowledge, single) for single in ground.singles)
    yield Block(Style.ITEM, f"You answered: {sentences}", depth)
    yield Block(Style.DETAIL, f"{ground.test}: {plain_number(ground.certainty)}", depth)


def _finding(conclusion: Conclusion, ground: FindingGround, depth: int) -> Iterator[Block]:
    yield Block(Style.ITEM, f"From this it follows: {ground.finding.says}", depth)
    text = f"finding {ground.finding.name}: {plain_number(ground.support)}, that of its strongest rule"
    yield Block(Style.DETAIL, text, depth)
    for rule in ground.rules:
        yield from rule_blocks(conclusion, rule, depth + 1)


def _weights(conclusion: Conclusion, heading: str, weights: tuple[Weight, ...]) -> Iterator[Piece]:
    if not weights:
        return
    yield Block(Style.PARAGRAPH, heading)
    singles = {single.place: single for single in singles_in(conclusion.situation.answers)}
    for weight in weights:
        told = [
            single for single in singles.values() if single.fact == weight.fact and weight.option in ("", single.option)
        ]
        sentences = " ".join(single_sentence(conclusion.knowledge, single) for single in told)
        yield Block(Style.ITEM, f"{sentences} {_without(weight.without)}")


def _without(certainty: Fraction) -> str:
    return f"(without it {signed(points(certainty))} points: {wording.SUPPORT[band_of(certainty)]})"


def _rules_in(grounds: ReadingGrounds) -> Iterator[Rule]:
    def below(rule: RuleGround) -> Iterator[Rule]:
        yield rule.rule
        for ground in rule.grounds:
            if isinstance(ground, FindingGround):
                for inner in ground.rules:
                    yield from below(inner)

    for side in grounds.sides:
        for rule in side.rules:
            yield from below(rule)


def cited_blocks(knowledge: Knowledge, rules: Iterable[Rule]) -> Iterator[Piece]:
    """Give the text of every claim and source that some rules cite, in the order of the knowledge base."""
    cited = {name for rule in rules for name in (*rule.claims, *rule.sources)}
    if not cited:
        return
    yield Block(Style.HEADING, wording.CITED)
    for name, claim in knowledge.claims.items():
        if name in cited:
            yield Block(Style.ITEM, f"{name} ({claim.kind}): {claim.text}")
    for name, text in knowledge.sources.items():
        if name in cited:
            yield Block(Style.ITEM, f"{name}: {text}")
