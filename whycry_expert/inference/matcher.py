"""Which matcher an engine uses."""

from enum import Enum


class Matcher(Enum):
    """What finds the rules whose conditions are met. All give the same activations; experta brings Rete."""

    COUNTING = "counting"
    RETE = "rete"
