"""A claim of the source article reaches nobody."""

from collections.abc import Iterable, Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Knowledge

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each claim that is not cited where claims of its kind belong."""
    places = _where_they_belong(base.knowledge)
    for claim in base.knowledge.claims.values():
        cited, where = places[claim.kind]
        if claim.name not in cited:
            message = f"the claim {claim.name} ({claim.kind}) is not cited by {where}"
            yield Remark(claim.place, "uncited-claim", message)


def _where_they_belong(knowledge: Knowledge) -> dict[str, tuple[set[str], str]]:
    by_rules = _cited(rule.claims for rule in knowledge.rules())
    by_notices = _cited(notice.claims for notice in knowledge.notices)
    by_advice, by_cautions = (_of_passages(knowledge, kind) for kind in ("advice", "cautions"))
    by_nuances = _cited(passage.claims for meaning in knowledge.meanings for passage in meaning.expresses)
    return {
        "indicator": (by_rules, "a rule"),
        "against": (by_rules | by_cautions, "a rule or a caution"),
        "caution": (by_cautions | by_notices, "a caution or a notice"),
        "advice": (by_advice | by_notices, "an advice or a notice"),
        "nuance": (by_nuances, '"expresses" of a meaning'),
    }


def _of_passages(knowledge: Knowledge, kind: str) -> set[str]:
    owners = (knowledge.about, *knowledge.meanings)
    return _cited(passage.claims for owner in owners for passage in getattr(owner, kind))


def _cited(groups: Iterable[tuple[str, ...]]) -> set[str]:
    return {claim for group in groups for claim in group}
