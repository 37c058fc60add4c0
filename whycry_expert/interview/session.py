"""The state of an interview, as an immutable value: a step gives a new interview and leaves the old one as it was."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.interview.choosing import Question, next_question, safety_facts
from whycry_expert.interview.topics import topics_of
from whycry_expert.knowledge.model import Knowledge, Notice, Theme
from whycry_expert.reasoning.bounds import Outlook, outlook_of
from whycry_expert.reasoning.questions import asked_now, open_questions
from whycry_expert.situation.clashes import FoundClash, find_clashes
from whycry_expert.situation.model import Given, Situation


class Until(Enum):
    """When an interview ends: once no further answer matters, or once everything that applies was asked."""

    SETTLED = "settled"
    ALL = "all"


class Ending(Enum):
    """Why no further question is asked."""

    FINAL = "nothing that is left to ask could change which readings lead"
    NOTHING_BEARS = "nothing that is left to ask bears on a reading that could lead"
    ALL_ASKED = "every question that applies was asked"
    MOST_ASKED = "the number of questions that was wished for was asked"


@dataclass(frozen=True)
class Interview:
    """An interview over a knowledge base.

    `given` holds the answers, `unsure` the facts that were asked and not answered, and `set_aside` those of topics
    about which nothing can be said; together they are closed, but for `partly_said`: facts of safety that were answered
    in part before anyone had seen all that they ask. `most` limits how many questions are asked. `previous`
    is the interview before the last step.
    """

    knowledge: Knowledge
    given: Mapping[str, Given] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    set_aside: frozenset[str] = frozenset()
    partly_said: frozenset[str] = frozenset()
    topics_chosen: bool = False
    until: Until = Until.SETTLED
    most: int | None = None
    asked: int = 0
    previous: "Interview | None" = field(default=None, compare=False, repr=False)

    @property
    def closed(self) -> frozenset[str]:
        """The facts that are not asked again, unless an answer is changed."""
        return (frozenset(self.given) - self.partly_said) | self.unsure | self.set_aside

    @property
    def topics(self) -> tuple[Theme, ...]:
        """The topics to choose from before the first question; none later, or if everything is to be asked."""
        if self.topics_chosen or self.asked or self.until is Until.ALL:
            return ()
        return topics_of(self.knowledge)

    @property
    def situation(self) -> Situation:
        """The situation as far as it is known, in the order of the vocabulary."""
        ordered = {name: self.given[name] for name in self.knowledge.facts if name in self.given}
        unsure = tuple(name for name in self.knowledge.facts if name in self.unsure | self.set_aside)
        return Situation(given=ordered, unsure=unsure)

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """The notices that the answers so far raise, the most urgent first."""
        raised = self.outlook.standing.raised
        return tuple(notice for notice in self.knowledge.notices if notice.name in raised)

    def raised_since(self, earlier: "Interview") -> tuple[Notice, ...]:
        """Give the notices that are raised now and were not raised earlier, the most urgent first."""
        return tuple(notice for notice in self.notices if notice not in earlier.notices)

    @property
    def in_danger(self) -> bool:
        """Whether a notice of danger is raised, so that readings are held back."""
        return any(notice.danger for notice in self.notices)

    @cached_property
    def outlook(self) -> Outlook:
        """What is certain and what is still possible, given that closed facts get no further answer."""
        return outlook_of(self.knowledge, self.situation.answers, self.closed)

    @cached_property
    def question(self) -> Question | None:
        """The question to ask now, or None when the interview has come to its end."""
        return None if self.ending is not None else self._candidate

    @cached_property
    def _candidate(self) -> Question | None:
        return next_question(
            self.outlook,
            self.closed,
            begun=self.topics_chosen or bool(self.closed),
            everything=self.until is Until.ALL,
        )

    @cached_property
    def ending(self) -> Ending | None:
        """Why the interview has come to its end, or None while it goes on. The safety questions are never cut short."""
        candidate = self._candidate
        if candidate is not None and candidate.for_safety:
            return None
        if self.most is not None and self.asked >= self.most:
            return Ending.MOST_ASKED
        if self.until is Until.SETTLED and self.outlook.final:
            return Ending.FINAL
        if candidate is None:
            return Ending.ALL_ASKED if self.until is Until.ALL else Ending.NOTHING_BEARS
        return None

    @property
    def remaining(self) -> int:
        """How many questions could still be asked, as things stand; answers can make it more or fewer."""
        answers, closed, standing = self.situation.answers, self.closed, self.outlook.standing
        if self.until is Until.ALL:
            return sum(
                1 for name, fact in self.knowledge.facts.items() if name not in closed and asked_now(standing, fact)
            )
        open_ = {question.fact for question in open_questions(self.knowledge, answers, self.outlook, closed)}
        safety = {
            name
            for name in safety_facts(self.knowledge)
            if name not in closed and asked_now(standing, self.knowledge.facts[name])
        }
        return len(open_ | safety)

    def clashes(self, fact: str, given: Given) -> tuple[FoundClash, ...]:
        """Give the clashes that an answer would bring about; nothing is changed."""
        answers = {**self.situation.answers, fact: self._completed(fact, given).answer}
        return tuple(clash for clash in find_clashes(self.knowledge, answers) if fact in clash.facts)

    def answer(self, fact: str, given: Given | None, *, asked: bool = True) -> "Interview":
        """Take an answer to a fact, asked or volunteered; None is unsure.

        What is asked after it was partly said adds to that. Raises ValueError when the answer clashes with others; look
        at `clashes` first.
        """
        if given is not None and self.clashes(fact, given):
            raise ValueError(f"the answer to {fact} clashes with others")
        kept = {name: old for name, old in self.given.items() if name != fact}
        unsure = self.unsure - {fact}
        if given is not None:
            kept[fact] = self._completed(fact, given) if asked else given
        elif asked and fact in self.partly_said:
            kept[fact] = self.given[fact]
        else:
            unsure |= {fact}
        partly_said = self.partly_said - {fact}
        if given is not None and not asked and fact not in self.closed and self.asks_more(fact, given):
            partly_said |= {fact}
        return self._followed_by(
            given=kept,
            unsure=unsure,
            set_aside=self.set_aside - {fact},
            partly_said=partly_said,
            asked=self.asked + asked,
        )

    def asks_more(self, fact: str, given: Given) -> bool:
        """Tell whether a question of safety asks more than an answer says."""
        return fact in safety_facts(self.knowledge) and len(given.answer.options) < len(
            self.knowledge.facts[fact].parts
        )

    def _completed(self, fact: str, given: Given) -> Given:
        if fact not in self.partly_said:
            return given
        earlier = self.given[fact]
        return Given(given.answer.over(earlier.answer), given.place, given.note or earlier.note)

    def choose_topics(self, chosen: Collection[str]) -> "Interview":
        """Set aside the topics that are not among the `chosen` themes; their facts are not asked.

        Chosen once more, these take the place of those before.
        """
        aside = {name for topic in topics_of(self.knowledge) if topic.name not in chosen for name in topic.facts}
        return self._followed_by(
            set_aside=frozenset(aside.difference(self.given, self.unsure)),
            topics_chosen=True,
            asked=self.asked + (not self.topics_chosen),
        )

    def reopen(self, fact: str) -> "Interview":
        """Take the answer to a fact back, so that it can be asked again."""
        kept = {name: old for name, old in self.given.items() if name != fact}
        return self._followed_by(
            given=kept,
            unsure=self.unsure - {fact},
            set_aside=self.set_aside - {fact},
            partly_said=self.partly_said - {fact},
        )

    def undo(self) -> "Interview":
        """Give the interview before the last step, or this one at its beginning."""
        return self.previous if self.previous is not None else self

    def going_on(self) -> "Interview":
        """Give the interview without its early end: everything that applies is asked, also what was set aside."""
        return self._followed_by(until=Until.ALL, most=None, set_aside=frozenset())

    def _followed_by(self, **changes: Any) -> "Interview":  # noqa: ANN401 - the fields of the class
        return replace(self, **changes, previous=self)


def resumed(knowledge: Knowledge, situation: Situation, until: Until, most: int | None) -> Interview:
    """Take up an interview where a saved situation left it; with any answers, it has begun.

    A question of safety that is answered in part is asked again, unless what is answered before and after it shows that
    all of it was seen.
    """
    given, unsure = dict(situation.given), frozenset(situation.unsure)
    begun = Interview(knowledge, given, unsure, topics_chosen=bool(given or unsure), until=until, most=most)
    return replace(begun, partly_said=frozenset(_perhaps_unseen(begun)))


def _perhaps_unseen(interview: Interview) -> Iterator[str]:
    """Name the facts of safety that are answered in part and may not have been asked yet; they are asked in order."""
    standing, facts = standing_of(interview.knowledge, interview.situation.answers), interview.knowledge.facts
    names = [
        name
        for name in safety_facts(interview.knowledge)
        if name in interview.closed or asked_now(standing, facts[name])
    ]
    after_them = len(interview.closed.difference(names)) > 1
    for position, name in enumerate(names):
        before, after = names[:position], names[position + 1 :]
        reached = interview.closed.issuperset(before) and (after_them or not interview.closed.isdisjoint(after))
        if name in interview.given and interview.asks_more(name, interview.given[name]) and not reached:
            yield name
