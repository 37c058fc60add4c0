"""Which rules of a reading came close to firing, and what each of them lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from whycry_expert.knowledge.alternatives import Alternative, Literal
from whycry_expert.knowledge.certainty import THRESHOLD, Interval
from whycry_expert.knowledge.condition import FindingTest, OptionTest
from whycry_expert.knowledge.model import Direction, Line, Meaning, Rule
from whycry_expert.reasoning.bounds import Outlook, rule_alternatives


class Lacking(Enum):
    """Why a test of a rule does not hold."""

    OTHERWISE = "answered otherwise"
    RULED_OUT = "ruled out by other answers"
    NOT_ANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class Lack:
    """A test that does not hold: the fact, the test as written, its options, and the findings on the way to it."""

    fact: str
    test: str
    kind: Lacking
    options: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that did not fire, and what it lacks in the way to it that lacks least."""

    rule: Rule
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class EmptyLine:
    """A line of evidence in which nothing speaks for a reading, with the rules of it, the closest first."""

    line: Line
    misses: tuple[NearMiss, ...]


def empty_lines(outlook: Outlook, meaning: Meaning) -> tuple[EmptyLine, ...]:
    """Give the lines of a meaning without evidence for it, in their order."""
    states = {state.rule.name: state for state in outlook.rules[meaning.name]}
    search = _Search(outlook)
    found = []
    for line in meaning.lines:
        rules = [rule for rule in meaning.rules if rule.line == line.name and rule.direction is Direction.FOR]
        if rules and not any(states[rule.name].known for rule in rules):
            misses = sorted(
                (NearMiss(rule, search.lacks(rule)) for rule in rules), key=lambda miss: _distance(miss.lacks)
            )
            found.append(EmptyLine(line, tuple(misses)))
    return tuple(found)


def _distance(lacks: tuple[Lack, ...]) -> tuple[int, int]:
    blocked = sum(lack.kind is not Lacking.NOT_ANSWERED for lack in lacks)
    return blocked, len(lacks)


class _Search:
    def __init__(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._findings = {finding.name: finding for finding in outlook.possibilities.knowledge.findings}

    def lacks(self, rule: Rule, through: tuple[str, ...] = ()) -> tuple[Lack, ...]:
        ways = [tuple(self._missing(alternative, through)) for alternative in rule_alternatives(rule)]
        return min(ways, key=_distance)

    def _missing(self, alternative: Alternative, through: tuple[str, ...]) -> Iterator[Lack]:
        for literal in alternative:
            value = self._outlook.possibilities.literal(literal, self._outlook.support)
            if value.lo >= THRESHOLD:
                continue
            if isinstance(literal.test, FindingTest):
                rules = self._findings[literal.subject].rules
                yield from self._closest(rules, (*through, literal.subject))
            else:
                options = literal.test.options if isinstance(literal.test, OptionTest) else ()
                yield Lack(literal.subject, str(literal), self._kind(literal, value), options, through)

    def _closest(self, rules: Iterable[Rule], through: tuple[str, ...]) -> tuple[Lack, ...]:
        return min((self.lacks(rule, through) for rule in rules), key=_distance)

    def _kind(self, literal: Literal, value: Interval) -> Lacking:
        if value.hi >= THRESHOLD:
            return Lacking.NOT_ANSWERED
        answered = literal.subject in self._outlook.possibilities.answers
        return Lacking.OTHERWISE if answered else Lacking.RULED_OUT
