"""How two situations differ: in their answers, in what fired, and in what was concluded."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import ZERO
from whycry_expert.knowledge.model import Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.changed_answers import Changes, Found, Search
from whycry_expert.situation.clashes import answers_clash
from whycry_expert.situation.single_answers import SingleAnswer, Slot, singles_in

MOST_DECISIVE = 3
"""Sets of so many differing answers are looked at, at most, to say which of them decide."""
_MOST_SETS = 20_000


class AnswerDifference(Struct, frozen=True):
    """An answer that differs, in one situation and in the other. `rules` names what fired otherwise because of it."""

    before: SingleAnswer
    after: SingleAnswer
    rules: tuple[str, ...]

    @property
    def place(self) -> Slot:
        """What is answered differently."""
        return self.before.place


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
    decisive: tuple[tuple[SingleAnswer, ...], ...]
    complete_to: int


def difference_of(before: Conclusion, after: Conclusion) -> Difference:
    """Compare two conclusions drawn with the same knowledge."""
    knowledge = before.knowledge
    firings = tuple(_firings(before, after))
    wiring = wiring_of(knowledge)
    answers = tuple(
        AnswerDifference(
            old, new, tuple(item.rule.name for item in firings if wiring.hangs_on(item.rule, old.fact, old.option))
        )
        for old, new in differing_answers(before.situation.answers, after.situation.answers, knowledge)
    )
    decisive = _decisive(before, after, [item.after for item in answers if item.rules])
    return Difference(before, after, answers, firings, decisive.sets, decisive.complete_to)


def differing_answers(
    before: Answers, after: Answers, knowledge: Knowledge
) -> tuple[tuple[SingleAnswer, SingleAnswer], ...]:
    """Give the single answers that differ, in the order of the vocabulary; None stands for one not given."""
    old = {single.place: single for single in singles_in(before)}
    new = {single.place: single for single in singles_in(after)}
    order = {name: position for position, name in enumerate(knowledge.facts)}
    places = sorted({*old, *new}, key=lambda place: (order[place[0]], place[1]))
    absent = {place: SingleAnswer(place[0], None, place[1]) for place in places}
    pairs = ((old.get(place, absent[place]), new.get(place, absent[place])) for place in places)
    return tuple((one, other) for one, other in pairs if one != other)


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


def _decisive(before: Conclusion, after: Conclusion, candidates: list[SingleAnswer]) -> Found:
    leading = set(after.leading)
    if set(before.leading) == leading:
        return Found((), 0)

    def reached(_: Changes, changed: Standing) -> bool:
        return set(changed.leading) == leading and not answers_clash(changed)

    start = standing_of(before.knowledge, before.situation.answers)
    return Search(start, reached, lambda *_: candidates, _MOST_SETS).smallest(min(MOST_DECISIVE, len(candidates)))
