"""A question as it stands on a page."""

from dataclasses import dataclass
from typing import Final

from whycry_expert.interview.topics import TOPICS
from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.page import wording
from whycry_expert.page.form import OPTION_WORDS, Ticked

_YES_NO: Final = ("Yes", "No")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on a page: what can be chosen, and what is."""

    fact: Fact
    ticked: Ticked
    for_safety: bool = False
    words: tuple[str, ...] = OPTION_WORDS

    @property
    def question(self) -> str:
        """The heading of the page."""
        return self.fact.question

    @property
    def help(self) -> str:
        """What helps to answer."""
        return wording.TOPICS_HELP if self.topics else self.fact.help

    @property
    def unit(self) -> str:
        """The unit of a number."""
        return self.fact.unit

    @property
    def labels(self) -> tuple[str, ...]:
        """What can be chosen, in its order."""
        return _YES_NO if self.fact.kind is Kind.YES_NO else tuple(option.label for option in self.fact.options)

    @property
    def number(self) -> bool:
        """Whether a number is asked for."""
        return self.fact.kind is Kind.NUMBER

    @property
    def several(self) -> bool:
        """Whether more than one option can be chosen."""
        return self.fact.several

    @property
    def topics(self) -> bool:
        """Whether it is asked what one can speak about."""
        return self.fact.name == TOPICS

    @property
    def can_deny(self) -> bool:
        """Whether it can be said that none of the others is so."""
        return self.several and not self.topics
