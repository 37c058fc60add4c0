"""What an answer says to the literals of conditions. All that the engine knows of answers and tests is here."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE, THRESHOLD
from whycry_expert.knowledge.condition import FactTest, FindingTest

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
        return value  # type: ignore[return-value] # a finding has a support, and no condition negates it
    return literal.oriented(literal.test.value(value)).lo  # type: ignore[arg-type] # a fact has an answer


def certainty_met(literal: Literal, value: Answer | Fraction) -> Fraction:
    """Give the certainty of a literal that is known to hold, as `certainty_of` does."""
    if isinstance(value, Answer):
        if len(value.options) == 1:
            return abs(value.certainty)
        tested = _options(literal)
        highest = max([signed for option, signed in value.options if option in tested])
        return -highest if literal.negated else highest
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
        sides = ((number, _sides(literals)) for number, literals in self._all)
        self._joint = tuple((number, side) for number, side in sides if _need_several(side))
        self._alone: dict[tuple[str, bool], tuple[int, ...]] = {}

    def holding(self, answer: Answer) -> Collection[int]:
        """Give the numbers of the conjunctions that hold under an answer to their fact, each once, in no order."""
        if answer.number is not None:
            return [number for number, literals in self._all if all_hold(literals, answer)]
        if len(answer.options) == 1:
            return self._of_one(*answer.options[0], answer)
        found = {number: None for option, signed in answer.options for number in self._of_one(option, signed, answer)}
        if self._joint:
            sure = [(option, signed.numerator > 0) for option, signed in answer.options if _is_enough(signed)]
            said, denied = ({option for option, is_yes in sure if is_yes is wanted} for wanted in (True, False))
            for number, sides in self._joint:
                if all(options <= denied if negated else not options.isdisjoint(said) for options, negated in sides):
                    found[number] = None
        return found

    def _of_one(self, option: str, signed: Fraction, answer: Answer) -> tuple[int, ...]:
        if not _is_enough(signed):
            return ()
        key = option, signed.numerator > 0
        if key not in self._alone:
            surely = Answer(((option, ONE if signed > 0 else -ONE),), rest_denied=answer.rest_denied)
            self._alone[key] = tuple(number for number, literals in self._all if all_hold(literals, surely))
        return self._alone[key]


_LEAST, _WHOLE = THRESHOLD.as_integer_ratio()


def _is_enough(signed: Fraction) -> bool:
    """Tell whether a signed certainty makes something hold, or its contrary."""
    return abs(signed.numerator) * _WHOLE >= _LEAST * signed.denominator


_Sides = tuple[tuple[frozenset[str], bool], ...]
"""Sets of options, of each of which one is to be said or, where it is negated, all are to be denied."""


def _sides(literals: Literals) -> _Sides:
    return tuple((frozenset(_options(literal)), literal.negated) for literal in literals)


def _options(literal: Literal) -> tuple[str, ...]:
    return literal.test.options if isinstance(literal.test, FactTest) else ()


def _need_several(sides: _Sides) -> bool:
    """Tell whether several options of a choices fact may be needed at once."""
    return len(sides) > 1 or any(negated and len(options) > 1 for options, negated in sides)
