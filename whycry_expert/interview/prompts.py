"""The prompts of an interview, as values: at each a line can be typed, and what it means there gives the next one.

Every prompt is one of these, and whoever reads the lines looks for a command first, so there is no prompt at which the
commands are not heard. What a line means at a prompt never depends on anything but the prompt. `before` is the prompt
that one comes back to from it; where it is None, that is the question answered last.
"""

from dataclasses import dataclass
from typing import TypeAlias

from whycry_expert.interview.choosing import Question, safety_facts
from whycry_expert.interview.session import Ending, Interview
from whycry_expert.interview.topics import TOPICS, topic_question, topics_of
from whycry_expert.knowledge.model import Fact, Notice
from whycry_expert.situation.clashes import FoundClash
from whycry_expert.situation.model import Given


@dataclass(frozen=True)
class Asking:
    """A question. It has a prompt `before` it where someone chose to change the answer there."""

    interview: Interview
    question: Question
    before: "Prompt | None" = None

    @property
    def for_safety(self) -> bool:
        """Whether it is a question of safety, also where the answer to it is changed."""
        return self.question.for_safety or self.question.fact in safety_facts(self.interview.knowledge)

    @property
    def fact(self) -> Fact:
        """What is asked."""
        if self.question.fact == TOPICS:
            return topic_question(topics_of(self.interview.knowledge))
        return self.interview.knowledge.facts[self.question.fact]


@dataclass(frozen=True)
class Noticed:
    """Notices that an answer raised, told one at a time, the first one now: what matters most, and then `in_full`.

    `before` is the question that was answered.
    """

    interview: Interview
    notices: tuple[Notice, ...]
    then: "Prompt"
    before: "Prompt | None" = None
    in_full: bool = False


@dataclass(frozen=True)
class Clashing:
    """An answer that does not go with earlier ones, until it is said which holds."""

    before: Asking
    fact: str
    given: Given
    clash: FoundClash

    @property
    def interview(self) -> Interview:
        """The interview without the new answer."""
        return self.before.interview


@dataclass(frozen=True)
class Changing:
    """The list of all answers, of which one can be chosen."""

    before: "Prompt"

    @property
    def interview(self) -> Interview:
        """The interview whose answers are listed."""
        return self.before.interview


@dataclass(frozen=True)
class Naming:
    """The name of a file to save to."""

    before: "Prompt"

    @property
    def interview(self) -> Interview:
        """The interview that is to be saved."""
        return self.before.interview


@dataclass(frozen=True)
class LookingOver:
    """What was answered, to look over before it is concluded from."""

    interview: Interview
    before: None = None

    @property
    def can_go_on(self) -> bool:
        """Whether there are questions left that one could wish to be asked."""
        return self.interview.ending is not Ending.ALL_ASKED


@dataclass(frozen=True)
class Concluded:
    """The conclusion; first in short, then as a `whole`."""

    interview: Interview
    whole: bool = False

    @property
    def before(self) -> LookingOver:
        """What was answered, where it can still be changed."""
        return LookingOver(self.interview)


Prompt: TypeAlias = Asking | Noticed | Clashing | Changing | Naming | LookingOver | Concluded


def opening(interview: Interview) -> Prompt:
    """Give the first prompt: the notices that a resumed file raises, or else the first question."""
    first = following(interview)
    return Noticed(interview, interview.notices, first) if interview.notices else first


def following(interview: Interview) -> Prompt:
    """Give the prompt that follows of itself: the next question, or at the end what was answered."""
    question = Question(TOPICS) if interview.topics else interview.question
    return Asking(interview, question) if question is not None else LookingOver(interview)


def changeable(interview: Interview) -> tuple[str, ...]:
    """Name the facts whose answer can be changed, as they are listed: what was answered, then what was left open."""
    told = (interview.given, interview.unsure)
    return tuple(name for names in told for name in interview.knowledge.facts if name in names)
