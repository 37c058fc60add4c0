"""What an answer says to the literals of conditions. All that the engine knows of answers and tests is here."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.answer import Answer, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.certainty import ONE, THRESHOLD
from whycry_expert.knowledge.condition import FindingTest, OptionTest

Literals = tuple[Literal, ...]
"""Literals about one fact or finding, all of which are to hold."""


def is_about_finding(literal: Literal) -> bool:
    """Tell whether a literal tests a finding rather than a fact."""
    return isinstance(literal.test, FindingTest)


def certainty_of(literal: Literal, value: Answer | Fraction) -> Fraction:
    """Give the certainty of a literal in [-1, 1] under an answer to its fact, or under the support of its finding.

    It is the lower end of what it can be: options of a choices fact that are not answered count against it.
    """
    if isinstance(literal.test, FindingTest):
        return -value if literal.negated else value  # type: ignore[operator, return-value] # a finding has a support
    return literal.oriented(literal.test.value(value)).lo  # type: ignore[arg-type] # a fact has an answer


def certainty_met(literal: Literal, value: Answer | Fraction) -> Fraction:
    """Give the certainty of a literal that is known to hold, as `certainty_of` does."""
    if isinstance(value, (Choice, Number)):
        return value.certainty
    if isinstance(value, YesNo):
        return abs(value.signed)
    return certainty_of(literal, value)


def all_hold(literals: Literals, value: Answer | Fraction) -> bool:
    """Tell whether all of some literals about the same fact or finding hold."""
    return all(certainty_of(literal, value) >= THRESHOLD for literal in literals)


class LiteralIndex:
    """Finds which of many conjunctions of literals about one fact hold under an answer.

    What one answered option, or one yes or no, makes hold by itself is looked at once and kept: certainty does not
    matter to that, as long as it is enough. Only what needs several options of a choices fact is looked at each time.
    """

    def __init__(self, conjunctions: Iterable[tuple[int, Literals]]) -> None:
        self._all = tuple(conjunctions)
        self._joint = tuple((number, literals) for number, literals in self._all if _needs_several(literals))
        self._alone: dict[tuple[str, bool], tuple[int, ...]] = {}

    def holding(self, answer: Answer) -> Collection[int]:
        """Give the numbers of the conjunctions that hold under an answer."""
        if isinstance(answer, YesNo):
            return self._of_one("", answer.signed, answer)
        if isinstance(answer, Choice):
            return self._of_one(answer.option, answer.certainty, answer)
        if isinstance(answer, Number):
            return [number for number, literals in self._all if all_hold(literals, answer)]
        if len(answer.options) == 1:
            return self._of_one(*answer.options[0], answer)
        found = {number: None for option, signed in answer.options for number in self._of_one(option, signed, answer)}
        found |= {number: None for number, literals in self._joint if all_hold(literals, answer)}
        return found

    def _of_one(self, option: str, signed: Fraction, answer: Answer) -> tuple[int, ...]:
        if -THRESHOLD < signed < THRESHOLD:
            return ()
        key = option, signed > 0
        if key not in self._alone:
            told = _surely(answer, option, ONE if signed > 0 else -ONE)
            self._alone[key] = tuple(number for number, literals in self._all if all_hold(literals, told))
        return self._alone[key]


def _needs_several(literals: Literals) -> bool:
    """Tell whether several options of a choices fact may be needed to make literals hold."""
    return len(literals) > 1 or any(
        literal.negated and isinstance(literal.test, OptionTest) and len(literal.test.options) > 1
        for literal in literals
    )


def _surely(answer: Answer, option: str, signed: Fraction) -> Answer:
    if isinstance(answer, Choices):
        return Choices.of({option: signed})
    return Choice(option) if isinstance(answer, Choice) else YesNo(signed)
