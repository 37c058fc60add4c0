"""How many examples a property is tried on: by the nightly run five times as many, and other ones each time."""

from hypothesis import settings

PROFILES = {"project": 100, "nightly": 500}  # each with the examples of a property that names no number


def examples(usual: int) -> settings:
    """Return settings with that many examples, more if the profile that runs has more."""
    return settings(max_examples=usual * settings.default.max_examples // PROFILES["project"])
