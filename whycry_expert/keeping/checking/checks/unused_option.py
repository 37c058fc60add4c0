"""Nothing depends on an option that can be ticked."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each option of a choices fact that no condition tests.

    An option of a choice is left alone: to choose it answers the others with no.
    """
    for fact in base.knowledge.facts.values():
        if not fact.several or fact.name not in base.uses.facts:
            continue
        for option in fact.option_names:
            if (fact.name, option) not in base.uses.options:
                place = base.key_place(fact.place, "options", option)
                message = f"no rule, notice or question depends on the option {option} of {fact.name}"
                yield Remark(place, "unused-option", message)
