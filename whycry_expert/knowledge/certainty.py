"""The calculus of certainty: thresholds, strengths, combination, points and bands.

Everything is computed with exact fractions, so that no sum depends on its order. The combination is that
of EMYCIN, which is the multiplication of likelihood ratios in another scale (D. Heckerman, 1986). A certainty
measures how far the answers change a belief; it is not a probability.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
THRESHOLD: Final = Fraction(1, 5)
"""A condition holds from here on (the threshold of EMYCIN)."""

LEADING_MINIMUM: Final = Fraction(3, 10)
LEADING_SHARE: Final = Fraction(1, 2)
"""Of the highest likelihood ratio: a factor below two is hardly worth a mention (H. Jeffreys, 1961)."""
DISPUTED_POINTS: Final = Decimal(4)

STRENGTHS: Final = {
    "hints": Fraction(1, 5),
    "suggests": Fraction(2, 5),
    "supports": Fraction(3, 5),
    "strongly supports": Fraction(4, 5),
    "settles": Fraction(19, 20),
}
"""What a rule may say of its own weight, weakest first."""


class Interval(NamedTuple):
    """All that a value can still be: from `lo` to `hi`, both in [-1, 1]."""

    lo: Fraction
    hi: Fraction

    def negated(self) -> "Interval":
        """Give the interval of the contrary."""
        return Interval(-self.hi, -self.lo)


class Band(Enum):
    """The word for a certainty. The members stand in order, strongest first.

    The borders are those of H. Jeffreys (Theory of Probability, 1961, appendix B): 15, 10, 5 and 1.5 points, as
    certainties 1 - 10 ** (-points / 10), rounded to two decimals.
    """

    VERY_STRONG = "very strong"
    STRONG = "strong"
    GOOD = "good"
    SOME = "some"
    SLIGHT = "slight"
    NONE = "none"
    AGAINST = "speaks against"


_LOWER_ENDS: Final = (
    (Band.VERY_STRONG, Fraction(97, 100)),
    (Band.STRONG, Fraction(9, 10)),
    (Band.GOOD, Fraction(17, 25)),
    (Band.SOME, LEADING_MINIMUM),
)


LEADING_BANDS: Final = tuple(band for band, _ in _LOWER_ENDS)
"""Those that a reading that leads can have."""

BANDS_OF_SUPPORT: Final = (Band.VERY_STRONG, Band.STRONG, Band.GOOD, Band.SOME, Band.SLIGHT, Band.NONE)
"""Those that a stated outcome can name as a limit; what speaks against a reading has a word of its own."""


def band_of(certainty: Fraction) -> Band:
    """Give the band of a certainty in (-1, 1)."""
    for band, lower_end in _LOWER_ENDS:
        if certainty >= lower_end:
            return band
    return Band.SLIGHT if certainty > 0 else Band.NONE if certainty == 0 else Band.AGAINST


def lower_end(band: Band) -> Fraction | None:
    """Give the certainty at which a band begins; None for those that have no such end of their own."""
    return dict(_LOWER_ENDS).get(band)


def likelihood_ratio(contribution: Fraction) -> Fraction:
    """Give the ratio in (0, inf) that a contribution in (-1, 1) stands for; 1 for no contribution."""
    return 1 / (1 - contribution) if contribution >= 0 else 1 + contribution


def combine(contributions: Iterable[Fraction]) -> Fraction:
    """Combine contributions in (-1, 1) of different lines into one certainty in (-1, 1).

    Commutative and associative, exactly; no contributions give 0.
    """
    # the ratio as two whole numbers, reduced only once
    above = below = 1
    for contribution in contributions:
        part, whole = contribution.as_integer_ratio()
        above *= whole if part >= 0 else whole + part
        below *= whole - part if part >= 0 else whole
    return Fraction(above - below, max(above, below))


_POINTS = Context(prec=30)


@lru_cache(maxsize=65536)
def points(contribution: Fraction) -> Decimal:
    """Give a contribution in (-1, 1) in points, 10 * log10 of its ratio, rounded to one decimal.

    Points add up where contributions combine. Each line of evidence is rounded by itself and only then
    added, so that whoever adds what is printed gets the sum that is printed.
    """
    ratio = likelihood_ratio(contribution)
    logarithm = _POINTS.divide(Decimal(ratio.numerator), Decimal(ratio.denominator)).log10(_POINTS)
    return (10 * logarithm).quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN) + 0


def bar_to_lead(highest: Fraction) -> Fraction:
    """Give the least certainty that leads beside the `highest` one, in (-1, 1): `some`, and half its ratio."""
    return max(LEADING_MINIMUM, 1 - (1 - highest) / LEADING_SHARE)


def leaders(certainties: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Name those that lead, highest first, else in the given order."""
    bar = bar_to_lead(max(certainties.values(), default=ZERO))
    leading = [name for name, certainty in certainties.items() if certainty >= bar]
    return tuple(sorted(leading, key=lambda name: -certainties[name]))


class Picture(Enum):
    """How many readings lead: one, several or none."""

    CLEAR = "clear"
    MIXED = "mixed"
    OPEN = "open"


def picture_of(leading: tuple[str, ...]) -> Picture:
    """Give the picture that the leading readings make."""
    return Picture.OPEN if not leading else Picture.CLEAR if len(leading) == 1 else Picture.MIXED
