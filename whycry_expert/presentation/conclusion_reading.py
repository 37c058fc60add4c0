"""Reads the situation back from a conclusion in JSON that was checked before."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from whycry_expert.errors import Place
from whycry_expert.knowledge.answer import Answer, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.model import Kind, Knowledge
from whycry_expert.proof.checker import check
from whycry_expert.proof.comparison import Fault
from whycry_expert.proof.exact_json import read_object
from whycry_expert.situation.model import Given, Situation


def situation_concluded_from(content: bytes, name: str, knowledge: Knowledge) -> tuple[Situation, tuple[Fault, ...]]:
    """Give the situation that a conclusion was drawn from, and the faults of the conclusion; `name` is its file's.

    With faults, the situation is an empty one. Raises InputError when it is no conclusion, or one of another
    version of the knowledge.
    """
    conclusion: dict[str, Any] = read_object(content, name)
    faults = check(conclusion, name, knowledge).faults
    if faults:
        return Situation(), faults
    facts: Mapping[str, Any] = conclusion["facts"]
    told: Mapping[str, Any] = conclusion["situation"]
    place = Place(name)
    given = {
        fact: Given(_answer(knowledge.facts[fact].kind, facts[fact]), place, facts[fact].get("note", ""))
        for fact in knowledge.facts
        if fact in facts
    }
    return Situation(given, title=str(told.get("title", "")), story=str(told.get("story", ""))), ()


def _answer(kind: Kind, told: Mapping[str, Any]) -> Answer:
    if kind is Kind.CHOICES:
        return Choices.of({option: Fraction(signed) for option, signed in told["options"].items()})
    if kind is Kind.YES_NO:
        return YesNo(told["certainty"])
    return (Choice if kind is Kind.CHOICE else Number)(told["answer"], told["certainty"])
