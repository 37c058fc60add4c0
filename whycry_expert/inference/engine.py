"""Runs the network of a knowledge base on one situation."""

from threading import Lock
from weakref import WeakKeyDictionary

from whycry_expert.inference.conclusion import Conclusion, conclusion_of
from whycry_expert.inference.network import Network, build_network
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation

MAX_FIRINGS = 100_000
"""No knowledge base comes near; the bound keeps a fault from running for ever."""
_IDLE_NETWORKS = 4


class _NetworkPool:
    """Networks that are built and not in use, since building one costs far more than a run. Safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: WeakKeyDictionary[Knowledge, list[Network]] = WeakKeyDictionary()

    def take(self, knowledge: Knowledge) -> Network:
        with self._lock:
            idle = self._idle.get(knowledge)
            network = idle.pop() if idle else None
        return network if network is not None else build_network(knowledge)

    def give_back(self, knowledge: Knowledge, network: Network) -> None:
        with self._lock:
            idle = self._idle.setdefault(knowledge, [])
            if len(idle) < _IDLE_NETWORKS:
                idle.append(network)


_POOL = _NetworkPool()


def infer(knowledge: Knowledge, situation: Situation) -> Conclusion:
    """Conclude from a situation: declare its answers, run all stages, and gather what fired.

    The same knowledge and answers give the same conclusion and trace in every process.
    """
    network = _POOL.take(knowledge)
    network.firings.clear()
    engine = network.engine
    engine.reset()
    answers: dict[str, Answer] = {name: situation.answers[name] for name in knowledge.facts if name in situation.given}
    elements = network.elements(answers)
    if elements:
        engine.declare(*elements)
    engine.run(steps=MAX_FIRINGS)
    trace = tuple(network.firings)
    # an engine that failed above is never given back: experta would leave it half run
    _POOL.give_back(knowledge, network)
    return conclusion_of(knowledge, situation, trace)
