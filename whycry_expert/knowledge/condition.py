"""Conditions over facts and findings. Facts are tested at their spots: what can be answered, one by one."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Final, TypeAlias

from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE, ZERO, Interval
from whycry_expert.knowledge.decimals import readable
from whycry_expert.knowledge.part import Part

RELATIONS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "at least": ge,
    "at most": le,
    "more than": gt,
    "less than": lt,
}

MAX_ALTERNATIVES: Final = 256
"""The most alternatives that a condition may have, so that none can swamp the inference."""


class Spot(Part, frozen=True, cache_hash=True):
    """What can be answered yes or no: a yes-no fact, one option of a fact, or whether a number meets a bound."""

    fact: str
    option: str = ""
    relation: str = ""
    limit: Fraction | None = None
    """Of a number; nothing elsewhere, since spots are compared and hashed by the thousand."""

    def __str__(self) -> str:
        return self.option or (f"{self.relation} {readable(self.bound)}" if self.relation else "")

    @property
    def bound(self) -> Fraction:
        """What the number is compared with."""
        return self.limit if self.limit is not None else ZERO

    def signed(self, answer: Answer) -> Fraction | None:
        """Give the certainty in [-1, 1] that an answer gives this spot; None where it leaves it open.

        A number says nothing of what is no bound, and nothing but a number says anything of a bound: some matchers look
        at the answers to other facts as well.
        """
        if bool(self.relation) != (answer.number is not None):
            return None
        if answer.number is None:
            return answer.at(self.option)
        return answer.certainty if RELATIONS[self.relation](answer.number, self.bound) else -answer.certainty


class FactTest(Part, frozen=True, tag="fact", cache_hash=True):
    """Whether any of some spots of one fact holds. `not` of it means that the contraries of all of them do."""

    spots: tuple[Spot, ...]

    def __str__(self) -> str:
        told = " or ".join(map(str, self.spots))
        return f"{self.fact}: {told}" if told else self.fact

    @classmethod
    def of_options(cls, fact: str, options: tuple[str, ...]) -> "FactTest":
        """Test options of a choice or choices fact."""
        return cls(tuple(Spot(fact, option) for option in options))

    @property
    def fact(self) -> str:
        """The fact whose spots these are."""
        return self.spots[0].fact

    @property
    def options(self) -> tuple[str, ...]:
        """The options tested, of a choice or choices fact."""
        return tuple(spot.option for spot in self.spots if spot.option)

    def value(self, answer: Answer) -> Interval:
        """Give all that the test can be worth under an answer to its fact, whatever that leaves open."""
        signed = [spot.signed(answer) for spot in self.spots]
        return Interval(
            max(-ONE if value is None else value for value in signed),
            max(ONE if value is None else value for value in signed),
        )


class FindingTest(Part, frozen=True, tag="finding", cache_hash=True):
    """Whether a finding is supported."""

    finding: str

    def __str__(self) -> str:
        return self.finding


class AllOf(Part, frozen=True, tag="all", cache_hash=True):
    """Holds when every part holds."""

    parts: "tuple[Condition, ...]"  # as a whole: Python 3.10 resolves no name inside a generic

    def __str__(self) -> str:
        return " and ".join(_bracketed(part) for part in self.parts)


class AnyOf(Part, frozen=True, tag="any", cache_hash=True):
    """Holds when at least one part holds."""

    parts: "tuple[Condition, ...]"  # as a whole: Python 3.10 resolves no name inside a generic

    def __str__(self) -> str:
        return " or ".join(_bracketed(part) for part in self.parts)


class Not(Part, frozen=True, tag="not", cache_hash=True):
    """Holds when the contrary of its part was answered."""

    part: "Condition"

    def __str__(self) -> str:
        return f"not {_bracketed(self.part)}"


Test: TypeAlias = FactTest | FindingTest
Condition: TypeAlias = Test | AllOf | AnyOf | Not


def tests_in(condition: Condition) -> Iterator[Test]:
    """Give every test of facts and findings that stands in `condition`, in reading order."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from tests_in(part)
    elif isinstance(condition, Not):
        yield from tests_in(condition.part)
    else:
        yield condition


def facts_in(condition: Condition) -> tuple[str, ...]:
    """Name the facts that `condition` tests itself, each once, in reading order."""
    return tuple(dict.fromkeys(test.fact for test in tests_in(condition) if isinstance(test, FactTest)))


def findings_in(condition: Condition) -> tuple[str, ...]:
    """Name the findings that `condition` tests, each once, in reading order."""
    return tuple(dict.fromkeys(test.finding for test in tests_in(condition) if isinstance(test, FindingTest)))


def without_each_part(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Give each part of the groups in `condition`, with the condition without it; a group keeps one part at least."""
    if isinstance(condition, Not):
        yield from ((part, Not(rest)) for part, rest in without_each_part(condition.part))
    elif isinstance(condition, (AllOf, AnyOf)):
        for position, part in enumerate(condition.parts):
            before, after = condition.parts[:position], condition.parts[position + 1 :]
            if before or after:
                yield part, type(condition)((*before, *after))
            yield from ((inner, type(condition)((*before, rest, *after))) for inner, rest in without_each_part(part))


def alternatives_of(condition: Condition, *, negated: bool = False) -> int:
    """Count the alternatives that each make `condition`, or its contrary, hold: at most so many, before any are made.

    Never counts further than just above MAX_ALTERNATIVES.
    """
    if isinstance(condition, Not):
        return alternatives_of(condition.part, negated=not negated)
    if not isinstance(condition, (AllOf, AnyOf)):
        return 1
    every = isinstance(condition, AllOf) != negated
    count = 1 if every else 0
    for part in condition.parts:
        of_part = alternatives_of(part, negated=negated)
        count = min(count * of_part if every else count + of_part, MAX_ALTERNATIVES + 1)
    return count


def _bracketed(condition: Condition) -> str:
    return f"({condition})" if isinstance(condition, (AllOf, AnyOf)) else str(condition)
