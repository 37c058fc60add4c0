"""An alternative of a condition can never hold."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.keeping.uses import UseKind
from whycry_expert.knowledge.alternatives import Alternative, alternatives
from whycry_expert.knowledge.condition import AllOf, Condition, Not

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each way in which a rule should hold and never does, where others can."""
    for conditioned in base.conditions:
        if conditioned.kind is UseKind.RULE:
            for way in dead_ways(base).get(conditioned.owner, ()):
                message = f"one alternative of {conditioned.owner} can never hold: {_condition(way)}"
                yield Remark(conditioned.place, "dead-alternative", message)


@lru_cache(maxsize=1)
def dead_ways(base: Base) -> Mapping[str, tuple[Alternative, ...]]:
    """Give the alternatives of rules that can never hold, for the rules of which others can."""
    held = _held_in_examples(base)
    found = {}
    for rule in base.knowledge.rules():
        ways = alternatives(rule.condition)
        dead = tuple(
            way
            for position, way in enumerate(ways)
            if position not in held[rule.name] and not base.can_hold(_condition(way))
        )
        if 0 < len(dead) < len(ways):
            found[rule.name] = dead
    return found


def _held_in_examples(base: Base) -> dict[str, set[int]]:
    held: dict[str, set[int]] = {rule.name: set() for rule in base.knowledge.rules()}
    for _, weighed in base.weighed:
        for rule in base.knowledge.rules():
            if weighed.weights[rule.name]:
                held[rule.name].update(weighed.alternatives_held(rule))
    return held


def _condition(way: Alternative) -> Condition:
    return AllOf(tuple(Not(literal.test) if literal.negated else literal.test for literal in way))
