"""A knowledge base as plain numbers: what each evaluation of it reads."""

from typing import Final

from msgspec import Struct

from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.condition import Spot

TWENTIETHS: Final = 20
"""Every strength is a whole number of these."""
MILLIONTHS: Final = 10**6
"""Every certainty of an answer is a whole number of these."""


class CompiledKnowledge(Struct, frozen=True):
    """The layers between answers and readings; a position in one layer is a number that the next ones name.

    spots -> literals -> alternatives -> conditions -> rules -> findings (which are literals again), sides -> readings.

    All values are whole numbers, of which `scale` make a certainty of 1. Answers are whole millionths, and each rule
    on the way multiplies by twentieths, so with `scale` = 10**6 * 20**(depth of the findings + 1) nothing is rounded:
    rule r contributes `strengths[r] * value // 20`, exactly. Evaluated like this:

    - spot: the signed value that the answers give it, or open. Of a choice one spot holds and the others are denied.
    - literal: the highest of its `literal_spots`, or where `negated` the lowest of their contraries.
    - alternative: the lowest of its literals. Condition: the highest of its alternatives; it holds from `threshold` on.
    - rule r has the condition r, and contributes 0 while that does not hold.
    - finding f: the highest contribution of its rules. It is the literal `len(literal_spots) + f`. Findings stand in
      an order in which each comes after those that it tests.
    - side of a line of evidence: the highest contribution of its rules, for or against its reading.
    - reading: the product of the likelihood ratios of its sides, each `scale / (scale - x)` for and
      `(scale - x) / scale` against.
    """

    scale: int
    threshold: int
    facts: tuple[str, ...]
    """Names, in the order of the vocabulary; an `only if` names earlier facts alone."""
    spots: tuple[Spot, ...]
    fact_spots: tuple[tuple[int, ...], ...]
    literals: tuple[Literal, ...]
    """As they are written, those over findings last."""
    literal_spots: tuple[tuple[int, ...], ...]
    """The spots of each literal over facts."""
    negated: tuple[bool, ...]
    alternatives: tuple[tuple[int, ...], ...]
    """The literals of each."""
    conditions: tuple[tuple[int, ...], ...]
    """The alternatives of each: first one condition for each rule, then all others, each once."""
    strengths: tuple[int, ...]
    """Of each rule, in twentieths."""
    findings: tuple[tuple[int, ...], ...]
    """The rules of each."""
    sides: tuple[tuple[int, ...], ...]
    """The rules of each, in the order of the knowledge base."""
    against: tuple[bool, ...]
    """Whether a side speaks against its reading."""
    readings: tuple[tuple[int, ...], ...]
    """The sides of each."""
    notices: tuple[int, ...]
    """The condition of each."""
    only_ifs: tuple[int, ...]
    """The condition of each fact, or -1."""
    clashes: tuple[tuple[int, ...], ...]
    """The conditions that cannot all hold."""
    ruled_out: tuple[tuple[tuple[int, ...], ...], ...]
    """For each condition of each clash the literals that cannot come to hold once its other conditions do."""
