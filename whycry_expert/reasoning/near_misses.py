"""Which rules of a reading came close to firing, and what each of them lacks."""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.knowledge.condition import FactTest
from whycry_expert.knowledge.model import Direction, Line, Meaning, Rule
from whycry_expert.reasoning.bounds import Outlook


class Lacking(Enum):
    """Why a test of a rule does not hold."""

    OTHERWISE = "answered otherwise"
    RULED_OUT = "ruled out by other answers"
    NOT_ANSWERED = "not answered"


class Lack(Struct, frozen=True):
    """A test that does not hold: the fact, the test as written, its options, and the findings on the way to it."""

    fact: str
    test: str
    kind: Lacking
    options: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class NearMiss(Struct, frozen=True):
    """A rule that did not fire, and what it lacks in the way to it that lacks least."""

    rule: Rule
    lacks: tuple[Lack, ...]


class EmptyLine(Struct, frozen=True):
    """A line of evidence in which nothing speaks for a reading, with the rules of it, the closest first."""

    line: Line
    misses: tuple[NearMiss, ...]


def empty_lines(outlook: Outlook, meaning: Meaning) -> tuple[EmptyLine, ...]:
    """Give the lines of a meaning without evidence for it, in their order."""
    conditions, numbers = outlook.standing.valuation.conditions, outlook.standing.wiring.rules
    search = _NearMissSearch(outlook)
    found = []
    for line in meaning.lines:
        rules = [rule for rule in meaning.rules if rule.line == line.name and rule.direction is Direction.FOR]
        if rules and not any(conditions[numbers[rule.name]] for rule in rules):
            misses = [NearMiss(rule, search.lacks(numbers[rule.name])) for rule in rules]
            found.append(EmptyLine(line, tuple(sorted(misses, key=lambda miss: _distance(miss.lacks)))))
    return tuple(found)


def _distance(lacks: tuple[Lack, ...]) -> tuple[int, int]:
    blocked = sum(lack.kind is not Lacking.NOT_ANSWERED for lack in lacks)
    return blocked, len(lacks)


class _NearMissSearch:
    def __init__(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._wiring = outlook.standing.wiring
        self._names = tuple(self._wiring.findings)
        self._of_findings: dict[int, tuple[Lack, ...]] = {}

    def lacks(self, rule: int) -> tuple[Lack, ...]:
        """Give what a rule lacks in the way to it that lacks least."""
        return min((tuple(self._missing(way)) for way in self._wiring.ways[rule]), key=_distance)

    def _missing(self, way: tuple[int, ...]) -> Iterator[Lack]:
        known = self._outlook.standing.valuation.literals
        over_facts = len(self._wiring.compiled.literal_spots)
        for literal in way:
            if not known[literal]:
                yield from self._below(literal - over_facts) if literal >= over_facts else (self._lack(literal),)

    def _below(self, finding: int) -> tuple[Lack, ...]:
        """Give what the rule of a finding lacks that lacks least: worked out once, however many rules test it."""
        if finding not in self._of_findings:
            rules = self._wiring.compiled.findings[finding]
            closest = min((self.lacks(rule) for rule in rules), key=_distance)
            name = self._names[finding]
            self._of_findings[finding] = tuple(replace(lack, through=(name, *lack.through)) for lack in closest)
        return self._of_findings[finding]

    def _lack(self, number: int) -> Lack:
        literal = self._wiring.compiled.literals[number]
        options = literal.test.options if isinstance(literal.test, FactTest) else ()
        return Lack(literal.subject, str(literal), self._kind(number, literal.subject), options)

    def _kind(self, literal: int, fact: str) -> Lacking:
        if self._outlook.prospect.literals[literal]:
            return Lacking.NOT_ANSWERED
        return Lacking.OTHERWISE if fact in self._outlook.standing.answers else Lacking.RULED_OUT
