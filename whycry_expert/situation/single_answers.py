"""Answers taken one by one: to a fact, or to one option of a choices fact, which is a yes-no of its own."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.answer import Answer, Answers, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind, Knowledge


class SingleAnswer(Struct, frozen=True):
    """One answer to `fact`, or to its `option` where it is a choices fact; `answer` None means not answered."""

    fact: str
    answer: YesNo | Choice | Number | None
    option: str = ""

    @property
    def place(self) -> "Slot":
        """What is answered."""
        return self.fact, self.option

    def as_answer(self) -> Answer | None:
        """Give the answer as an answer to the whole fact."""
        if self.option and isinstance(self.answer, YesNo):
            return Choices.of({self.option: self.answer.signed})
        return self.answer


Slot: TypeAlias = tuple[str, str]
"""A fact, and one of its options where it is a choices fact, else an empty text."""


def singles_in(answers: Answers) -> Iterator[SingleAnswer]:
    """Take answers apart into single ones."""
    for fact, answer in answers.items():
        if isinstance(answer, Choices):
            for option, signed in answer.options:
                yield SingleAnswer(fact, YesNo(signed), option)
        else:
            yield SingleAnswer(fact, answer)


def with_singles(answers: Answers, singles: Iterable[SingleAnswer]) -> dict[str, Answer]:
    """Put single answers over others; the last of two in the same place counts."""
    changed = dict(answers)
    for single in singles:
        old = changed.pop(single.fact, None)
        new: Answer | None = single.answer
        if single.option:
            options = dict(old.options) if isinstance(old, Choices) else {}
            options.pop(single.option, None)
            if isinstance(single.answer, YesNo):
                options[single.option] = single.answer.signed
            new = Choices.of(options) if options else None
        if new is not None:
            changed[single.fact] = new
    return changed


def full_answers(fact: Fact, numbers: Iterable[Fraction] = ()) -> Iterator[SingleAnswer]:
    """Give every single answer of full certainty to a fact; of a number, those in `numbers` stand for all."""
    if fact.kind is Kind.YES_NO:
        yield from (SingleAnswer(fact.name, YesNo(signed)) for signed in (ONE, -ONE))
    elif fact.kind is Kind.CHOICE:
        yield from (SingleAnswer(fact.name, Choice(option)) for option in fact.option_names)
    elif fact.kind is Kind.CHOICES:
        for option in fact.option_names:
            yield from (SingleAnswer(fact.name, YesNo(signed), option) for signed in (ONE, -ONE))
    else:
        yield from (SingleAnswer(fact.name, Number(value)) for value in numbers)


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
