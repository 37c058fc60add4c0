"""Runs the engine one firing at a time, with its agenda and its working memory at each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whycry_expert.inference.engine import MAX_FIRINGS
from whycry_expert.inference.network import (
    Added,
    AnswerElement,
    Concluded,
    Contributed,
    FindingElement,
    Network,
    Pictured,
    Raised,
    Supported,
    build_network,
)
from whycry_expert.inference.trace import Firing
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation
from whycry_expert.situation.writing import answer_text


@dataclass(frozen=True, slots=True)
class Waiting:
    """An activation on the agenda: what would fire, and its salience."""

    label: str
    salience: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element of working memory: its number there, what kind it is, what it is about and what it says."""

    number: int
    kind: str
    subject: str
    says: str


@dataclass(frozen=True, slots=True)
class Step:
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
    network = _started(knowledge, situation)
    engine = network.engine
    before = len(_memory(network))
    for _ in range(MAX_FIRINGS):
        engine.strategy.update_agenda(engine.agenda, *engine.get_activations())
        agenda = _agenda(network)
        if not agenda:
            return
        fired = len(network.firings)
        engine.run(steps=1)
        if len(network.firings) > fired:
            memory = _memory(network)
            yield Step(network.firings[-1], agenda, memory, len(memory) - before)
            before = len(memory)


def _started(knowledge: Knowledge, situation: Situation) -> Network:
    network = build_network(knowledge)
    network.engine.reset()
    answers = {name: situation.answers[name] for name in knowledge.facts if name in situation.given}
    if answers:
        network.engine.declare(*network.elements(answers))
    return network


def _agenda(network: Network) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(network.labels[activation.rule.rank], activation.rule.salience)
        for activation in reversed(network.engine.agenda.activations)
    )


def _memory(network: Network) -> tuple[Element, ...]:
    elements = sorted(network.engine.facts.items())
    return tuple(told for number, element in elements if (told := _told(number, element)) is not None)


def _told(number: int, element: Any) -> Element | None:  # noqa: ANN401, PLR0911 - experta has no types; one per kind
    name = type(element).__name__
    if isinstance(element, AnswerElement):
        return Element(number, "answer", name, answer_text(element["answer"]))
    if isinstance(element, FindingElement):
        return Element(number, "finding", name, f"{float(element['support'].lo):g}")
    if isinstance(element, Supported):
        return Element(number, "support", element["finding"], f"{float(element['amount']):g} by {element['rule']}")
    if isinstance(element, Contributed):
        amount = f"{float(element['amount']):+g} by {element['rule']}, line {element['line']}"
        return Element(number, "contribution", element["meaning"], amount)
    if isinstance(element, Raised):
        return Element(number, "notice", element["notice"], "raised")
    if isinstance(element, Concluded):
        return Element(number, "reading", element["meaning"], f"{float(element['certainty']):+.3f}")
    if isinstance(element, Pictured):
        return Element(number, "picture", element["picture"].value, "concluded")
    return Element(number, "addition", element["meaning"], "added") if isinstance(element, Added) else None
