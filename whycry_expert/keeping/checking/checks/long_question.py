"""A question is too long to be taken in at once."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING
MOST_WORDS = 20


def look(base: Base) -> Iterator[Remark]:
    """Remark on each question of more than 20 words."""
    for fact in base.knowledge.facts.values():
        words = len(fact.question.split())
        if words > MOST_WORDS:
            place = base.field_place(fact.place, "question")
            message = f"the question of {fact.name} has {words} words; {MOST_WORDS} are the most that people take in"
            yield Remark(place, "long-question", message)
