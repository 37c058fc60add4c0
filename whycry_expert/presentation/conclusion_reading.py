"""Reads the situation back from a conclusion in JSON that was checked before."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind, Knowledge
from whycry_expert.proof.checker import check
from whycry_expert.proof.comparison import Fault
from whycry_expert.proof.exact_json import read_object
from whycry_expert.situation.model import Given, Situation
from whycry_expert.situation.writing import answer_text

_NO_CONCLUSION = "this is no conclusion in JSON, as infer FILE --format json writes one"
_BEFORE_AN_OBJECT = b"\xef\xbb\xbf \t\r\n"


def situation_concluded_from(content: bytes, name: str, knowledge: Knowledge) -> tuple[Situation, tuple[Fault, ...]]:
    """Give the situation that a conclusion was drawn from, and the faults of the conclusion; `name` is its file's.

    With faults, the situation is an empty one. Raises InputError when it is no conclusion, or one of another
    version of the knowledge.
    """
    if not content.lstrip(_BEFORE_AN_OBJECT).startswith(b"{"):
        raise InputError([Problem(Place(name), _NO_CONCLUSION)])
    conclusion = read_object(content, name)
    faults = check(conclusion, name, knowledge).faults
    return (Situation(), faults) if faults else (situation_in(conclusion, name, knowledge), ())


def situation_in(conclusion: Mapping[str, Any], name: str, knowledge: Knowledge) -> Situation:
    """Give the situation that stands in a conclusion, or in the answers that a page carries, which were checked."""
    facts: Mapping[str, Any] = conclusion["facts"]
    told: Mapping[str, Any] = conclusion["situation"]
    place = Place(name)
    given = {
        fact: Given(_READERS[knowledge.facts[fact].kind](facts[fact]), place, facts[fact].get("note", ""))
        for fact in knowledge.facts
        if fact in facts
    }
    return Situation(
        given,
        title=told["title"],
        story=told["story"],
        written_for=told["written_for"] or "",
        replaced=tuple(told["replaced_by_flags"]),
    )


def differences_between(concluded: Situation, written: Situation) -> Iterator[str]:
    """Say where the situation that a conclusion was drawn from is another than one that is written down."""
    words = {"title": "title", "story": "story", "written_for": "knowledge"}
    for field, word in words.items():
        if getattr(concluded, field) != getattr(written, field):
            yield f"the {word} is another"
    for fact in dict.fromkeys((*written.given, *concluded.given)):
        here, there = written.given.get(fact), concluded.given.get(fact)
        if here is None and there is not None:
            yield f"{fact} is answered in the conclusion ({answer_text(there.answer)}) and not in the situation"
        elif there is None and here is not None:
            yield f"{fact} is answered in the situation ({answer_text(here.answer)}) and LEFT OUT of the conclusion"
        elif here is not None and there is not None:
            if here.answer != there.answer:
                told = f"{answer_text(here.answer)} in the situation and {answer_text(there.answer)} in the conclusion"
                yield f"{fact} is {told}"
            if here.note != there.note:
                yield f"the note on {fact} is another"


_READERS: Mapping[Kind, Callable[[Mapping[str, Any]], Answer]] = {
    Kind.YES_NO: lambda told: Answer.yes_no(told["certainty"]),
    Kind.CHOICE: lambda told: Answer.choice(told["answer"], told["certainty"]),
    Kind.CHOICES: lambda told: Answer.choices(told["options"]),
    Kind.NUMBER: lambda told: Answer.of_number(told["answer"], told["certainty"]),
}
