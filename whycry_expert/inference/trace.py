"""What the engine did, firing by firing: one class for each kind of firing."""

from enum import Enum
from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from whycry_expert.knowledge.certainty import Picture
from whycry_expert.knowledge.model import Direction


class Stage(Enum):
    """The stages of a run, in their order; each is complete before the next begins."""

    NOTICES = "notices"
    FINDINGS = "findings"
    MEANINGS = "meanings"
    CONCLUSION = "conclusion"


class Matched(Struct, frozen=True):
    """A fact or finding that a rule matched: the test as written, and the certainty in [0.2, 1] that it met."""

    subject: str
    test: str
    certainty: Fraction


class Term(Struct, frozen=True):
    """One part of a sum or choice: a rule or reading and what it brought, signed."""

    rule: str
    amount: Fraction
    line: str = ""


class Firing(Struct, frozen=True):
    """One activation that fired, in its cycle from 1. `rule` names what fired: a rule, notice, finding or meaning."""

    cycle: int
    rule: str
    stage: ClassVar[Stage]


class ConditionMet(Firing, frozen=True):
    """A condition held. `alternative` counts from 1 and tells which of its `alternatives` it was, by what it matched.

    `claims` and `sources` are what the rule or notice rests on.
    """

    alternative: int
    alternatives: int
    matched: tuple[Matched, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]


class NoticeRaised(ConditionMet, frozen=True):
    """The condition of a notice held."""

    stage = Stage.NOTICES


class RuleFired(ConditionMet, frozen=True):
    """The condition of a rule held with a `certainty`, which multiplies with its strength to the amount, signed."""

    strength: str
    certainty: Fraction
    amount: Fraction


class FindingSupported(RuleFired, frozen=True):
    """A rule supports a finding."""

    finding: str
    stage = Stage.FINDINGS


class Contributed(RuleFired, frozen=True):
    """A rule contributes to a meaning, in a line of evidence."""

    meaning: str
    line: str
    direction: Direction
    stage = Stage.MEANINGS


class FindingConcluded(Firing, frozen=True):
    """A finding has the support of the strongest of its rules; `terms` are all that fired."""

    support: Fraction
    terms: tuple[Term, ...]
    stage = Stage.FINDINGS


class ReadingConcluded(Firing, frozen=True):
    """A meaning has the certainty that the `terms` combine to, one for each side of a line."""

    certainty: Fraction
    terms: tuple[Term, ...]
    stage = Stage.CONCLUSION


class PictureDrawn(Firing, frozen=True):
    """The readings make a picture; `leading` are those that lead, with their certainties, highest first."""

    picture: Picture
    leading: tuple[Term, ...]
    stage = Stage.CONCLUSION


class MeaningAdded(Firing, frozen=True):
    """The picture itself brought a meaning in."""

    stage = Stage.CONCLUSION
