"""A matcher for rules whose conditions join no variables, in the place of experta's Rete.

It keeps for each condition the elements that meet it, and for each rule how many of its conditions nothing meets yet:
the counters of W. F. Dowling and J. H. Gallier (Linear-time algorithms for testing the satisfiability of propositional
Horn formulae, 1984) over the memories of TREAT (D. P. Miranker, 1987), which needs no more where nothing is joined.
So a change costs as much as the conditions that it meets are used, and not as the rules that there are.
"""

from collections.abc import Collection, Sequence
from itertools import product
from typing import Any, Protocol

from whycry_expert.inference.experta_import import Activation, ExpertaFact, ExpertaMatcher


class IndexedConditions(Protocol):
    """The conditions of all rules, by numbers: see `ConditionIndex`."""

    @property
    def conditions(self) -> Sequence[Sequence[int]]:
        """The conditions of each rule."""

    @property
    def uses(self) -> Sequence[Sequence[int]]:
        """The rules of each condition."""

    def met_by(self, element: ExpertaFact, /) -> Collection[int]:
        """Give the conditions that an element meets, each once."""


class CountingMatcher(ExpertaMatcher):  # type: ignore[misc]  # experta has no types
    """Gives the agenda the activations that Rete gives, for engines that have `conditions` and `rule(number)`.

    Raises TypeError for any other engine.
    """

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - experta has no types
        super().__init__(engine)
        if not hasattr(engine, "conditions"):
            raise TypeError(f"{type(self).__name__} matches engines with an index of conditions, so not this {engine}")
        self._index: IndexedConditions = engine.conditions
        self._counts = [len(conditions) for conditions in self._index.conditions]
        self.reset()

    def reset(self) -> None:
        """Forget all elements."""
        self._missing = self._counts.copy()
        self._meeting: dict[int, list[ExpertaFact]] = {}
        self._activations: dict[int, list[Activation]] = {}

    def changes(
        self, adding: Sequence[ExpertaFact] = (), deleting: Sequence[ExpertaFact] = ()
    ) -> tuple[list[Activation], list[Activation]]:
        """Take in what was added to working memory and what was taken out; give new activations and withdrawn ones.

        Withdrawn are also those that have fired, as with Rete. What came and went since the last time is passed over.
        """
        added: list[Activation] = []
        removed: list[Activation] = []
        if deleting:
            coming, going = {element.__factid__ for element in adding}, {element.__factid__ for element in deleting}
            adding = [element for element in adding if element.__factid__ not in going]
            for element in deleting:
                if element.__factid__ not in coming:
                    self._take_out(element, removed)
        for element in adding:
            self._put_in(element, added)
        return added, removed

    def _put_in(self, element: ExpertaFact, added: list[Activation]) -> None:
        conditions = self._index.met_by(element)
        if not conditions:
            return
        alone = {element}
        activations = self._activations[element.__factid__] = []
        for condition in conditions:
            meeting = self._meeting.setdefault(condition, [])
            meeting.append(element)
            for rule in self._index.uses[condition]:
                if len(meeting) == 1:
                    self._missing[rule] -= 1
                if self._missing[rule]:
                    continue
                if self._counts[rule] == 1:
                    activations.append(self._activation(rule, alone))
                else:
                    self._complete(rule, condition, element)
        added.extend(activations)

    def _complete(self, rule: int, condition: int, element: ExpertaFact) -> None:
        """Activate a rule by a new element together with all that meets its other conditions."""
        memories = [
            (element,) if other == condition else self._meeting[other] for other in self._index.conditions[rule]
        ]
        for elements in product(*memories):
            activation = self._activation(rule, elements)
            for one in activation.facts:
                self._activations[one.__factid__].append(activation)

    def _activation(self, rule: int, elements: Collection[ExpertaFact]) -> Activation:
        return Activation(self.engine.rule(rule), elements)

    def _take_out(self, element: ExpertaFact, removed: list[Activation]) -> None:
        for condition in self._index.met_by(element):
            meeting = self._meeting[condition]
            meeting.remove(element)
            if not meeting:
                for rule in self._index.uses[condition]:
                    self._missing[rule] += 1
        gone = self._activations.pop(element.__factid__, [])
        for activation in gone:
            for other in activation.facts - {element}:
                self._activations[other.__factid__].remove(activation)
        removed.extend(gone)
