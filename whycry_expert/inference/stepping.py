"""Runs the engine one firing at a time, with its agenda and its working memory at each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from whycry_expert.inference.engine import MAX_FIRINGS, SituationEngine, engine_for
from whycry_expert.inference.memory import (
    AdditionElement,
    AnswerElement,
    ContributionElement,
    FindingElement,
    NoticeElement,
    PictureElement,
    ReadingElement,
    SupportElement,
    WorkingElement,
)
from whycry_expert.inference.trace import Firing
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation
from whycry_expert.situation.writing import answer_text


class Waiting(Struct, frozen=True):
    """An activation on the agenda: what would fire, and its salience."""

    label: str
    salience: int


class Element(Struct, frozen=True):
    """An element of working memory: its number there, what kind it is, what it is about and what it says."""

    number: int
    kind: str
    subject: str
    says: str


class Step(Struct, frozen=True):
    """One firing. `agenda` is the agenda from which it was taken, itself first, in the order of firing.

    `memory` is the working memory after it, oldest first, and `new` how many of its last elements the firing brought.
    """

    firing: Firing
    agenda: tuple[Waiting, ...]
    memory: tuple[Element, ...]
    new: int


def starting_memory(knowledge: Knowledge, situation: Situation) -> tuple[Element, ...]:
    """Give the working memory before anything has fired: the answers."""
    return _memory(_started(knowledge, situation))


def steps_of(knowledge: Knowledge, situation: Situation) -> Iterator[Step]:
    """Run the engine firing by firing, exactly as `infer` does. Rules that close a stage without effect are passed."""
    engine = _started(knowledge, situation)
    before = len(_memory(engine))
    for _ in range(MAX_FIRINGS):
        engine.update_agenda()
        agenda = _agenda(engine)
        if not agenda:
            return
        fired = len(engine.firings)
        engine.run(steps=1)
        if len(engine.firings) > fired:
            memory = _memory(engine)
            yield Step(engine.firings[-1], agenda, memory, len(memory) - before)
            before = len(memory)


def _started(knowledge: Knowledge, situation: Situation) -> SituationEngine:
    engine = engine_for(knowledge)
    engine.start(knowledge, situation)
    return engine


def _agenda(engine: SituationEngine) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(activation.rule.__name__, activation.rule.salience)
        for activation in reversed(engine.agenda.activations)
    )


def _memory(engine: SituationEngine) -> tuple[Element, ...]:
    elements = engine.facts.items()
    return tuple(_shown(number, element) for number, element in elements if isinstance(element, WorkingElement))


_KINDS: Final[Mapping[type[WorkingElement], tuple[str, Callable[[Any], str]]]] = {
    AnswerElement: ("answer", lambda element: answer_text(element["value"])),
    FindingElement: ("finding", lambda element: f"{float(element['value']):g}"),
    SupportElement: ("support", lambda element: f"{float(element['value']):g} by {element['rule']}"),
    ContributionElement: (
        "contribution",
        lambda element: f"{float(element['value']):+g} by {element['rule']}, line {element['line']}",
    ),
    NoticeElement: ("notice", lambda _: "raised"),
    ReadingElement: ("reading", lambda element: f"{float(element['value']):+.3f}"),
    PictureElement: ("picture", lambda _: "concluded"),
    AdditionElement: ("addition", lambda _: "added"),
}
"""What each kind of element is called, and what it says."""


def _shown(number: int, element: WorkingElement) -> Element:
    kind, says = _KINDS[type(element)]
    subject = element["value"].value if isinstance(element, PictureElement) else element["subject"]
    return Element(number, kind, subject, says(element))
