"""Conditions as CLIPS patterns over answers and findings."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from whycry_expert.export.clips_text import number
from whycry_expert.knowledge.alternatives import Alternative, Literal
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.condition import FindingTest
from whycry_expert.knowledge.model import Fact, Kind

_RELATIONS = {"at least": ">=", "at most": "<=", "more than": ">", "less than": "<"}
_CONTRARIES = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


class _Pattern(Struct, frozen=True):
    """A template with its slots, and the slot that tells how sure; `denied` asks for a no."""

    template: str
    slots: str
    measure: str = "certainty"
    denied: bool = False

    def written(self, variable: str) -> str:
        border = f"(<= {variable} {number(-THRESHOLD)})" if self.denied else f"(>= {variable} {number(THRESHOLD)})"
        # a finding that is there at all is supported well enough
        test = "" if self.template == "finding" else f"&:{border}"
        return f"({self.template} {self.slots} ({self.measure} {variable}{test}))"

    def certainty(self, variable: str) -> str:
        return f"(abs {variable})" if self.denied else variable


def patterns_of(alternative: Alternative, facts: Mapping[str, Fact]) -> tuple[list[str], str]:
    """Give the patterns that match where an alternative holds, and the expression for how sure it is then."""
    patterns = [pattern for literal in alternative for pattern in _patterns(literal, facts)]
    variables = [f"?c{position}" for position in range(1, len(patterns) + 1)]
    written = [pattern.written(variable) for pattern, variable in zip(patterns, variables, strict=True)]
    sure = [pattern.certainty(variable) for pattern, variable in zip(patterns, variables, strict=True)]
    return written, sure[0] if len(sure) == 1 else f"(min {' '.join(sure)})"


def _patterns(literal: Literal, facts: Mapping[str, Fact]) -> Iterator[_Pattern]:
    test, subject = literal.test, literal.subject
    if isinstance(test, FindingTest):
        yield _Pattern("finding", f"(name {subject})", measure="support")
    elif test.spots[0].relation:
        (spot,) = test.spots
        relation = _RELATIONS[spot.relation]
        relation = _CONTRARIES[relation] if literal.negated else relation
        bound = f"?value&:({relation} ?value {number(spot.bound)})"
        yield _Pattern("amount", f"(fact {subject}) (value {bound})")
    elif not test.options:
        yield _Pattern("answer", f"(fact {subject}) (option yes)", denied=literal.negated)
    elif facts[subject].kind is Kind.CHOICE:
        options = "&".join(f"~{option}" for option in test.options) if literal.negated else "|".join(test.options)
        yield _Pattern("answer", f"(fact {subject}) (option {options})")
    elif literal.negated:
        for option in test.options:
            yield _Pattern("answer", f"(fact {subject}) (option {option})", denied=True)
    else:
        yield _Pattern("answer", f"(fact {subject}) (option {'|'.join(test.options)})")
