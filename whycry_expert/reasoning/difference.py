"""How two situations differ: in their answers, in what fired, and in what was concluded."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge.answer import Answer, Answers, Changes, Slot, slots_in
from whycry_expert.knowledge.certainty import ZERO
from whycry_expert.knowledge.model import Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.changed_answers import Search, SmallestSets
from whycry_expert.situation.clashes import answers_clash

MOST_DECISIVE = 3
"""Sets of so many differing answers are looked at, at most, to say which of them decide."""
_MOST_SETS = 20_000


class AnswerDifference(Struct, frozen=True):
    """A slot that is answered differently in two situations. `rules` names what fired otherwise because of it."""

    slot: Slot
    before: Answer | None
    after: Answer | None
    rules: tuple[str, ...]


class FiringDifference(Struct, frozen=True):
    """A rule that weighs otherwise; 0 is not fired. `subject` is the meaning or finding, signs as in the trace."""

    rule: Rule
    subject: str
    before: Fraction
    after: Fraction


class Difference(Struct, frozen=True):
    """Two conclusions side by side.

    `decisive` are the smallest sets of answers of the second that, put into the first, make the same readings lead
    as in the second; empty where the same readings lead, or where no set of at most `complete_to` does.
    """

    before: Conclusion
    after: Conclusion
    answers: tuple[AnswerDifference, ...]
    firings: tuple[FiringDifference, ...]
    decisive: tuple[Changes, ...]
    complete_to: int


def difference_of(before: Conclusion, after: Conclusion) -> Difference:
    """Compare two conclusions drawn with the same knowledge."""
    knowledge = before.knowledge
    firings = tuple(_firings(before, after))
    wiring = wiring_of(knowledge)
    answers = tuple(
        AnswerDifference(slot, *both, tuple(item.rule.name for item in firings if wiring.hangs_on(item.rule, *slot)))
        for slot, both in differing_answers(before.situation.answers, after.situation.answers, knowledge).items()
    )
    decisive = _decisive(before, after, {item.slot: item.after for item in answers if item.rules})
    return Difference(before, after, answers, firings, decisive.sets, decisive.complete_to)


def differing_answers(
    before: Answers, after: Answers, knowledge: Knowledge
) -> dict[Slot, tuple[Answer | None, Answer | None]]:
    """Give the slots that are answered differently, in the order of the vocabulary, with both answers."""
    old, new = slots_in(before), slots_in(after)
    order = {name: position for position, name in enumerate(knowledge.facts)}
    slots = sorted({*old, *new}, key=lambda slot: (order[slot[0]], slot[1]))
    return {slot: (old.get(slot), new.get(slot)) for slot in slots if old.get(slot) != new.get(slot)}


def _firings(before: Conclusion, after: Conclusion) -> Iterator[FiringDifference]:
    old, new = _amounts(before), _amounts(after)
    owners: tuple[Finding | Meaning, ...] = (*before.knowledge.findings, *before.knowledge.meanings)
    for owner in owners:
        for rule in owner.rules:
            amounts = old.get(rule.name, ZERO), new.get(rule.name, ZERO)
            if amounts[0] != amounts[1]:
                yield FiringDifference(rule, owner.name, *amounts)


def _amounts(conclusion: Conclusion) -> dict[str, Fraction]:
    amounts: dict[str, Fraction] = {}
    for firing in conclusion.trace:
        if isinstance(firing, RuleFired) and abs(firing.amount) > abs(amounts.get(firing.rule, ZERO)):
            amounts[firing.rule] = firing.amount
    return amounts


def _decisive(before: Conclusion, after: Conclusion, candidates: Changes) -> SmallestSets:
    leading = set(after.leading)
    if set(before.leading) == leading:
        return SmallestSets((), 0)

    def reached(_: Changes, changed: Standing) -> bool:
        return set(changed.leading) == leading and not answers_clash(changed)

    start = standing_of(before.knowledge, before.situation.answers)
    return Search(start, reached, lambda *_: candidates.items(), _MOST_SETS).smallest(MOST_DECISIVE)
