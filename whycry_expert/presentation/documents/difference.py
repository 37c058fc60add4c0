"""How two situations differ: answers, firings and conclusions, in two columns."""

from collections.abc import Iterator
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.certainty import points
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import (
    Document,
    Item,
    Listing,
    Paragraph,
    Part,
    Section,
    Table,
    Tone,
    detail,
    listing,
)
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.sentences import (
    because_sentence,
    changes_words,
    plain_number,
    signed,
    slot_name,
    slot_sentence,
    slot_words,
)
from whycry_expert.reasoning.difference import Difference, FiringDifference


def what_if_document(gated: Gated[Difference]) -> Document:
    """Write what would be concluded from changed answers, beside what is concluded now."""
    return framed(gated, _what_if, _what_if_title)


def _what_if_title(difference: Difference) -> str:
    return (
        f"{wording.WHAT_IF} {', '.join(slot_words(answer.slot, answer.after) for answer in difference.answers) or '-'}"
    )


def _what_if(difference: Difference) -> Iterator[Part]:
    if not difference.answers:
        yield Paragraph(wording.SAME_ANSWERS, Tone.LEAD)
    columns = wording.BEFORE, wording.AFTER
    yield from _answers(difference, columns)
    yield from _ends(difference, columns)


def why_differ_document(gated: Gated[Difference], names: tuple[str, str]) -> Document:
    """Write why two situations ended differently."""
    return framed(gated, lambda difference: _why_differ(difference, names), " | ".join(names))


def _why_differ(difference: Difference, names: tuple[str, str]) -> Iterator[Part]:
    same = set(difference.before.leading) == set(difference.after.leading)
    yield Paragraph(wording.SAME_END if same else wording.OTHER_END, Tone.LEAD)
    both = zip(names, (difference.before, difference.after), strict=True)
    yield listing(f"{name}: {_leading(conclusion)}" for name, conclusion in both)
    yield from _answers(difference, names)
    yield from _decisive(difference)
    yield from _ends(difference, names)


def _leading(conclusion: Conclusion) -> str:
    titles = [conclusion.knowledge.meaning(name).title for name in conclusion.leading]
    return f"{conclusion.picture.value}; {'; '.join(titles) or 'no reading leads'}"


def _answers(difference: Difference, columns: tuple[str, str]) -> Iterator[Section]:
    """Set the answers that differ side by side: a section of those that made a rule weigh otherwise, then the rest."""
    knowledge = difference.before.knowledge
    for heading, matters in ((wording.ANSWERS_THAT_MATTER, True), (wording.ANSWERS_WITHOUT_EFFECT, False)):
        rows = tuple(
            (
                slot_name(answer.slot),
                *(slot_sentence(knowledge, answer.slot, side) for side in (answer.before, answer.after)),
            )
            for answer in difference.answers
            if bool(answer.rules) == matters
        )
        if rows:
            yield Section(heading, (Table((wording.ANSWER, *columns), rows),))


def _decisive(difference: Difference) -> Iterator[Part]:
    if difference.decisive:
        yield Paragraph(wording.DECISIVE)
        yield listing(map(changes_words, difference.decisive))
    elif set(difference.before.leading) != set(difference.after.leading):
        yield Paragraph(wording.NOT_DECISIVE.format(size=difference.complete_to))


def _ends(difference: Difference, columns: tuple[str, str]) -> Iterator[Section]:
    yield Section(wording.CONCLUSIONS, (conclusions_table(difference, columns),))
    same = Paragraph(wording.SAME_FIRINGS)
    yield Section(wording.FIRED_OTHERWISE, (firings_listing(difference) if difference.firings else same,))


def conclusions_table(difference: Difference, columns: tuple[str, str]) -> Table:
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
    return Table(("", *columns), tuple(rows))


def _standing(conclusion: Conclusion, reading: Reading) -> str:
    leads = ", leads" if reading.meaning in conclusion.leading else ""
    return f"{signed(reading.points)} {reading.band.value}{leads}"


def firings_listing(difference: Difference) -> Listing:
    """Give every rule that weighs otherwise, with both amounts and the answers that brought it about."""
    return Listing(tuple(_firing(difference, item) for item in difference.firings))


def _firing(difference: Difference, item: FiringDifference) -> Item:
    fired_in = difference.after if item.after else difference.before
    sentence = because_sentence(fired_in.knowledge, item.rule, fired_in.situation.answers)
    finding = item.subject in {finding.name for finding in fired_in.knowledge.findings}
    amounts = f"{_amount(item.before, finding=finding)} -> {_amount(item.after, finding=finding)}"
    told = f"for the finding {item.subject}" if finding else f"{item.rule.direction.value} {item.subject}"
    answers = [slot_name(answer.slot) for answer in difference.answers if item.rule.name in answer.rules]
    return Item(
        f"{_what(item)}: {sentence}", (detail(f"{item.rule.name}, {told}: {amounts}; from {', '.join(answers)}"),)
    )


def _what(item: FiringDifference) -> str:
    if not item.before:
        return wording.FIRES
    if not item.after:
        return wording.NO_LONGER
    return wording.STRONGER if abs(item.after) > abs(item.before) else wording.WEAKER


def _amount(amount: Fraction, *, finding: bool) -> str:
    return plain_number(amount) if finding else signed(points(amount))
