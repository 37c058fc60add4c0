"""Everything that a conclusion is shown with."""

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.inference.matcher import Matcher
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.bounds import Outlook, outlook_of
from whycry_expert.reasoning.questions import OpenQuestion, asked_now, open_questions
from whycry_expert.situation.model import Situation


class Report(Struct, frozen=True):
    """A conclusion with the outlook on what is still open. `questions` stand most telling first."""

    conclusion: Conclusion
    outlook: Outlook
    questions: tuple[OpenQuestion, ...]

    @property
    def safety_unanswered(self) -> bool:
        """Whether a question that a notice depends on was not answered in full."""
        knowledge, standing = self.conclusion.knowledge, self.outlook.standing
        return any(
            asked_now(standing, knowledge.facts[fact])
            for notice in knowledge.notices
            if notice.danger
            for fact in facts_in(notice.condition)
        )


def report_on(knowledge: Knowledge, situation: Situation, matcher: Matcher = Matcher.COUNTING) -> Report:
    """Conclude from a situation and look at what is still open."""
    conclusion = infer(knowledge, situation, matcher=matcher)
    outlook = outlook_of(knowledge, situation.answers)
    return Report(conclusion, outlook, open_questions(knowledge, situation.answers, outlook))
