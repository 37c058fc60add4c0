"""What a page of a visit is about. None of these holds an interview: a page shows it as it is when it is looked at."""

from dataclasses import dataclass
from typing import TypeAlias

from whycry_expert.interview.choosing import Question
from whycry_expert.knowledge.model import Notice
from whycry_expert.situation.model import Given


@dataclass(frozen=True, slots=True)
class Starting:
    """What will happen, and where saved answers can be opened."""


@dataclass(frozen=True, slots=True)
class Questioning:
    """A question; `number` counts those asked before it and itself, and is 0 where an answer is changed."""

    question: Question
    number: int


@dataclass(frozen=True, slots=True)
class Noticing:
    """Notices that the answers raised, the first one now."""

    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Choosing:
    """An answer that did not go with earlier ones when it was given: which holds is asked as long as that is so."""

    question: Question
    given: Given


@dataclass(frozen=True, slots=True)
class Checking:
    """All answers, to look over and change. At the `end` of the questions it says why there are no more."""

    end: bool


@dataclass(frozen=True, slots=True)
class Concluding:
    """The conclusion; with `everything`, also where a notice of danger holds the readings back."""

    everything: bool = False


@dataclass(frozen=True, slots=True)
class Trying:
    """A question asked once more, to see what another answer would change."""

    fact: str
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What another answer would change; None is that it were not answered."""

    fact: str
    given: Given | None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Contrasting:
    """Why a reading does not lead."""

    meaning: str
    everything: bool = False


View: TypeAlias = Starting | Questioning | Noticing | Choosing | Checking | Concluding | Trying | Tried | Contrasting
