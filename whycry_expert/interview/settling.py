"""Makes room for an answer that clashes with earlier ones, taking back as little as can be."""

from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.answer import Choices
from whycry_expert.situation.model import Given


def settled_for(interview: Interview, fact: str, given: Given) -> Interview:
    """Give the interview with the earlier answers that clash with a new one taken back.

    Of a choices fact only the option that clashes goes, where one alone does; what else was said stays. What is
    taken back can be asked again.
    """
    while clashes := interview.clashes(fact, given):
        for earlier in clashes[0].facts:
            if earlier != fact:
                interview = _without(interview, earlier, fact, given)
    return interview


def _without(interview: Interview, earlier: str, fact: str, given: Given) -> Interview:
    old = interview.given.get(earlier)
    if old is not None and isinstance(old.answer, Choices):
        for option, _ in old.answer.options:
            rest = tuple(pair for pair in old.answer.options if pair[0] != option)
            if rest:
                lighter = interview.reopen(earlier).answer(
                    earlier, Given(Choices(rest), old.place, old.note), asked=False
                )
                if not any(earlier in clash.facts for clash in lighter.clashes(fact, given)):
                    return lighter
    return interview.reopen(earlier)
