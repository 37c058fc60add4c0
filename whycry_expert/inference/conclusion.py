"""What a run concluded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from whycry_expert.inference.trace import AssertionKind, Firing, Term
from whycry_expert.knowledge.certainty import DISPUTED_POINTS, Band, Interval, Picture, band_of, points
from whycry_expert.knowledge.model import Direction, Knowledge, Meaning, Notice
from whycry_expert.situation.model import Situation


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks on one side within one line of evidence.

    `counted` is the rule that counts, `contribution` its signed weight in (-1, 1), `points` the same as points.
    `others` fired on the same side and do not count.
    """

    direction: Direction
    counted: str
    contribution: Fraction
    points: Decimal
    others: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class LineOfEvidence:
    """A line of evidence of one reading, with what speaks for and against in it."""

    name: str
    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A meaning as it stands in one situation.

    `certainty` lies in (-1, 1) and is not a probability. `points` is the sum of the points of the sides.
    `added` tells that the picture itself, mixed or open, brought this meaning in.
    """

    meaning: str
    number: int
    title: str
    certainty: Fraction
    points: Decimal
    lines: tuple[LineOfEvidence, ...]
    added: bool = False

    @property
    def band(self) -> Band:
        """The word for the certainty."""
        return band_of(self.certainty)

    @property
    def disputed(self) -> bool:
        """Whether at least 4 points speak for it and at least 4 against."""
        return all(self.weight(direction) >= DISPUTED_POINTS for direction in Direction)

    def sides(self, direction: Direction) -> tuple[Side, ...]:
        """Give the sides of all lines that speak in one direction."""
        return tuple(side for line in self.lines for side in line.sides if side.direction is direction)

    def weight(self, direction: Direction) -> Decimal:
        """Give the points in one direction, as a number that is not negative."""
        return abs(sum((side.points for side in self.sides(direction)), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Everything that one run found: notices most urgent first, readings highest first, and its whole trace."""

    knowledge: Knowledge
    situation: Situation
    notices: tuple[str, ...]
    picture: Picture
    leading: tuple[str, ...]
    readings: tuple[Reading, ...]
    trace: tuple[Firing, ...]

    def reading(self, meaning: str) -> Reading:
        """Give the reading of a meaning by its name."""
        return next(reading for reading in self.readings if reading.meaning == meaning)

    @property
    def support(self) -> dict[str, Interval]:
        """The support of each finding that was concluded."""
        concluded = (firing.asserted for firing in self.trace if firing.asserted.kind is AssertionKind.FINDING)
        return {told.subject: Interval(told.amount, told.amount) for told in concluded if told.amount is not None}

    @property
    def raised(self) -> tuple[Notice, ...]:
        """The notices that were raised, the most urgent first."""
        return tuple(notice for notice in self.knowledge.notices if notice.name in self.notices)

    @property
    def in_danger(self) -> bool:
        """Whether a notice of danger was raised."""
        return any(notice.danger for notice in self.raised)


def lines_of(meaning: Meaning, terms: Iterable[Term]) -> tuple[LineOfEvidence, ...]:
    """Sort the contributions to a meaning into its lines of evidence; a line without any is left out.

    A rule that fired in several alternatives counts once, with its strongest. Of equal contributions that of
    the rule that stands first in the file counts.
    """
    best: dict[str, Fraction] = {}
    for term in terms:
        if abs(term.amount) > abs(best.get(term.rule, Fraction(0))):
            best[term.rule] = term.amount
    found = []
    for line in meaning.lines:
        sides = tuple(
            _side(direction, ranked)
            for direction in Direction
            if (ranked := _ranked(meaning, line.name, direction, best))
        )
        if sides:
            found.append(LineOfEvidence(line.name, line.title, sides))
    return tuple(found)


def _ranked(meaning: Meaning, line: str, direction: Direction, best: dict[str, Fraction]) -> list[Term]:
    terms = [
        Term(rule.name, best[rule.name], line)
        for rule in meaning.rules
        if rule.line == line and rule.direction is direction and rule.name in best
    ]
    return sorted(terms, key=lambda term: -abs(term.amount))


def _side(direction: Direction, ranked: list[Term]) -> Side:
    first, *others = ranked
    return Side(direction, first.rule, first.amount, points(first.amount), tuple(others))


def counted_terms(lines: Iterable[LineOfEvidence]) -> tuple[Term, ...]:
    """Give the contributions that count, in the order of the lines."""
    return tuple(Term(side.counted, side.contribution, line.name) for line in lines for side in line.sides)


def reading_of(meaning: Meaning, certainty: Fraction, terms: Iterable[Term], *, added: bool) -> Reading:
    """Build the reading of a meaning from its certainty and all contributions to it."""
    lines = lines_of(meaning, terms)
    total = sum((side.points for line in lines for side in line.sides), Decimal(0))
    return Reading(meaning.name, meaning.number, meaning.title, certainty, total, lines, added)


def conclusion_of(knowledge: Knowledge, situation: Situation, trace: tuple[Firing, ...]) -> Conclusion:
    """Gather a conclusion from the trace of a complete run."""
    contributions: dict[str, list[Term]] = {meaning.name: [] for meaning in knowledge.meanings}
    certainties: dict[str, Fraction] = {}
    notices, added = [], set()
    picture = Picture.OPEN
    leading: tuple[str, ...] = ()
    for firing in trace:
        told = firing.asserted
        if told.kind is AssertionKind.NOTICE:
            notices.append(told.subject)
        elif told.kind is AssertionKind.CONTRIBUTION and told.amount is not None:
            contributions[told.subject].append(Term(firing.rule, told.amount, told.line))
        elif told.kind is AssertionKind.READING and told.amount is not None:
            certainties[told.subject] = told.amount
        elif told.kind is AssertionKind.PICTURE:
            picture = Picture(told.subject)
            leading = tuple(term.rule for term in firing.terms)
        elif told.kind is AssertionKind.ADDED:
            added.add(told.subject)
    readings = [
        reading_of(meaning, certainties[meaning.name], contributions[meaning.name], added=meaning.name in added)
        for meaning in knowledge.meanings
    ]
    readings.sort(key=lambda reading: (-reading.certainty, reading.number))
    return Conclusion(knowledge, situation, tuple(dict.fromkeys(notices)), picture, leading, tuple(readings), trace)
