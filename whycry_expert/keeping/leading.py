"""What readings can come to, as claims that a solver can decide.

The weights of lines are logarithms, so certainties are compared with sums of whole hundredths of a point. What is
claimed is a little wider than the truth, by the roundings: no witness means that there is none, and a witness is looked
at exactly by whoever asked.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, log10
from typing import Final

import z3

from whycry_expert.keeping.solving import Solver, Statement
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, LEADING_SHARE, likelihood_ratio
from whycry_expert.knowledge.model import Direction, Meaning

_SCALE: Final = 1000
_Term = tuple[z3.BoolRef, int]


def leads_beside(solver: Solver, meaning: Meaning, others: Iterable[Meaning]) -> Statement:
    """Claim that a meaning leads, as far as some other meanings are concerned."""
    claims = [_at_least(solver, [(1, meaning)], _points(LEADING_MINIMUM))]
    bar = -10 * log10(1 / LEADING_SHARE)
    claims += [_at_least(solver, [(1, meaning), (-1, other)], bar) for other in others]
    return _all(claims)


def is_spoken_against(solver: Solver, meaning: Meaning) -> Statement:
    """Claim that the certainty of a meaning is below 0."""
    return _at_least(solver, [(-1, meaning)], 1 / _SCALE)


def is_far_below(solver: Solver, meaning: Meaning, other: Meaning) -> Statement:
    """Claim that a meaning does not lead beside another one."""
    bar = 10 * log10(1 / LEADING_SHARE)
    below = _at_least(solver, [(-1, meaning)], -_points(LEADING_MINIMUM))
    behind = _at_least(solver, [(1, other), (-1, meaning)], bar)
    return Statement(z3.Or(below.formula, behind.formula), below.facts | behind.facts)


def _points(certainty: Fraction) -> float:
    return 10 * log10(likelihood_ratio(certainty))


def _all(claims: Iterable[Statement]) -> Statement:
    found = tuple(claims)
    return Statement(z3.And([claim.formula for claim in found]), frozenset().union(*(claim.facts for claim in found)))


def _at_least(solver: Solver, signed: Iterable[tuple[int, Meaning]], bar: float) -> Statement:
    """Claim that a sum of the points of meanings, taken with their signs, is at least `bar`."""
    terms: list[_Term] = []
    facts: frozenset[str] = frozenset()
    for sign, meaning in signed:
        terms += [(known, sign * weight) for known, weight in _terms(solver, meaning)]
        facts = facts.union(*(solver.weighs(rule, rule.certainty_factor).facts for rule in meaning.rules))
    slack = len(terms) // 2 + 1
    # a weight below 0 counts as that much less for its contrary
    missing = sum(-weight for _, weight in terms if weight < 0)
    positive = [(z3.Not(known), -weight) if weight < 0 else (known, weight) for known, weight in terms]
    return Statement(z3.PbGe(positive, ceil(bar * _SCALE) + missing - slack), facts)


def _terms(solver: Solver, meaning: Meaning) -> Iterator[_Term]:
    """Give what each step of each side of each line adds to the points of a meaning."""
    for line in meaning.lines:
        for direction in Direction:
            rules = [rule for rule in meaning.rules if rule.line == line.name and rule.direction is direction]
            sign = 1 if direction is Direction.FOR else -1
            before = 0
            for weight in sorted({weight for rule in rules for weight in solver.weights(rule)}):
                total = round(_points(sign * weight) * _SCALE)
                reached = z3.Or([solver.weighs(rule, weight).formula for rule in rules])
                yield reached, total - before
                before = total
