"""What the engine did, firing by firing."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from whycry_expert.knowledge.model import Direction


class Stage(Enum):
    """The stages of a run, in their order; each is complete before the next begins."""

    NOTICES = "notices"
    FINDINGS = "findings"
    MEANINGS = "meanings"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Matched:
    """A fact or finding that a rule matched: the test as written, and the certainty in [0.2, 1] that it met."""

    subject: str
    test: str
    certainty: Fraction


class AssertionKind(Enum):
    """What a firing can put into working memory."""

    NOTICE = "notice"
    SUPPORT = "support"
    FINDING = "finding"
    CONTRIBUTION = "contribution"
    READING = "reading"
    PICTURE = "picture"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a firing put into working memory.

    `subject` is the notice, finding, meaning or picture; `amount` the contribution or certainty, where there is one.
    """

    kind: AssertionKind
    subject: str
    amount: Fraction | None = None
    line: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum or choice: a rule and what it contributed, signed."""

    rule: str
    amount: Fraction
    line: str = ""


@dataclass(frozen=True, slots=True)
class Firing:
    """One activation that fired.

    `alternative` counts from 1 and tells which of the rule's `alternatives` held. `strength` and `certainty`
    multiply to the amount of a contribution; `terms` are what a reading was combined from.
    """

    cycle: int
    stage: Stage
    rule: str
    matched: tuple[Matched, ...]
    asserted: Assertion
    alternative: int = 1
    alternatives: int = 1
    strength: str = ""
    certainty: Fraction | None = None
    terms: tuple[Term, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
