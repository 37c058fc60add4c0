"""The arithmetic of the reference, written out once more with exact fractions."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

THRESHOLD: Final = Fraction("0.2")
DISPUTED_POINTS: Final = 4
STRENGTHS: Final = {
    "hints": Fraction("0.2"),
    "suggests": Fraction("0.4"),
    "supports": Fraction("0.6"),
    "strongly supports": Fraction("0.8"),
    "settles": Fraction("0.95"),
}
_LEADS_FROM: Final = Fraction("0.3")
_LEADS_WITHIN: Final = 2
_BANDS: Final = (
    ("very strong", Fraction("0.97")),
    ("strong", Fraction("0.9")),
    ("good", Fraction("0.68")),
    ("some", Fraction("0.3")),
)


def combined(contributions: Iterable[Fraction]) -> Fraction:
    """Combine contributions in (-1, 1) with the function of EMYCIN, one after the other; none give 0."""
    total = Fraction(0)
    for amount in contributions:
        if total >= 0 and amount >= 0:
            total = total + amount - total * amount
        elif total <= 0 and amount <= 0:
            total = total + amount + total * amount
        else:
            total = (total + amount) / (1 - min(abs(total), abs(amount)))
    return total


def points_of(amount: Fraction) -> Fraction:
    """Give 10 * log10 of the likelihood ratio of an amount in (-1, 1), rounded to one decimal.

    The logarithm is only a first guess. What decides is exact: n tenths are right when ratio ** 200 lies
    between 10 ** (2n - 1) and 10 ** (2n + 1). No fraction lies half-way, so no tie needs breaking.
    """
    ratio = 1 / (1 - amount) if amount >= 0 else 1 + amount
    tenths = round(100 * math.log10(ratio))
    power = ratio**200
    while power > Fraction(10) ** (2 * tenths + 1):
        tenths += 1
    while power < Fraction(10) ** (2 * tenths - 1):
        tenths -= 1
    return Fraction(tenths, 10)


def band_of(certainty: Fraction) -> str:
    """Name the band of a certainty."""
    for band, least in _BANDS:
        if certainty >= least:
            return band
    return "slight" if certainty > 0 else "none" if certainty == 0 else "speaks against"


def leading_of(certainties: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Name the leading readings, highest first; of equal ones the first in `certainties` comes first."""
    highest = max(certainties.values())
    leading = [
        name
        for name, value in certainties.items()
        # of the likelihood ratios 1 / (1 - certainty), one that leads is at least half the highest
        if value >= _LEADS_FROM and (1 - value) <= _LEADS_WITHIN * (1 - highest)
    ]
    return tuple(sorted(leading, key=lambda name: certainties[name], reverse=True))


def picture_of(leading: tuple[str, ...]) -> str:
    """Name the picture that the leading readings make."""
    return "open" if not leading else "clear" if len(leading) == 1 else "mixed"
