"""How much a knowledge base may hold, so that nobody's files can make a conclusion cost hours or all memory.

The shipped knowledge stays far below each. What a conclusion costs grows with these and with nothing else.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from whycry_expert.errors import Complaints, Place
from whycry_expert.knowledge.condition import Condition, alternatives_of, facts_in
from whycry_expert.knowledge.model import Fact, Finding, Meaning, Notice

MAX_FACTS: Final = 5_000
MAX_OPTIONS: Final = 500
MAX_CLASHES: Final = 10_000
MAX_MEANINGS: Final = 500
MAX_LINES: Final = 100
MAX_ALTERNATIVES_IN_ALL: Final = 30_000
MAX_DEPTH_OF_FOLLOW_UPS: Final = 50
"""So many questions may be asked only if, in a row: whoever looks ahead has to go down all of them."""


def complain_of_size(  # noqa: PLR0913, PLR0917 - the parts of a knowledge base that is not put together yet
    facts: Sequence[Fact],
    clashes: int,
    owners: Sequence[Finding | Meaning],
    notices: Sequence[Notice],
    complaints: Complaints,
    root: Place,
) -> None:
    """Complain about everything of which there is too much, in a line each; `root` is where the whole lies."""
    meanings = [owner for owner in owners if isinstance(owner, Meaning)]
    for count, most, what in (
        (len(facts), MAX_FACTS, "facts"),
        (clashes, MAX_CLASHES, "exclusions"),
        (len(meanings), MAX_MEANINGS, "meanings"),
        (sum(map(alternatives_of, _conditions(owners, notices))), MAX_ALTERNATIVES_IN_ALL, "alternatives of rules"),
    ):
        if count > most:
            complaints.add(root, f"there are {count} {what} in this knowledge base; at most {most} are allowed")
    _complain_of_depth(facts, complaints)
    for fact in facts:
        if len(fact.options) > MAX_OPTIONS:
            complaints.add(
                fact.place, f"{fact.name} has {len(fact.options)} options; at most {MAX_OPTIONS} are allowed"
            )
    for meaning in meanings:
        if len(meaning.lines) > MAX_LINES:
            message = f"{meaning.name} has {len(meaning.lines)} lines of evidence; at most {MAX_LINES} are allowed"
            complaints.add(meaning.place, message)


def _complain_of_depth(facts: Sequence[Fact], complaints: Complaints) -> None:
    """Complain about the first fact that is asked only if one is, which is asked only if one is, and so on too far."""
    depths: dict[str, int] = {}
    for fact in facts:
        asked = facts_in(fact.only_if) if fact.only_if is not None else ()
        depths[fact.name] = 1 + max((depths.get(name, 0) for name in asked), default=-1)
        if depths[fact.name] > MAX_DEPTH_OF_FOLLOW_UPS:
            most = f"more than {MAX_DEPTH_OF_FOLLOW_UPS} in a row, the most that is followed"
            complaints.add(fact.place, f"{fact.name} is asked only if others are, {most}")
            return


def _conditions(owners: Sequence[Finding | Meaning], notices: Sequence[Notice]) -> Iterator[Condition]:
    yield from (rule.condition for owner in owners for rule in owner.rules)
    yield from (notice.condition for notice in notices)
