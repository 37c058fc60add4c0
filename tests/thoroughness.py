"""How many examples a property is tried on: by the nightly run five times as many, and other ones each time.

The profile `few` is for mutation testing, where each property is tried on hundreds of changed programs.
"""

from hypothesis import settings

PROFILES = {"few": 10, "project": 100, "nightly": 500}  # each with the examples of a property that names no number


def examples(usual: int, least: int = 1) -> settings:
    """Return settings with that many examples, more or fewer if the profile that runs has more or fewer."""
    return settings(max_examples=max(least, usual * settings.default.max_examples // PROFILES["project"]))
