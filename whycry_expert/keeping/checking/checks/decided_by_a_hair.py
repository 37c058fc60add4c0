"""A stated outcome holds by a hair."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, Band, bar_to_lead, lower_end
from whycry_expert.reasoning.expectations import StatedOutcome
from whycry_expert.situation.model import Expectation

SEVERITY = Severity.NOTE
_HAIR = Fraction(1, 200)


def look(base: Base) -> Iterator[Remark]:
    """Remark on each situation whose stated band or leading reading lies within 0.005 of a border, but not on it.

    The next small change of a strength may turn it over without anyone meaning it. On the border itself lie sums that
    the borders were made for.
    """
    for example, weighed in base.weighed:
        expected = example.situation.expectation if example.situation else None
        if expected is not None:
            for message in _close(expected, base.evaluator.outcome(weighed)):
                yield Remark(Place(str(example.path)), "decided-by-a-hair", message)


def _close(expected: Expectation, outcome: StatedOutcome) -> Iterator[str]:
    upper = {weaker: lower_end(stronger) for stronger, weaker in pairwise(BANDS_OF_SUPPORT)}
    for band, names in expected.at_least.items():
        yield from (
            _message(name, outcome, band) for name in names if _near(outcome.certainties[name], lower_end(band))
        )
    for band, names in expected.at_most.items():
        yield from (
            _message(name, outcome, band) for name in names if _near(outcome.certainties[name], upper.get(band))
        )
    if expected.leading is not None:
        bar = bar_to_lead(max(outcome.certainties.values()))
        for name, certainty in outcome.certainties.items():
            if _near(certainty, bar):
                yield f"whether {name} leads is decided by a hair: {float(certainty):.4f}, the bar is {float(bar):.4f}"


def _near(certainty: Fraction, border: Fraction | None) -> bool:
    return border is not None and 0 < abs(certainty - border) <= _HAIR


def _message(name: str, outcome: StatedOutcome, band: Band) -> str:
    return f"{name} is decided by a hair: {float(outcome.certainties[name]):.4f}, stated with {band.value}"
