"""How many examples a property is tried on: each says a usual number, of which `make test` tries a part.

The nightly run tries five times the usual number, and other examples each time. The profile `few` is for mutation
testing, where each property is tried on hundreds of changed programs.
"""

from hypothesis import settings

USUAL = 100
"""Of a property that says nothing."""
PROFILES = {"few": 10, "project": 40, "nightly": 500}
"""How many examples are tried where `USUAL` is meant."""
_FEWEST = 5


def examples(usual: int, least: int = _FEWEST) -> settings:
    """Return settings with as many examples as the profile that runs has for what are usually so many."""
    return settings(max_examples=max(min(usual, least), usual * settings.default.max_examples // USUAL))
