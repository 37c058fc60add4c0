"""Options of one question are not written alike."""

import re
from collections import Counter
from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.model import Fact, Option

SEVERITY = Severity.NOTE
_FEW = 2
_ING = re.compile(r"(?!.*thing$)[a-z]{3,}ing")


def look(base: Base) -> Iterator[Remark]:
    """Remark on an option that alone begins with a capital letter, ends with a full stop, or is no sentence or phrase.

    Where several are unlike, nobody can say which ones are meant to be the rule, so nothing is remarked.
    """
    for fact in base.knowledge.facts.values():
        for option, message in _unlike(fact):
            place = base.key_place(fact.place, "options", option.name)
            yield Remark(place, "unequal-options", f"the option {option.name} of {fact.name} {message}")


def _unlike(fact: Fact) -> Iterator[tuple[Option, str]]:
    looks = (
        (lambda option: option.label[:1].isupper(), "begins with a capital letter, or the others do"),
        (lambda option: option.label[-1:] in ".!?", "ends with a mark, or the others do"),
        (lambda option: option.yes[-1:] in ".!?", "says its sentence without a mark at the end, or the others do"),
        (lambda option: _form(option.label), "is not of the same form as the others"),
    )
    for form, message in looks:
        counted = Counter(form(option) for option in fact.options)
        if len(counted) == 2 and len(fact.options) > _FEW:  # noqa: PLR2004 - one form and one other
            rare = min(counted, key=lambda value: counted[value])
            if counted[rare] == 1:
                yield next(option for option in fact.options if form(option) == rare), message


def _form(label: str) -> str:
    """Tell verbs with "to" and verbs in "-ing" from all else."""
    first = label.split(maxsplit=1)[0].lower()
    return "to" if first == "to" else "ing" if _ING.fullmatch(first) else ""
