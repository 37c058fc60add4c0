"""How two situations differ: answers, firings and conclusions, in two columns."""

from collections.abc import Iterator
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.certainty import points
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style, Table
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.sentences import because_sentence, plain_number, signed, single_sentence, single_words
from whycry_expert.reasoning.difference import Difference, FiringDifference
from whycry_expert.situation.single_answers import SingleAnswer


def what_if_document(difference: Difference) -> Document:
    """Write what would be concluded from changed answers, beside what is concluded now."""
    title = f"{wording.WHAT_IF} {', '.join(single_words(answer.after) for answer in difference.answers) or '-'}"
    blocks: list[Piece] = []
    if not difference.answers:
        blocks.append(Block(Style.LEAD, wording.SAME_ANSWERS))
    blocks += [*answer_blocks(difference), *_conclusions(difference), *_firings(difference)]
    return framed(difference.after, title, blocks)


def why_differ_document(difference: Difference, names: tuple[str, str]) -> Document:
    """Write why two situations ended differently."""
    blocks: list[Piece] = [*_endings(difference, names), *answer_blocks(difference)]
    blocks += [*_decisive(difference), *_conclusions(difference), *_firings(difference)]
    dangerous = difference.before if difference.before.raised else difference.after
    return framed(dangerous, f"{names[0]} | {names[1]}", blocks)


def _endings(difference: Difference, names: tuple[str, str]) -> Iterator[Block]:
    same = set(difference.before.leading) == set(difference.after.leading)
    yield Block(Style.LEAD, wording.SAME_END if same else wording.OTHER_END)
    for name, conclusion in zip(names, (difference.before, difference.after), strict=True):
        yield Block(Style.ITEM, f"{name}: {_leading(conclusion)}")


def _leading(conclusion: Conclusion) -> str:
    titles = [conclusion.knowledge.meaning(name).title for name in conclusion.leading]
    return f"{conclusion.picture.value}; {'; '.join(titles) or 'no reading leads'}"


def answer_blocks(difference: Difference) -> Iterator[Piece]:
    """Give the answers that differ, first those that matter, side by side."""
    knowledge = difference.before.knowledge
    for heading, matters in ((wording.ANSWERS_THAT_MATTER, True), (wording.ANSWERS_WITHOUT_EFFECT, False)):
        rows = tuple(
            (
                _name(answer.before),
                single_sentence(knowledge, answer.before),
                single_sentence(knowledge, answer.after),
            )
            for answer in difference.answers
            if bool(answer.rules) == matters
        )
        if rows:
            yield Block(Style.HEADING, heading)
            yield Table((wording.ANSWER, wording.BEFORE, wording.AFTER), rows)


def _name(single: SingleAnswer) -> str:
    return f"{single.fact}: {single.option}" if single.option else single.fact


def _decisive(difference: Difference) -> Iterator[Block]:
    if difference.decisive:
        yield Block(Style.PARAGRAPH, wording.DECISIVE)
        for answers in difference.decisive:
            yield Block(Style.ITEM, " and ".join(single_words(answer) for answer in answers))
    elif set(difference.before.leading) != set(difference.after.leading):
        yield Block(Style.PARAGRAPH, wording.NOT_DECISIVE.format(size=difference.complete_to))


def _conclusions(difference: Difference) -> Iterator[Piece]:
    yield Block(Style.HEADING, wording.CONCLUSIONS)
    yield from conclusion_blocks(difference)


def conclusion_blocks(
    difference: Difference, columns: tuple[str, str] = (wording.BEFORE, wording.AFTER)
) -> Iterator[Piece]:
    """Give picture, notices and every reading that moves, in two columns."""
    before, after = difference.before, difference.after
    rows = [
        (wording.PICTURE_WORD, before.picture.value, after.picture.value),
        (wording.NOTICES_WORD, ", ".join(before.notices) or "none", ", ".join(after.notices) or "none"),
    ]
    for reading in after.readings:
        old = before.reading(reading.meaning)
        if old.certainty != reading.certainty or (old.meaning in before.leading) != (old.meaning in after.leading):
            rows.append((reading.meaning, _standing(before, old), _standing(after, reading)))
    yield Table(("", *columns), tuple(rows))


def _standing(conclusion: Conclusion, reading: Reading) -> str:
    leads = ", leads" if reading.meaning in conclusion.leading else ""
    return f"{signed(reading.points)} {reading.band.value}{leads}"


def _firings(difference: Difference) -> Iterator[Block]:
    yield Block(Style.HEADING, wording.FIRED_OTHERWISE)
    if not difference.firings:
        yield Block(Style.PARAGRAPH, wording.SAME_FIRINGS)
    yield from firing_blocks(difference)


def firing_blocks(difference: Difference) -> Iterator[Block]:
    """Give every rule that weighs otherwise, with both amounts and the answers that brought it about."""
    findings = {finding.name for finding in difference.before.knowledge.findings}
    for item in difference.firings:
        answers = [_name(answer.before) for answer in difference.answers if item.rule.name in answer.rules]
        fired_in = difference.after if item.after else difference.before
        sentence = because_sentence(fired_in.knowledge, item.rule, fired_in.situation.answers)
        yield Block(Style.ITEM, f"{_what(item)}: {sentence}")
        finding = item.subject in findings
        amounts = f"{_amount(item.before, finding=finding)} -> {_amount(item.after, finding=finding)}"
        told = f"for the finding {item.subject}" if finding else f"{item.rule.direction.value} {item.subject}"
        yield Block(Style.DETAIL, f"{item.rule.name}, {told}: {amounts}; from {', '.join(answers)}")


def _what(item: FiringDifference) -> str:
    if not item.before:
        return wording.FIRES
    if not item.after:
        return wording.NO_LONGER
    return wording.STRONGER if abs(item.after) > abs(item.before) else wording.WEAKER


def _amount(amount: Fraction, *, finding: bool) -> str:
    return plain_number(amount) if finding else signed(points(amount))
