"""How many examples a property is tried on: each says a usual number, of which `make test` tries a part.

The nightly run tries five times the usual number, and other examples each time. The profile `few` is for mutation
testing, where each property is tried on hundreds of changed programs.
"""

import pytest
from hypothesis import settings

USUAL = 100
"""Of a property that says nothing."""
PROFILES = {"few": 10, "project": 40, "nightly": 500}
"""How many examples are tried where `USUAL` is meant."""
_FEWEST = 5


def examples(usual: int, least: int = _FEWEST, by_day: int | None = None) -> settings:
    """Return settings with as many examples as the profile that runs has for what are usually so many.

    `by_day` is the most that `make test` tries, of a property that takes long.
    """
    number = max(min(usual, least), usual * settings.default.max_examples // USUAL)
    if by_day is not None and settings.default.max_examples <= PROFILES["project"]:
        number = min(number, by_day)
    return settings(max_examples=number)


def some_by_day(names, every, always=()):
    """Give all names as parameters of a test, of which `make test` takes every so-manieth and all of `always`.

    The others are marked nightly, so that `make test-all` takes them all.
    """
    names = list(names)
    chosen = {*names[::every], *always}
    return [name if name in chosen else pytest.param(name, marks=pytest.mark.nightly) for name in names]
