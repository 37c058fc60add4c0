"""The answers of full certainty that a fact can have, of which few numbers stand for all."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.answer import Answer, Slot
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind, Knowledge


def full_answers(fact: Fact, numbers: Iterable[Fraction] = ()) -> Iterator[tuple[Slot, Answer]]:
    """Give every answer of full certainty to each slot of a fact; of a number, those in `numbers` stand for all."""
    if fact.can_be_denied:
        for option in fact.parts:
            yield from (((fact.name, option), Answer(((option, signed),))) for signed in (ONE, -ONE))
    elif fact.options:
        yield from (((fact.name, ""), Answer.choice(option)) for option in fact.option_names)
    else:
        yield from (((fact.name, ""), Answer.of_number(number)) for number in numbers)


def telling_numbers(knowledge: Knowledge) -> Mapping[str, tuple[Fraction, ...]]:
    """Give, for each number fact, numbers that stand for all: no condition can tell any other from one of them."""
    bounds: dict[str, set[Fraction]] = {
        fact.name: set() for fact in knowledge.facts.values() if fact.kind is Kind.NUMBER
    }
    for spot in wiring_of(knowledge).compiled.spots:
        if spot.relation:
            bounds[spot.fact].add(spot.bound)
    return {name: tuple(_standing_for_all(knowledge.facts[name], sorted(found))) for name, found in bounds.items()}


def _standing_for_all(fact: Fact, bounds: list[Fraction]) -> Iterator[Fraction]:
    """Give the ends of the range, each bound within it, and one number in each gap between them."""
    if not bounds:
        return
    low = fact.least if fact.least is not None else bounds[0] - 1
    high = fact.most if fact.most is not None else bounds[-1] + 1
    marks = sorted({low, high, *(bound for bound in bounds if low <= bound <= high)})
    yield from sorted({*marks, *(_between(*gap) for gap in pairwise(marks))})


def _between(low: Fraction, high: Fraction) -> Fraction:
    whole = Fraction(low.numerator // low.denominator + 1)
    return whole if low < whole < high else (low + high) / 2
