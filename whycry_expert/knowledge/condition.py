"""Conditions over facts and findings, and the interval of values that a condition can have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Final, TypeAlias

from whycry_expert.knowledge.answer import Answer, Answers, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.certainty import ONE, UNKNOWN, ZERO, Interval

RELATIONS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "at least": ge,
    "at most": le,
    "more than": gt,
    "less than": lt,
}

MAX_ALTERNATIVES: Final = 256
"""The most alternatives that a condition may have, so that none can swamp the inference."""


@dataclass(frozen=True, slots=True)
class YesNoTest:
    """Whether a yes-no fact was answered yes."""

    fact: str

    def __str__(self) -> str:
        return self.fact

    def value(self, answer: Answer | None) -> Interval:
        """Give the interval of this test under an answer to its fact, or under none."""
        return _exactly(answer.signed) if isinstance(answer, YesNo) else UNKNOWN


@dataclass(frozen=True, slots=True)
class OptionTest:
    """Whether one of some options of a choice or choices fact was given."""

    fact: str
    options: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.fact}: {' or '.join(self.options)}"

    def value(self, answer: Answer | None) -> Interval:
        """Give the interval of this test under an answer to its fact, or under none."""
        if isinstance(answer, Choice):
            return _exactly(answer.certainty if answer.option in self.options else -answer.certainty)
        if isinstance(answer, Choices):
            given = dict(answer.options)
            known = [given[option] for option in self.options if option in given]
            complete = len(known) == len(self.options)
            return Interval(max(known, default=-ONE), max(known) if complete else ONE)
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class NumberTest:
    """Whether the number given for a fact stands in a relation to a bound."""

    fact: str
    relation: str
    bound: Fraction

    def __str__(self) -> str:
        return f"{self.fact}: {self.relation} {float(self.bound):g}"

    def value(self, answer: Answer | None) -> Interval:
        """Give the interval of this test under an answer to its fact, or under none."""
        if not isinstance(answer, Number):
            return UNKNOWN
        met = RELATIONS[self.relation](answer.value, self.bound)
        return _exactly(answer.certainty if met else -answer.certainty)


@dataclass(frozen=True, slots=True)
class FindingTest:
    """Whether a finding is supported."""

    finding: str

    def __str__(self) -> str:
        return self.finding


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple["Condition", ...]

    def __str__(self) -> str:
        return " and ".join(_bracketed(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when at least one part holds."""

    parts: tuple["Condition", ...]

    def __str__(self) -> str:
        return " or ".join(_bracketed(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when the contrary of its part was answered."""

    part: "Condition"

    def __str__(self) -> str:
        return f"not {_bracketed(self.part)}"


FactTest: TypeAlias = YesNoTest | OptionTest | NumberTest
Test: TypeAlias = FactTest | FindingTest
Condition: TypeAlias = Test | All | Any | Not

Support: TypeAlias = Mapping[str, Interval]
"""The known and possible support of each finding."""


def value_of(condition: Condition, answers: Answers, support: Support) -> Interval:
    """Give the interval of values that `condition` can have once the facts without an answer are answered."""
    if isinstance(condition, FindingTest):
        return support.get(condition.finding, Interval(ZERO, ZERO))
    if isinstance(condition, Not):
        return value_of(condition.part, answers, support).negated()
    if isinstance(condition, (All, Any)):
        values = [value_of(part, answers, support) for part in condition.parts]
        pick = min if isinstance(condition, All) else max
        return Interval(pick(value.lo for value in values), pick(value.hi for value in values))
    return condition.value(answers.get(condition.fact))


def tests_in(condition: Condition) -> Iterator[Test]:
    """Give every test of facts and findings that stands in `condition`, in reading order."""
    if isinstance(condition, (All, Any)):
        for part in condition.parts:
            yield from tests_in(part)
    elif isinstance(condition, Not):
        yield from tests_in(condition.part)
    else:
        yield condition


def facts_in(condition: Condition) -> tuple[str, ...]:
    """Name the facts that `condition` tests itself, each once, in reading order."""
    return tuple(dict.fromkeys(test.fact for test in tests_in(condition) if not isinstance(test, FindingTest)))


def findings_in(condition: Condition) -> tuple[str, ...]:
    """Name the findings that `condition` tests, each once, in reading order."""
    return tuple(dict.fromkeys(test.finding for test in tests_in(condition) if isinstance(test, FindingTest)))


def alternatives_of(condition: Condition, *, negated: bool = False) -> int:
    """Count the alternatives that each make `condition`, or its contrary, hold: at most so many, before any are made.

    Never counts further than just above MAX_ALTERNATIVES.
    """
    if isinstance(condition, Not):
        return alternatives_of(condition.part, negated=not negated)
    if not isinstance(condition, (All, Any)):
        return 1
    every = isinstance(condition, All) != negated
    count = 1 if every else 0
    for part in condition.parts:
        of_part = alternatives_of(part, negated=negated)
        count = min(count * of_part if every else count + of_part, MAX_ALTERNATIVES + 1)
    return count


def _exactly(value: Fraction) -> Interval:
    return Interval(value, value)


def _bracketed(condition: Condition) -> str:
    return f"({condition})" if isinstance(condition, (All, Any)) else str(condition)
