"""Writes into a situation file the outcome that it reaches, in the place of the one that it states."""

from collections.abc import Mapping

from msgspec.structs import replace

from whycry_expert.errors import Complaints, InputError
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, Band, band_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.expectations import StatedOutcome, shortfalls
from whycry_expert.situation.model import Expectation, Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.situation.writing import situation_text
from whycry_expert.source import MappingNode, parse

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

    Nothing but the lines of `expect` is touched.
    """
    text = content.decode("utf-8")  # a mark of its encoding at its beginning stays
    lines = text.splitlines(keepends=True)
    span = _span(content, lines)
    if span is None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    new = situation_text(Situation(expectation=expected)).replace("\n", end)
    result = "".join([*lines[: span[0]], new, *lines[span[1] :]]).encode()
    try:
        again = read_situation(result, "", knowledge)
    except InputError:
        return None
    same = again.answers == situation.answers and again.expectation == expected and again.title == situation.title
    return result if same else None


def _span(content: bytes, lines: list[str]) -> tuple[int, int] | None:
    """Give the lines of `expect`: from its own to before the next key, without comments that stand between."""
    root = parse(content, "", Complaints())
    if not isinstance(root, MappingNode):
        return None
    starts = [(key.text, key.place.line - 1) for key, _ in root.entries]
    begin = next((line for key, line in starts if key == _KEY), None)
    if begin is None or not lines[begin].startswith(_KEY):
        return None
    end = min((line for _, line in starts if line > begin), default=len(lines))
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return begin, end
