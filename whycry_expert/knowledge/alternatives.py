"""Takes a condition apart into the alternatives that each make it hold."""

from functools import lru_cache
from itertools import product
from typing import TypeAlias

from msgspec import Struct

from whycry_expert.knowledge.certainty import Interval
from whycry_expert.knowledge.condition import (
    MAX_ALTERNATIVES,
    AllOf,
    AnyOf,
    Condition,
    FactTest,
    Not,
    Test,
    alternatives_of,
)


class Literal(Struct, frozen=True, cache_hash=True):
    """A test, or its contrary."""

    test: Test
    negated: bool = False

    def __str__(self) -> str:
        return f"not {self.test}" if self.negated else str(self.test)

    @property
    def subject(self) -> str:
        """The fact or finding that the test is about."""
        return self.test.fact if isinstance(self.test, FactTest) else self.test.finding

    def oriented(self, value: Interval) -> Interval:
        """Give the value of the literal, from the value of its test."""
        return value.negated() if self.negated else value


Alternative: TypeAlias = tuple[Literal, ...]


@lru_cache(maxsize=4096)
def alternatives(condition: Condition) -> tuple[Alternative, ...]:
    """Give the disjunctive normal form of `condition`, in reading order; what stands last changes fastest.

    The condition has the value of its strongest alternative, and an alternative that of its weakest literal.

    Raises ValueError when there are more than MAX_ALTERNATIVES; knowledge that was loaded has no such condition.
    """
    if alternatives_of(condition) > MAX_ALTERNATIVES:
        raise ValueError(f"a condition has more than {MAX_ALTERNATIVES} alternatives")
    return tuple(dict.fromkeys(tuple(dict.fromkeys(part)) for part in _normal_form(condition, negated=False)))


def _normal_form(condition: Condition, *, negated: bool) -> list[Alternative]:
    if isinstance(condition, Not):
        return _normal_form(condition.part, negated=not negated)
    if isinstance(condition, (AllOf, AnyOf)):
        parts = [_normal_form(part, negated=negated) for part in condition.parts]
        if isinstance(condition, AllOf) != negated:
            return [tuple(literal for part in chosen for literal in part) for chosen in product(*parts)]
        return [alternative for part in parts for alternative in part]
    return [(Literal(condition, negated),)]
