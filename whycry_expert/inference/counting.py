"""A matcher for rules whose conditions join no variables, in the place of experta's Rete.

It keeps for each condition the elements that meet it, and for each rule how many of its conditions nothing meets yet:
the counters of W. F. Dowling and J. H. Gallier (Linear-time algorithms for testing the satisfiability of propositional
Horn formulae, 1984) over the memories of TREAT (D. P. Miranker, 1987), which needs no more where nothing is joined.
So a change costs as much as the conditions that it meets are used, and not as the rules that there are.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, Protocol

from whycry_expert.inference.experta_import import Activation, ExpertaFact, ExpertaRule, Matcher


class IndexedConditions(Protocol):
    """The conditions of all rules, by numbers: see `ConditionIndex`."""

    @property
    def conditions(self) -> Sequence[Sequence[int]]:
        """The conditions of each rule."""

    @property
    def uses(self) -> Sequence[Sequence[int]]:
        """The rules of each condition."""

    def met_by(self, element: ExpertaFact, /) -> Iterable[int]:
        """Give the conditions that an element meets, each once."""


class CountingMatcher(Matcher):  # type: ignore[misc]  # experta has no types
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
        self._met: dict[ExpertaFact, Iterable[int]] = {}
        self._activations: dict[ExpertaFact, list[Activation]] = {}

    def changes(
        self, adding: Iterable[ExpertaFact] = (), deleting: Iterable[ExpertaFact] = ()
    ) -> tuple[list[Activation], list[Activation]]:
        """Take in what was added to working memory and what was taken out; give new activations and withdrawn ones.

        Withdrawn are also those that have fired, as with Rete. What came and went since the last time is passed over.
        """
        passing = {element for element in deleting if element not in self._met}
        removed = [gone for element in deleting if element not in passing for gone in self._take_out(element)]
        added = [new for element in adding if element not in passing for new in self._put_in(element)]
        return added, removed

    def _put_in(self, element: ExpertaFact) -> Iterable[Activation]:
        self._met[element] = conditions = self._index.met_by(element)
        for condition in conditions:
            meeting = self._meeting.setdefault(condition, [])
            meeting.append(element)
            for rule in self._index.uses[condition]:
                if len(meeting) == 1:
                    self._missing[rule] -= 1
                if not self._missing[rule]:
                    yield from self._complete(rule, condition, element)

    def _complete(self, rule: int, condition: int, element: ExpertaFact) -> Iterable[Activation]:
        """Activate a rule by a new element together with all that meets its other conditions."""
        memories = [[element] if other == condition else self._meeting[other] for other in self._index.conditions[rule]]
        for elements in product(*memories):
            activation = self._activation(self.engine.rule(rule), elements)
            for one in activation.facts:
                self._activations.setdefault(one, []).append(activation)
            yield activation

    def _activation(self, rule: ExpertaRule, elements: Sequence[ExpertaFact]) -> Activation:
        return Activation(rule, elements)

    def _take_out(self, element: ExpertaFact) -> Iterable[Activation]:
        for condition in self._met.pop(element):
            meeting = self._meeting[condition]
            meeting.remove(element)
            if not meeting:
                for rule in self._index.uses[condition]:
                    self._missing[rule] += 1
        gone = self._activations.pop(element, [])
        for activation in gone:
            for other in activation.facts - {element}:
                self._activations[other].remove(activation)
        return gone
