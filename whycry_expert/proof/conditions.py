"""What a condition is worth under some answers, and the alternatives that it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from whycry_expert.knowledge.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactTest,
    FindingTest,
    Not,
    Spot,
    Test,
)
from whycry_expert.proof.arithmetic import THRESHOLD

_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. `certainty` is signed for a yes-no fact, and 0 where the options have certainties of their own.

    `options` gives the signed certainty of each option that is answered; a choice answers all of its options.
    """

    certainty: Fraction = Fraction(0)
    chosen: str = ""
    number: Fraction = Fraction(0)
    options: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """What conditions are about: the answers, by fact, and the support of the findings that have any."""

    answers: Mapping[str, Said]
    support: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """An alternative that holds: its number among `total`, counted from 1, and each test with its value."""

    number: int
    total: int
    matched: tuple[tuple[Condition, Fraction], ...]

    @property
    def certainty(self) -> Fraction:
        """The value of the weakest test."""
        return min(value for _, value in self.matched)


def holds(condition: Condition, world: World) -> bool:
    """Tell whether a condition holds, whatever is still answered."""
    return bounds(condition, world)[0] >= THRESHOLD


def bounds(condition: Condition, world: World) -> tuple[Fraction, Fraction]:
    """Give the interval of values of a condition, as the reference has it."""
    if isinstance(condition, Not):
        low, high = bounds(condition.part, world)
        return -high, -low
    if isinstance(condition, (AllOf, AnyOf)):
        lows, highs = zip(*(bounds(part, world) for part in condition.parts), strict=True)
        return (min(lows), min(highs)) if isinstance(condition, AllOf) else (max(lows), max(highs))
    if isinstance(condition, FindingTest):
        support = world.support.get(condition.finding, Fraction(0))
        return support, support
    said = world.answers.get(condition.fact)
    return (-_ONE, _ONE) if said is None else _leaf(condition, said)


def _leaf(test: FactTest, said: Said) -> tuple[Fraction, Fraction]:
    each = [_at(spot, said) for spot in test.spots]
    lows = [-_ONE if value is None else value for value in each]
    highs = [_ONE if value is None else value for value in each]
    return max(lows), max(highs)


def _at(spot: Spot, said: Said) -> Fraction | None:
    if spot.option:
        return said.options.get(spot.option)
    return said.certainty if not spot.relation or _related(said.number, spot) else -said.certainty


def _related(number: Fraction, spot: Spot) -> bool:
    return {
        "at least": number >= spot.bound,
        "at most": number <= spot.bound,
        "more than": number > spot.bound,
        "less than": number < spot.bound,
    }[spot.relation]


def held(condition: Condition, world: World) -> Iterator[Held]:
    """Give the alternatives of a condition that hold, in their order."""
    found = alternatives(condition)
    for number, tests in enumerate(found, start=1):
        matched = tuple((test, bounds(test, world)[0]) for test in tests)
        if all(value >= THRESHOLD for _, value in matched):
            yield Held(number, len(found), matched)


def alternatives(condition: Condition) -> tuple[tuple[Condition, ...], ...]:
    """Give the disjunctive normal form: tests and their contraries, each once, in reading order.

    Where parts of an `all` have several alternatives, those of the last part change fastest.
    """
    return tuple(dict.fromkeys(tuple(dict.fromkeys(tests)) for tests in _spread(condition, contrary=False)))


def _spread(condition: Condition, *, contrary: bool) -> list[tuple[Condition, ...]]:
    if isinstance(condition, Not):
        return _spread(condition.part, contrary=not contrary)
    if not isinstance(condition, (AllOf, AnyOf)):
        return [(Not(condition) if contrary else condition,)]
    parts = [_spread(part, contrary=contrary) for part in condition.parts]
    if isinstance(condition, AllOf) is contrary:
        return [tests for part in parts for tests in part]
    found: list[tuple[Condition, ...]] = [()]
    for part in parts:
        found = [before + tests for before in found for tests in part]
    return found


def tests_in(condition: Condition) -> Iterator[Test]:
    """Give the tests of a condition, in reading order."""
    if isinstance(condition, Not):
        yield from tests_in(condition.part)
    elif isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from tests_in(part)
    else:
        yield condition


def subject_of(test: Condition) -> str:
    """Name the fact or finding that a test, or the contrary of one, is about."""
    inner = next(tests_in(test))
    return inner.finding if isinstance(inner, FindingTest) else inner.fact
