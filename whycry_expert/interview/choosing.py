"""Which question comes next."""

from collections.abc import Collection
from dataclasses import dataclass

from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.reasoning.bounds import Outlook
from whycry_expert.reasoning.questions import asked_now, open_questions


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask: the fact, the readings that it would tell apart, and the rules that it serves."""

    fact: str
    meanings: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    for_safety: bool = False


def safety_facts(knowledge: Knowledge) -> tuple[str, ...]:
    """Name the facts that a notice of danger depends on and that cost something to be asked, in vocabulary order."""
    tested = {fact for notice in knowledge.notices if notice.danger for fact in facts_in(notice.condition)}
    return tuple(name for name, fact in knowledge.facts.items() if name in tested and fact.sensitive)


def next_question(outlook: Outlook, closed: Collection[str], *, begun: bool, everything: bool) -> Question | None:
    """Choose the next question under the answers of an outlook, or None when none is left that matters.

    Until the interview has `begun`, one ordinary question comes first, so that nobody is met with danger; then the
    questions of safety, all of them; then what tells the open readings apart best. With `everything`, what remains
    follows in the order of the vocabulary.
    """
    standing = outlook.standing
    knowledge = standing.knowledge
    ranked = open_questions(knowledge, standing.answers, outlook, closed)
    best = Question(ranked[0].fact, ranked[0].meanings, ranked[0].rules) if ranked else None
    safety = [
        name for name in safety_facts(knowledge) if name not in closed and asked_now(standing, knowledge.facts[name])
    ]
    if safety and (begun or best is None):
        return Question(safety[0], for_safety=True)
    if best is None and everything:
        rest = (name for name, fact in knowledge.facts.items() if name not in closed and asked_now(standing, fact))
        name = next(rest, None)
        return Question(name) if name is not None else None
    return best
