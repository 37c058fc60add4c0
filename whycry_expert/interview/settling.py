"""Takes an answer that clashes with earlier ones, and takes back as little of these as can be."""

from dataclasses import replace

from whycry_expert.interview.session import Interview
from whycry_expert.situation.model import Given


def answered_instead(interview: Interview, fact: str, given: Given, *, asked: bool = True) -> Interview:
    """Give the interview with an answer in the place of the earlier ones that clash with it, as one step.

    Of a choices fact only the option that clashes goes, where one alone does; what else was said stays. What is
    taken back can be asked again. Raises ValueError when the answer clashes with itself.
    """
    if clashes_with_itself(interview, fact, given):
        raise ValueError(f"the answer to {fact} clashes with itself")
    cleared = interview
    while clashes := cleared.clashes(fact, given):
        for earlier in clashes[0].facts:
            if earlier != fact:
                cleared = _without(cleared, earlier, fact, given)
    return replace(cleared.answer(fact, given, asked=asked), previous=interview)


def clashes_with_itself(interview: Interview, fact: str, given: Given) -> bool:
    """Tell whether an answer holds options that exclude each other, whatever else was answered."""
    return any(clash.facts == (fact,) for clash in interview.clashes(fact, given))


def _without(interview: Interview, earlier: str, fact: str, given: Given) -> Interview:
    old = interview.given[earlier]
    for option, _ in old.answer.options:
        rest = old.answer.without(option)
        if rest is not None:
            lighter = interview.answer(earlier, Given(rest, old.place, old.note), asked=False)
            if not any(earlier in clash.facts for clash in lighter.clashes(fact, given)):
                return lighter
    return interview.reopen(earlier)
