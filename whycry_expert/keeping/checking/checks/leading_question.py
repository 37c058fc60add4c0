"""A question suggests its answer."""

import re
from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING
_NOT = r"(?:do|does|did|is|are|was|were|has|have|had|would|could|should)n['\u2019]t"
_SUGGESTS = re.compile(
    rf"^(?:{_NOT}|surely|obviously|clearly|of course)\b"
    rf"|,\s*(?:{_NOT}\s+\w+|right|no|surely)\s*\?$"
    r"|\b(?:surely|obviously|of course|clearly|admit|you agree)\b",
    re.IGNORECASE,
)


def look(base: Base) -> Iterator[Remark]:
    """Remark on each question that begins with a negation, ends with a tag, or says how it should be answered."""
    for fact in base.knowledge.facts.values():
        match = _SUGGESTS.search(fact.question)
        if match:
            place = base.field_place(fact.place, "question")
            message = f'the question of {fact.name} suggests its answer: "{match[0].strip(" ,")}"; ask it openly'
            yield Remark(place, "leading-question", message)
