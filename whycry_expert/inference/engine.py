"""experta's engine over the rules of a knowledge base, and a run of it on one situation."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.counting import CountingMatcher
from whycry_expert.inference.experta_import import (
    Activation,
    Agenda,
    ExpertaRule,
    InitialFact,
    KnowledgeEngine,
    ReteMatcher,
)
from whycry_expert.inference.matcher import Matcher
from whycry_expert.inference.memory import AnswerElement, WorkingElement, WorkingMemory
from whycry_expert.inference.patterns import ConditionIndex
from whycry_expert.inference.productions import productions_of
from whycry_expert.inference.strategy import RankedStrategy
from whycry_expert.inference.trace import Firing
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation

MAX_FIRINGS = 100_000
"""No knowledge base comes near; the bound keeps a fault from running for ever."""
_MOST_IDLE = 4


class SituationEngine(KnowledgeEngine):  # type: ignore[misc]  # experta has no types
    """experta's engine with its rules made from a knowledge base, and a trace of what fired.

    Facts, agenda and run are those of experta. `reset` and `declare` leave out its search for rules and deffacts among
    the attributes of the engine and its checks for conditions in facts, since all elements are made in this package.
    """

    __matcher__ = CountingMatcher
    __strategy__ = RankedStrategy

    def __init__(self, knowledge: Knowledge) -> None:
        self.productions = productions_of(knowledge)
        self.firings: list[Firing] = []
        self._rules: dict[int, ExpertaRule] = {}
        super().__init__()

    @cached_property
    def conditions(self) -> ConditionIndex:
        """The left sides of all rules."""
        return ConditionIndex(production.patterns for production in self.productions)

    def rule(self, rank: int) -> ExpertaRule:
        """Give a rule, which is made when it is first asked for; few of them ever fire."""
        if rank not in self._rules:
            self._rules[rank] = self.productions[rank].as_rule(rank)
        return self._rules[rank]

    def get_rules(self) -> list[ExpertaRule]:
        """Give all rules."""
        return [self.rule(rank) for rank in range(len(self.productions))]

    def reset(self) -> None:
        """Empty working memory, agenda and trace, and declare the initial fact."""
        self.agenda = Agenda()
        self.facts = WorkingMemory()
        self.firings.clear()
        self.matcher.reset()
        self.running = False
        self.declare(InitialFact())

    def declare(self, *facts: WorkingElement | InitialFact) -> None:
        """Put elements into working memory."""
        for fact in facts:
            self.facts.declare(fact)
        if not self.running:
            self.update_agenda()

    def get_activations(self) -> tuple[Sequence[Activation], Sequence[Activation]]:
        """Give the activations that the changes of working memory brought and took, if it has changed."""
        if not self.facts.added and not self.facts.removed:
            return (), ()
        changes: tuple[Sequence[Activation], Sequence[Activation]] = super().get_activations()
        return changes

    def update_agenda(self) -> None:
        """Bring the agenda up to what working memory now holds."""
        self.strategy.update_agenda(self.agenda, *self.get_activations())

    def record(self, kind: type[Firing], *details: Any) -> None:  # noqa: ANN401 - the fields of any kind of firing
        """Add a firing to the trace: all its fields but the cycle."""
        self.firings.append(kind(len(self.firings) + 1, *details))

    def start(self, knowledge: Knowledge, situation: Situation) -> None:
        """Begin anew with the answers of a situation, in the order of the vocabulary. Nothing has fired yet."""
        self.reset()
        given = situation.given
        self.declare(
            *[AnswerElement(subject=name, value=given[name].answer) for name in knowledge.facts if name in given]
        )


class ReteEngine(SituationEngine):
    """The same with the matcher that experta brings, as a reference."""

    __matcher__ = ReteMatcher


_ENGINES = {Matcher.COUNTING: SituationEngine, Matcher.RETE: ReteEngine}


def engine_for(knowledge: Knowledge, matcher: Matcher = Matcher.COUNTING) -> SituationEngine:
    """Build an engine, which shares nothing with any other."""
    return _ENGINES[matcher](knowledge)


class _IdleEngines:
    """The engines of each knowledge base that are built and not in use. Safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: WeakKeyDictionary[Knowledge, dict[Matcher, list[SituationEngine]]] = WeakKeyDictionary()

    def of(self, knowledge: Knowledge, matcher: Matcher) -> list[SituationEngine]:
        """Give the list from which an engine is taken, and to which it goes back."""
        with self._lock:
            idle = self._idle.get(knowledge)
            if idle is None:
                idle = self._idle[knowledge] = {matcher: [] for matcher in Matcher}
        return idle[matcher]


_IDLE = _IdleEngines()


def infer(knowledge: Knowledge, situation: Situation, *, matcher: Matcher = Matcher.COUNTING) -> Conclusion:
    """Conclude from a situation: declare its answers, run all stages, and gather what fired.

    The same knowledge and answers give the same conclusion and trace in every process, with every matcher.
    """
    idle = _IDLE.of(knowledge, matcher)
    try:
        engine = idle.pop()
    except IndexError:
        engine = engine_for(knowledge, matcher)
    engine.start(knowledge, situation)
    engine.run(steps=MAX_FIRINGS)
    trace = tuple(engine.firings)
    # an engine that failed above is never given back: experta would leave it half run
    if len(idle) < _MOST_IDLE:
        idle.append(engine)
    return Conclusion(knowledge, situation, trace)
