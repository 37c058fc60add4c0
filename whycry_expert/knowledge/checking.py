"""Checks of a whole knowledge base that loads: whether it says enough, where it says it."""

from collections.abc import Iterable, Iterator

from whycry_expert.errors import Problem
from whycry_expert.knowledge.model import Claim, Direction, Knowledge, Meaning, Passage

_MIN_LINES, _MAX_LINES = 2, 5


def check_knowledge(knowledge: Knowledge) -> tuple[Problem, ...]:
    """Give every weakness of a knowledge base as a problem with its place; none when all is well."""
    return tuple(sorted({*_claims_without_use(knowledge), *_weak_meanings(knowledge)}))


def _claims_without_use(knowledge: Knowledge) -> Iterator[Problem]:
    """Name claims that reach nobody: what they are decides where they must be cited."""
    by_rules = _cited(rule.claims for rule in knowledge.rules())
    by_notices = _cited(notice.claims for notice in knowledge.notices)
    by_cautions = _claims_of(knowledge, "cautions")
    by_advice = _claims_of(knowledge, "advice")
    by_nuances = _cited(passage.claims for meaning in knowledge.meanings for passage in meaning.expresses)
    places = {
        "indicator": (by_rules, "a rule"),
        "against": (by_rules | by_cautions, "a rule or a caution"),
        "caution": (by_cautions | by_notices, "a caution or a notice"),
        "advice": (by_advice | by_notices, "an advice or a notice"),
        "nuance": (by_nuances, '"expresses" of a meaning'),
    }
    for claim in knowledge.claims.values():
        cited, where = places[claim.kind]
        if claim.name not in cited:
            yield _uncited(claim, where)


def _uncited(claim: Claim, where: str) -> Problem:
    return Problem(claim.place, f"the claim {claim.name} ({claim.kind}) is not cited by {where}")


def _claims_of(knowledge: Knowledge, kind: str) -> set[str]:
    passages: list[Passage] = list(getattr(knowledge.about, kind))
    for meaning in knowledge.meanings:
        passages.extend(getattr(meaning, kind))
    return _cited(passage.claims for passage in passages)


def _cited(groups: Iterable[tuple[str, ...]]) -> set[str]:
    return {claim for group in groups for claim in group}


def _weak_meanings(knowledge: Knowledge) -> Iterator[Problem]:
    for meaning in knowledge.meanings:
        yield from _weak_meaning(meaning)


def _weak_meaning(meaning: Meaning) -> Iterator[Problem]:
    if not _MIN_LINES <= len(meaning.lines) <= _MAX_LINES:
        message = (
            f"{meaning.name} has {len(meaning.lines)} lines of evidence; {_MIN_LINES} to {_MAX_LINES} are expected"
        )
        yield Problem(meaning.place, message)
    for direction in Direction:
        if all(rule.direction is not direction for rule in meaning.rules):
            yield Problem(meaning.place, f"{meaning.name} has no rule {direction.value} it")
