"""What a run concluded."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.inference.trace import (
    Contributed,
    FindingConcluded,
    Firing,
    MeaningAdded,
    NoticeRaised,
    PictureDrawn,
    ReadingConcluded,
    Term,
)
from whycry_expert.knowledge.certainty import DISPUTED_POINTS, Band, Picture, band_of, points
from whycry_expert.knowledge.model import Direction, Knowledge, Meaning, Notice, Rule
from whycry_expert.situation.model import Situation


class Side(Struct, frozen=True):
    """What speaks on one side within one line of evidence.

    `counted` is the rule that counts, `contribution` its signed weight in (-1, 1), `points` the same as points.
    `others` fired on the same side and do not count.
    """

    direction: Direction
    counted: str
    contribution: Fraction
    points: Decimal
    others: tuple[Term, ...] = ()


class LineOfEvidence(Struct, frozen=True):
    """A line of evidence of one reading, with what speaks for and against in it."""

    name: str
    title: str
    sides: tuple[Side, ...]


class Reading(Struct, frozen=True):
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
        return all(self.points_in(direction) >= DISPUTED_POINTS for direction in Direction)

    def sides(self, direction: Direction) -> tuple[Side, ...]:
        """Give the sides of all lines that speak in one direction."""
        return tuple(side for line in self.lines for side in line.sides if side.direction is direction)

    def points_in(self, direction: Direction) -> Decimal:
        """Give the points in one direction, as a number that is not negative."""
        return abs(sum((side.points for side in self.sides(direction)), Decimal(0)))


class Conclusion(Struct, frozen=True, dict=True):
    """What one run concluded: all of it is gathered from the trace, so nothing is shown that no firing brought about.

    Conclusions with the same knowledge, situation and trace are equal.
    """

    knowledge: Knowledge
    situation: Situation
    trace: tuple[Firing, ...]

    def __repr__(self) -> str:
        leading = ", ".join(self.leading) or "nothing"
        return f"<Conclusion: {self.picture.value}, leading: {leading}; {len(self.trace)} firings>"

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """The names of the notices that were raised, the most urgent first."""
        return tuple(dict.fromkeys(firing.rule for firing in self.trace if isinstance(firing, NoticeRaised)))

    @cached_property
    def standing(self) -> Standing:
        """How every condition stands under the answers, for whatever asks about more than the run."""
        return standing_of(self.knowledge, self.situation.answers)

    @cached_property
    def _drawn(self) -> PictureDrawn:
        return next(firing for firing in reversed(self.trace) if isinstance(firing, PictureDrawn))

    @property
    def picture(self) -> Picture:
        """The picture that the readings make."""
        return self._drawn.picture

    @property
    def leading(self) -> tuple[str, ...]:
        """The meanings that lead, highest first."""
        return tuple(term.rule for term in self._drawn.leading)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """All readings, highest first; of equal ones the first by its number."""
        contributions: dict[str, list[Term]] = {meaning.name: [] for meaning in self.knowledge.meanings}
        for firing in self.trace:
            if isinstance(firing, Contributed):
                contributions[firing.meaning].append(Term(firing.rule, firing.amount, firing.line))
        concluded = {firing.rule: firing.certainty for firing in self.trace if isinstance(firing, ReadingConcluded)}
        added = {firing.rule for firing in self.trace if isinstance(firing, MeaningAdded)}
        readings = (
            _reading(meaning, concluded[meaning.name], contributions[meaning.name], added=meaning.name in added)
            for meaning in self.knowledge.meanings
        )
        return tuple(sorted(readings, key=lambda reading: (-reading.certainty, reading.number)))

    def reading(self, meaning: str) -> Reading:
        """Give the reading of a meaning by its name."""
        return self._by_meaning[meaning]

    @cached_property
    def _by_meaning(self) -> Mapping[str, Reading]:
        return {reading.meaning: reading for reading in self.readings}

    @property
    def support(self) -> dict[str, Fraction]:
        """The support of each finding that was concluded, in (0, 1)."""
        return {firing.rule: firing.support for firing in self.trace if isinstance(firing, FindingConcluded)}

    @property
    def raised(self) -> tuple[Notice, ...]:
        """The notices that were raised, the most urgent first."""
        return tuple(notice for notice in self.knowledge.notices if notice.name in self.notices)

    @property
    def in_danger(self) -> bool:
        """Whether a notice of danger was raised."""
        return any(notice.danger for notice in self.raised)


def _reading(meaning: Meaning, certainty: Fraction, terms: Iterable[Term], *, added: bool) -> Reading:
    lines = _lines_of(meaning, terms)
    total = sum((side.points for line in lines for side in line.sides), Decimal(0))
    return Reading(meaning.name, meaning.number, meaning.title, certainty, total, lines, added)


def _lines_of(meaning: Meaning, terms: Iterable[Term]) -> tuple[LineOfEvidence, ...]:
    """Sort the contributions to a meaning into its lines of evidence; a line without any is left out.

    A rule that fired in several alternatives counts once, with its strongest. Of equal contributions that of
    the rule that stands first in the file counts.
    """
    best: dict[str, Fraction] = {}
    for term in terms:
        if abs(term.amount) > abs(best.get(term.rule, Fraction(0))):
            best[term.rule] = term.amount
    rules, found = meaning.sides(), []
    for line in meaning.lines:
        ranked = ((direction, _ranked(rules.get((line.name, direction), ()), best)) for direction in Direction)
        sides = tuple(_side(direction, fired) for direction, fired in ranked if fired)
        if sides:
            found.append(LineOfEvidence(line.name, line.title, sides))
    return tuple(found)


def _ranked(rules: Iterable[Rule], best: Mapping[str, Fraction]) -> list[Term]:
    terms = [Term(rule.name, best[rule.name], rule.line) for rule in rules if rule.name in best]
    return sorted(terms, key=lambda term: -abs(term.amount))


def _side(direction: Direction, ranked: list[Term]) -> Side:
    first, *others = ranked
    return Side(direction, first.rule, first.amount, points(first.amount), tuple(others))
