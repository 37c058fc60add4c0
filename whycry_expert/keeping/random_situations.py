"""Random situations that a vocabulary allows, the same ones every time."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer, Answers
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import telling_numbers

_MOST_FACTS = 16
_SIGNED = tuple(sorted(CERTAINTY_WORDS.values()))
_SURE = tuple(value for value in _SIGNED if value > 0)
_T = TypeVar("_T")


def random_situations(knowledge: Knowledge, facts: Collection[str], number: int, seed: int = 0) -> Iterator[Answers]:
    """Give so many situations with answers to some of `facts`; what clashes with earlier answers is left out."""
    random = Random(seed)  # noqa: S311 - nothing secret
    numbers = telling_numbers(knowledge)
    names = [name for name in knowledge.facts if name in facts]
    for _ in range(number):
        wanted = 1 + int(random.random() * min(_MOST_FACTS, len(names)))
        share = wanted / len(names) if names else 0
        answers: dict[str, Answer] = {}
        for name in names:
            if random.random() < share:
                answer = _answer(knowledge.facts[name], numbers.get(name, ()), random)
                if not find_clashes(knowledge, answers | {name: answer}):
                    answers[name] = answer
        yield answers


def _answer(fact: Fact, numbers: Sequence[Fraction], random: Random) -> Answer:
    if fact.kind is Kind.YES_NO:
        return Answer.yes_no(_one(_SIGNED, random))
    if fact.kind is Kind.CHOICE:
        return Answer.choice(_one(fact.option_names, random), _one(_SURE, random))
    if fact.several:
        chosen = [name for name in fact.option_names if random.random() < 2 / len(fact.options)]
        return Answer.choices({name: _one(_SIGNED, random) for name in chosen or fact.option_names[:1]})
    return Answer.of_number(_one(numbers, random) if numbers else fact.least or Fraction(1), _one(_SURE, random))


def _one(values: Sequence[_T], random: Random) -> _T:
    # random.random() alone is promised to give the same numbers in every version
    return values[int(random.random() * len(values))]
