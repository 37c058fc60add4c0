"""The use case: conclude from a situation, and say what is still open."""

from functools import cached_property

from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.inference.matcher import Matcher
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.bounds import Outlook
from whycry_expert.reasoning.questions import OpenQuestion, asked_now, open_questions
from whycry_expert.situation.model import Situation

FEW_ANSWERS = 3
"""So many answers at most, besides those that concern safety alone, are a beginning."""


class Report(Conclusion, frozen=True, dict=True):
    """A conclusion that also knows what is still open; that is worked out when it is first asked for."""

    @cached_property
    def outlook(self) -> Outlook:
        """How far each reading can still move."""
        return Outlook(Prospect(self.standing))

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """The questions that are open and could matter, the most telling first."""
        return open_questions(self.knowledge, self.situation.answers, self.outlook)

    @property
    def safety_unanswered(self) -> bool:
        """Whether a question that a notice of danger depends on was not answered in full."""
        facts, standing = self.knowledge.facts, self.outlook.standing
        return any(asked_now(standing, facts[fact]) for fact in _facts_of_danger(self.knowledge))

    @property
    def early(self) -> bool:
        """Whether little was answered besides what concerns safety, and what leads can still change."""
        told = self.situation.given.keys() - _facts_of_danger(self.knowledge)
        return len(told) <= FEW_ANSWERS and not (self.outlook.settled or self.outlook.final)


def report_on(knowledge: Knowledge, situation: Situation, *, matcher: Matcher = Matcher.COUNTING) -> Report:
    """Conclude from a situation; what is still open can be asked of what this gives."""
    concluded = infer(knowledge, situation, matcher=matcher)
    return Report(concluded.knowledge, concluded.situation, concluded.trace)


def _facts_of_danger(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(fact for notice in knowledge.notices if notice.danger for fact in facts_in(notice.condition))
