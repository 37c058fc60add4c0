"""Compares what a situation file says must be concluded with what is concluded."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.certainty import Band, Picture, band_of
from whycry_expert.situation.model import Expectation

_ORDER = {band: position for position, band in enumerate(Band)}
"""Strongest first."""


class StatedOutcome(Struct, frozen=True):
    """The part of a conclusion that a situation file can state."""

    picture: Picture
    leading: tuple[str, ...]
    notices: tuple[str, ...]
    certainties: Mapping[str, Fraction]


def outcome_of(conclusion: Conclusion) -> StatedOutcome:
    """Give the part of a conclusion that a situation can state."""
    certainties = {reading.meaning: reading.certainty for reading in conclusion.readings}
    return StatedOutcome(conclusion.picture, conclusion.leading, conclusion.notices, certainties)


def shortfalls(expected: Expectation, outcome: StatedOutcome) -> tuple[str, ...]:
    """Say in a sentence each what of an expectation an outcome does not meet; none when all is met."""
    return tuple(_shortfalls(expected, outcome))


def _shortfalls(expected: Expectation, outcome: StatedOutcome) -> Iterator[str]:
    if expected.picture is not None and expected.picture is not outcome.picture:
        yield f"the picture is {outcome.picture.value}, not {expected.picture.value}"
    if expected.leading is not None and set(expected.leading) != set(outcome.leading):
        yield f"what leads is {listed(outcome.leading)}, not {listed(expected.leading)}"
    if expected.notices is not None and expected.notices != outcome.notices:
        yield f"the notices are {listed(outcome.notices)}, not {listed(expected.notices)}"
    yield from _outside(expected, outcome)
    for name in expected.speaks_against:
        if outcome.certainties[name] >= 0:
            yield f"{name} is not spoken against ({float(outcome.certainties[name]):.2f})"


def _outside(expected: Expectation, outcome: StatedOutcome) -> Iterator[str]:
    for word, sign, limits in (("below", 1, expected.at_least), ("above", -1, expected.at_most)):
        for limit, names in limits.items():
            for name in names:
                certainty = outcome.certainties[name]
                if sign * (_ORDER[band_of(certainty)] - _ORDER[limit]) > 0:
                    yield f"{name} is {word} {limit.value} ({float(certainty):.2f})"


def listed(names: tuple[str, ...]) -> str:
    """Write some names in a line, or that there are none."""
    return ", ".join(names) or "nothing"
