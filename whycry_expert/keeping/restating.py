"""Writes into a situation file the outcome that it reaches, in the place of the one that it states."""

from collections.abc import Mapping

from msgspec.structs import replace

from whycry_expert.errors import InputError
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, Band, band_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.expectations import StatedOutcome, shortfalls
from whycry_expert.situation.model import Expectation, Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.situation.writing import expectation_entries
from whycry_expert.situation.yaml_text import YamlText

_KEY = "expect"


def restated(expected: Expectation, outcome: StatedOutcome) -> Expectation:
    """State of an outcome what was stated before, no more."""
    certainties = outcome.certainties
    limits = {
        side: _limits(getattr(expected, side), {name: band_of(certainty) for name, certainty in certainties.items()})
        for side in ("at_least", "at_most")
    }
    return replace(
        expected,
        picture=outcome.picture if expected.picture is not None else None,
        leading=outcome.leading if expected.leading is not None else None,
        notices=outcome.notices if expected.notices is not None else None,
        speaks_against=tuple(name for name in expected.speaks_against if certainties[name] < 0),
        at_least=_met(limits["at_least"], expected.at_least, outcome, "at_least"),
        at_most=_met(limits["at_most"], expected.at_most, outcome, "at_most"),
    )


def _limits(stated: Mapping[Band, tuple[str, ...]], bands: Mapping[str, Band]) -> dict[Band, tuple[str, ...]]:
    names = [name for group in stated.values() for name in group]
    found = {band: tuple(name for name in names if bands[name] is band) for band in BANDS_OF_SUPPORT}
    return {band: group for band, group in found.items() if group}


def _met(
    found: Mapping[Band, tuple[str, ...]], stated: Mapping[Band, tuple[str, ...]], outcome: StatedOutcome, side: str
) -> Mapping[Band, tuple[str, ...]]:
    """Keep the limits that were stated where they hold."""
    holds = not shortfalls(Expectation(**{side: stated}), outcome)  # type: ignore[arg-type]
    return stated if holds else found


def with_outcome(content: bytes, situation: Situation, expected: Expectation, knowledge: Knowledge) -> bytes | None:
    """Give the bytes of a situation's file with another stated outcome, or None where only a person can write it.

    Nothing but what is stated otherwise is touched.
    """
    document = YamlText(content.decode("utf-8"))
    before = expectation_entries(situation.expectation or Expectation())
    after = expectation_entries(expected)
    for key in before.keys() - after:
        document.delete((_KEY, key))
    document.add((_KEY,), {key: value for key, value in after.items() if before.get(key) != value})
    result = document.text.encode()
    try:
        again = read_situation(result, "", knowledge)
    except InputError:
        return None
    same = again.answers == situation.answers and again.expectation == expected and again.title == situation.title
    return result if same else None
