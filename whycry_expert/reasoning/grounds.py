"""What a reading rests on: its lines, the rules in them, the findings below those, and at the bottom the answers."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.conclusion import Conclusion, LineOfEvidence, Reading, Side
from whycry_expert.inference.trace import FindingConcluded, Matched, NoticeRaised, RuleFired
from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.answer import Answer, Answers, Changes, Slot
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.condition import FactTest
from whycry_expert.knowledge.model import Finding, Notice, Rule
from whycry_expert.reasoning.changed_answers import followed


class AnswerGround(Struct, frozen=True):
    """An answer that a rule matched: the test as written, and the certainty in [0.2, 1] with which it was met.

    `answers` are those that met it, by their slots.
    """

    fact: str
    test: str
    certainty: Fraction
    answers: Mapping[Slot, Answer]


class FindingGround(Struct, frozen=True):
    """A finding that a rule matched, with the rules that support it: the strongest first, which alone counts.

    Within the grounds of one reading it is one and the same object wherever it is matched, however often that is.
    """

    finding: Finding
    test: str
    support: Fraction
    rules: tuple["RuleGround", ...]


class NoticeGround(Struct, frozen=True):
    """A notice that was raised, with the answers that raised it in one of the ways that its condition names."""

    notice: Notice
    answers: tuple[AnswerGround, ...]


class RuleGround(Struct, frozen=True):
    """A rule that fired. `amount` is signed, and is its strength times the `certainty` of what it matched.

    `counted` tells whether it counts: in a line, or for a finding, only the strongest rule of a side does.
    """

    rule: Rule
    amount: Fraction
    certainty: Fraction
    counted: bool
    grounds: tuple[AnswerGround | FindingGround, ...]


class SideGround(Struct, frozen=True):
    """One side of a line of evidence, with all its rules that fired: the one that counts first."""

    line: LineOfEvidence
    side: Side
    rules: tuple[RuleGround, ...]


class Influence(Struct, frozen=True):
    """An answer that moves a reading, and the certainty that the reading would have without it.

    `option` is empty for a whole fact: so it stands where options of a choices fact matter only together, since one
    could stand for another.
    """

    fact: str
    option: str
    without: Fraction


class ReadingGrounds(Struct, frozen=True):
    """A reading with everything that it rests on.

    `rests_on` are the answers without which it would be weaker, `held_back_by` those without which it would be
    stronger.
    """

    reading: Reading
    sides: tuple[SideGround, ...]
    rests_on: tuple[Influence, ...]
    held_back_by: tuple[Influence, ...]


def grounds_of(conclusion: Conclusion, meaning: str) -> ReadingGrounds:
    """Give what the reading of a meaning rests on, from the trace, and which answers it hangs on."""
    reading = conclusion.reading(meaning)
    influences = tuple(_influences(conclusion, meaning))
    return ReadingGrounds(
        reading,
        sides_of(conclusion, meaning),
        tuple(influence for influence in influences if influence.without < reading.certainty),
        tuple(influence for influence in influences if influence.without > reading.certainty),
    )


def sides_of(conclusion: Conclusion, meaning: str) -> tuple[SideGround, ...]:
    """Give the sides of the lines of a reading, each with its rules down to the answers."""
    index = _FiringIndex(conclusion)
    lines = conclusion.reading(meaning).lines
    return tuple(SideGround(line, side, tuple(index.rules_of(side))) for line in lines for side in line.sides)


def grounds_of_notices(conclusion: Conclusion) -> tuple[NoticeGround, ...]:
    """Give what raised each notice, the most urgent first; with several alternatives, once for each."""
    answers, wiring = conclusion.situation.answers, wiring_of(conclusion.knowledge)
    numbers = dict(zip(wiring.notices, wiring.compiled.notices, strict=True))
    fired = [firing for firing in conclusion.trace if isinstance(firing, NoticeRaised)]
    return tuple(
        NoticeGround(
            notice, tuple(_answer_ground(answers, *pair) for pair in zip(firing.matched, literals, strict=True))
        )
        for notice in conclusion.raised
        for firing in fired
        if firing.rule == notice.name
        for literals in [wiring.literals_of(numbers[notice.name], firing.alternative)]
    )


def rules_in(grounds: ReadingGrounds) -> tuple[Rule, ...]:
    """Give the rules that a reading rests on, through findings too, each once."""
    found: dict[str, Rule] = {}

    def gather(rules: Iterable[RuleGround]) -> None:
        for rule in rules:
            if rule.rule.name not in found:
                found[rule.rule.name] = rule.rule
                for part in rule.grounds:
                    gather(part.rules if isinstance(part, FindingGround) else ())

    for side in grounds.sides:
        gather(side.rules)
    return tuple(found.values())


def answers_below(rule: RuleGround) -> dict[Slot, Answer]:
    """Give the answers at the bottom of a rule that fired, through what counts, by their slots."""
    seen: set[str] = set()

    def below(ground: RuleGround) -> Iterator[tuple[Slot, Answer]]:
        for part in ground.grounds:
            if isinstance(part, AnswerGround):
                yield from part.answers.items()
            elif part.finding.name not in seen:
                seen.add(part.finding.name)
                yield from below(part.rules[0])

    return dict(below(rule))


class _FiringIndex:
    """Finds the firing that counts for each rule: of its alternatives that fired, the strongest, first of equals."""

    def __init__(self, conclusion: Conclusion) -> None:
        self._answers = conclusion.situation.answers
        self._wiring = wiring_of(conclusion.knowledge)
        self._rules = conclusion.knowledge.rules_by_name
        self._findings = conclusion.knowledge.findings_by_name
        self._firings: dict[str, RuleFired] = {}
        self._support: dict[str, Fraction] = {}
        self._grounds: dict[str, FindingGround] = {}
        for firing in conclusion.trace:
            if isinstance(firing, FindingConcluded):
                self._support[firing.rule] = firing.support
            elif isinstance(firing, RuleFired):
                earlier = self._firings.get(firing.rule)
                if earlier is None or abs(firing.amount) > abs(earlier.amount):
                    self._firings[firing.rule] = firing

    def rules_of(self, side: Side) -> Iterator[RuleGround]:
        """Give the rules of a side, the one that counts first."""
        yield self._rule(side.counted, counted=True)
        yield from (self._rule(term.rule, counted=False) for term in side.others)

    def _rule(self, name: str, *, counted: bool) -> RuleGround:
        firing, rule = self._firings[name], self._rules[name]
        literals = self._wiring.literals_of(self._wiring.rules[name], firing.alternative)
        grounds = tuple(map(self._ground, firing.matched, literals))
        return RuleGround(rule, firing.amount, firing.certainty, counted, grounds)

    def _ground(self, match: Matched, literal: Literal) -> AnswerGround | FindingGround:
        finding = self._findings.get(match.subject)
        if finding is None:
            return _answer_ground(self._answers, match, literal)
        if finding.name not in self._grounds:
            fired = [rule.name for rule in finding.rules if rule.name in self._firings]
            ranked = sorted(fired, key=lambda name: -self._firings[name].amount)
            rules = tuple(self._rule(name, counted=position == 0) for position, name in enumerate(ranked))
            self._grounds[finding.name] = FindingGround(finding, match.test, self._support[finding.name], rules)
        return self._grounds[finding.name]


def _answer_ground(answers: Answers, match: Matched, literal: Literal) -> AnswerGround:
    return AnswerGround(match.subject, match.test, match.certainty, dict(_meeting(answers, literal)))


def _meeting(answers: Answers, literal: Literal) -> Iterator[tuple[Slot, Answer]]:
    """Give the answers by which a literal holds: of several options one is enough, against them all."""
    options = literal.test.options if isinstance(literal.test, FactTest) else ()
    for option, answer in answers[literal.subject].parts():
        if not option or (option in options and (literal.negated or answer.certainty >= THRESHOLD)):
            yield (literal.subject, option), answer


def _influences(conclusion: Conclusion, meaning: str) -> Iterator[Influence]:
    answers = conclusion.situation.answers
    standing = conclusion.standing
    now = standing.certainty(meaning)
    for fact, answer in answers.items():
        absent: Changes = {(fact, option): None for option, _ in answer.parts()}
        alone = [Influence(*slot, followed(standing, {slot: None}).certainty(meaning)) for slot in absent]
        moving = [influence for influence in alone if influence.without != now]
        together = followed(standing, absent).certainty(meaning)
        yield from moving
        if not moving and together != now:
            yield Influence(fact, "", together)
