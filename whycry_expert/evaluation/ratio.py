"""Certainties as likelihood ratios of whole numbers, which multiply and compare without ever being rounded."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, TypeAlias

from whycry_expert.knowledge.certainty import LEADING_MINIMUM, LEADING_SHARE, likelihood_ratio

Ratio: TypeAlias = tuple[int, int]
"""A likelihood ratio: numerator and denominator, both above 0 and not always in lowest terms."""

_LEAST: Final = likelihood_ratio(LEADING_MINIMUM)


def combined(speaking_for: Iterable[int], against: Iterable[int], scale: int) -> Ratio:
    """Multiply the likelihood ratios of contributions of which `scale` would make 1; all are below it."""
    numerator = denominator = 1
    for contribution in speaking_for:
        if contribution:
            numerator *= scale
            denominator *= scale - contribution
    for contribution in against:
        if contribution:
            numerator *= scale - contribution
            denominator *= scale
    return numerator, denominator


def certainty_of(ratio: Ratio) -> Fraction:
    """Give the certainty in (-1, 1) that a likelihood ratio stands for."""
    numerator, denominator = ratio
    return Fraction(numerator - denominator, max(ratio))


def highest_of(ratios: Iterable[Ratio]) -> Ratio:
    """Give the highest of some ratios, or that of a certainty of 0 where there is none."""
    highest = 1, 1
    for ratio in ratios:
        if ratio[0] * highest[1] > highest[0] * ratio[1]:
            highest = ratio
    return highest


def can_lead(ratio: Ratio) -> bool:
    """Tell whether a reading is certain enough to lead, whatever the others are."""
    return ratio[0] * _LEAST.denominator >= ratio[1] * _LEAST.numerator


def stands_beside(ratio: Ratio, other: Ratio) -> bool:
    """Tell whether a reading that can lead does so beside the other one: whether it has enough of its ratio."""
    return ratio[0] * other[1] * LEADING_SHARE.denominator >= other[0] * ratio[1] * LEADING_SHARE.numerator


def leading_among(able: Iterable[tuple[str, Ratio]]) -> tuple[str, ...]:
    """Name those that lead of the readings that can, highest first, else in the given order."""
    readings = list(able)
    highest = highest_of(ratio for _, ratio in readings)
    leading = [(name, ratio) for name, ratio in readings if stands_beside(ratio, highest)]
    leading.sort(key=lambda item: Fraction(*item[1]), reverse=True)
    return tuple(name for name, _ in leading)
