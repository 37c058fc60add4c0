"""What a reading rests on: its lines, the rules in them, the findings below those, and at the bottom the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion, LineOfEvidence, Reading, Side
from whycry_expert.inference.trace import AssertionKind, Firing, Matched, Stage
from whycry_expert.knowledge.certainty import ONE, ZERO
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Rule
from whycry_expert.reasoning.standing import standing_of
from whycry_expert.situation.single_answers import SingleAnswer, singles_in


@dataclass(frozen=True, slots=True)
class AnswerGround:
    """An answer that a rule matched: the test as written, and the certainty in [0.2, 1] with which it met it."""

    fact: str
    test: str
    certainty: Fraction


@dataclass(frozen=True, slots=True)
class FindingGround:
    """A finding that a rule matched, with the rules that support it: the strongest first, which alone counts."""

    finding: Finding
    test: str
    support: Fraction
    rules: tuple["RuleGround", ...]


@dataclass(frozen=True, slots=True)
class RuleGround:
    """A rule that fired. `amount` is signed, and is its strength times the `certainty` of what it matched.

    `counted` tells whether it counts: in a line, or for a finding, only the strongest rule of a side does.
    """

    rule: Rule
    amount: Fraction
    certainty: Fraction
    counted: bool
    grounds: tuple[AnswerGround | FindingGround, ...]


@dataclass(frozen=True, slots=True)
class SideGround:
    """One side of a line of evidence, with all its rules that fired: the one that counts first."""

    line: LineOfEvidence
    side: Side
    rules: tuple[RuleGround, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """An answer that moves a reading, and the certainty that the reading would have without it.

    `option` is empty for a whole fact: so it stands where options of a choices fact matter only together, since one
    could stand for another.
    """

    fact: str
    option: str
    without: Fraction


@dataclass(frozen=True, slots=True)
class ReadingGrounds:
    """A reading with everything that it rests on.

    `rests_on` are the answers without which it would be weaker, `held_back_by` those without which it would be
    stronger.
    """

    reading: Reading
    sides: tuple[SideGround, ...]
    rests_on: tuple[Weight, ...]
    held_back_by: tuple[Weight, ...]


def grounds_of(conclusion: Conclusion, meaning: str) -> ReadingGrounds:
    """Give what the reading of a meaning rests on, from the trace, and which answers it hangs on."""
    index = _FiringIndex(conclusion)
    reading = conclusion.reading(meaning)
    sides = tuple(SideGround(line, side, tuple(index.rules_of(side))) for line in reading.lines for side in line.sides)
    weights = tuple(_weights(conclusion, meaning))
    return ReadingGrounds(
        reading,
        sides,
        tuple(weight for weight in weights if weight.without < reading.certainty),
        tuple(weight for weight in weights if weight.without > reading.certainty),
    )


class _FiringIndex:
    """Finds the firing that counts for each rule: of its alternatives that fired, the strongest, first of equals."""

    def __init__(self, conclusion: Conclusion) -> None:
        self._knowledge: Knowledge = conclusion.knowledge
        self._rules = {rule.name: rule for rule in self._knowledge.rules()}
        self._findings = {finding.name: finding for finding in self._knowledge.findings}
        self._firings: dict[str, Firing] = {}
        self._support: dict[str, Fraction] = {}
        for firing in conclusion.trace:
            if firing.stage in (Stage.FINDINGS, Stage.MEANINGS) and firing.asserted.amount is not None:
                self._remember(firing, firing.asserted.amount)

    def _remember(self, firing: Firing, amount: Fraction) -> None:
        if firing.asserted.kind is AssertionKind.FINDING:
            self._support[firing.asserted.subject] = amount
            return
        earlier = self._firings.get(firing.rule)
        if earlier is None or abs(amount) > abs(earlier.asserted.amount or ZERO):
            self._firings[firing.rule] = firing

    def rules_of(self, side: Side) -> Iterator[RuleGround]:
        """Give the rules of a side, the one that counts first."""
        yield self._rule(side.counted, counted=True)
        yield from (self._rule(term.rule, counted=False) for term in side.others)

    def _rule(self, name: str, *, counted: bool) -> RuleGround:
        firing, rule = self._firings[name], self._rules[name]
        grounds = tuple(self._ground(match) for match in firing.matched)
        certainty = firing.certainty if firing.certainty is not None else ONE
        return RuleGround(rule, firing.asserted.amount or ZERO, certainty, counted, grounds)

    def _ground(self, match: Matched) -> AnswerGround | FindingGround:
        finding = self._findings.get(match.subject)
        if finding is None:
            return AnswerGround(match.subject, match.test, match.certainty)
        fired = [rule.name for rule in finding.rules if rule.name in self._firings]
        ranked = sorted(fired, key=lambda name: -(self._firings[name].asserted.amount or ZERO))
        rules = tuple(self._rule(name, counted=position == 0) for position, name in enumerate(ranked))
        return FindingGround(finding, match.test, self._support[finding.name], rules)


def answers_below(grounds: ReadingGrounds, direction: Direction) -> tuple[AnswerGround, ...]:
    """Give the answers at the bottom of the rules that count in one direction, each once, in reading order."""

    def below(rule: RuleGround) -> Iterator[AnswerGround]:
        for ground in rule.grounds:
            if isinstance(ground, AnswerGround):
                yield ground
            else:
                yield from below(ground.rules[0])

    counted = (side.rules[0] for side in grounds.sides if side.side.direction is direction)
    return tuple(dict.fromkeys(ground for rule in counted for ground in below(rule)))


def _weights(conclusion: Conclusion, meaning: str) -> Iterator[Weight]:
    answers = conclusion.situation.answers
    standing = standing_of(conclusion.knowledge, answers)
    now = standing.certainty(meaning)
    for fact in answers:
        absent = [SingleAnswer(fact, None, single.option) for single in singles_in({fact: answers[fact]})]
        alone = [Weight(fact, single.option, standing.after([single]).certainty(meaning)) for single in absent]
        moving = [weight for weight in alone if weight.without != now]
        together = standing.after(absent).certainty(meaning)
        yield from moving
        if not moving and together != now:
            yield Weight(fact, "", together)
