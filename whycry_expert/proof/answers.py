"""The answers that a conclusion rests on: whether each is possible, and how it is said back."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.proof.conditions import Said
from whycry_expert.proof.exact_json import Json

_WORDS = {
    Fraction("1"): "yes",
    Fraction("0.7"): "probably",
    Fraction("0.4"): "maybe",
    Fraction("-0.4"): "maybe not",
    Fraction("-0.7"): "probably not",
    Fraction("-1"): "no",
}
_SURE, _RATHER = Fraction("0.9"), Fraction("0.55")


def read_answer(fact: Fact, written: Mapping[str, Json]) -> Said | None:
    """Read the answer to a fact, or give None when it is none that the vocabulary allows."""
    if fact.kind is Kind.CHOICES:
        return _choices(fact, written.get("options"))
    answer, certainty = written.get("answer"), written.get("certainty")
    if not _is_certainty(certainty) or (certainty < 0 and fact.kind is not Kind.YES_NO):
        return None
    if fact.kind is Kind.YES_NO:
        return Said(certainty)
    if fact.kind is Kind.NUMBER:
        return Said(certainty, number=answer) if isinstance(answer, Fraction) and _in_range(fact, answer) else None
    if not isinstance(answer, str) or answer not in fact.option_names:
        return None
    options = {name: certainty if name == answer else -certainty for name in fact.option_names}
    return Said(certainty, chosen=answer, options=options)


def _choices(fact: Fact, options: Json) -> Said | None:
    if not isinstance(options, dict) or not options:
        return None
    known = {name: value for name, value in options.items() if name in fact.option_names and _is_certainty(value)}
    return Said(options=known) if len(known) == len(options) else None


def _is_certainty(value: Json) -> TypeGuard[Fraction]:
    return isinstance(value, Fraction) and value != 0 and -1 <= value <= 1


def _in_range(fact: Fact, number: Fraction) -> bool:
    return (fact.least is None or fact.least <= number) and (fact.most is None or number <= fact.most)


def expected_answer(fact: Fact, said: Said) -> dict[str, Json]:
    """Write an answer as a conclusion must, its sentences included."""
    told: dict[str, Json] = {"kind": fact.kind.value, "says": list(sentences(fact, said))}
    if fact.kind is Kind.CHOICES:
        return {**told, "options": dict(said.options)}
    answer: Json = said.chosen
    if fact.kind is Kind.YES_NO:
        answer = _WORDS.get(said.certainty, f"{_yes_or_no(said)}, certainty {_written(abs(said.certainty))}")
    elif fact.kind is Kind.NUMBER:
        answer = said.number
    return {**told, "answer": answer, "certainty": said.certainty}


def sentences(fact: Fact, said: Said) -> Iterator[str]:
    """Say an answer back, in a sentence for each option that is answered."""
    if fact.kind is Kind.YES_NO:
        yield _hedged(fact.yes if said.certainty > 0 else fact.no, said.certainty)
    elif fact.kind is Kind.NUMBER:
        yield _hedged(fact.yes.replace("{answer}", label_of(fact, said)), said.certainty)
    else:
        for option in fact.options:
            value = said.options.get(option.name)
            if value is not None and said.chosen in ("", option.name):
                yield _hedged(option.yes if value > 0 else option.no, value)


def _hedged(sentence: str, certainty: Fraction) -> str:
    if abs(certainty) >= _SURE:
        return sentence
    return f"{sentence} (probably)" if abs(certainty) >= _RATHER else f"{sentence} (maybe)"


def label_of(fact: Fact, said: Said) -> str:
    """Say what was answered in a word or two, as it stands within a sentence."""
    if fact.kind is Kind.YES_NO:
        return _yes_or_no(said)
    if fact.kind is Kind.NUMBER:
        return f"{_written(said.number)} {fact.unit_of_one if said.number == 1 else fact.unit}"
    return ", ".join(option.label for option in fact.options if said.options.get(option.name, 0) > 0)


def _written(value: Fraction) -> str:
    """Write a number to 15 digits, without an exponent."""
    return f"{Decimal(f'{float(value):.15g}'):f}"


def _yes_or_no(said: Said) -> str:
    return "yes" if said.certainty > 0 else "no"
