"""Imports experta on today's Python, without a trace left behind.

experta 1.9.4 pins frozendict 1.2, which looks for names in `collections` that Python 3.10 moved away for good,
and it sets up logging for the whole program. The missing names are there only while the import runs, and a
handler that the import adds to the root logger is taken away again. experta hides a failing import of its own
parts; asking for each name here makes such a failure visible at once.
"""

import collections
import collections.abc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

_MOVED_NAMES = ("Mapping", "MutableMapping", "Sequence", "Hashable", "Callable", "Iterable")


@contextmanager
def _old_names_in_collections() -> Iterator[None]:
    missing = [name for name in _MOVED_NAMES if not hasattr(collections, name)]
    for name in missing:
        setattr(collections, name, getattr(collections.abc, name))
    try:
        yield
    finally:
        for name in missing:
            delattr(collections, name)


@contextmanager
def _untouched_root_logger() -> Iterator[None]:
    root = logging.getLogger()
    before = tuple(root.handlers)
    try:
        yield
    finally:
        for handler in tuple(root.handlers):
            if handler not in before:
                root.removeHandler(handler)


with _old_names_in_collections(), _untouched_root_logger():
    from experta import Fact as ExpertaFact
    from experta import InitialFact, KnowledgeEngine, P
    from experta import Rule as ExpertaRule
    from experta.abstract import Matcher as ExpertaMatcher
    from experta.abstract import Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.factlist import FactList
    from experta.matchers import ReteMatcher

__all__ = [
    "Activation",
    "Agenda",
    "ExpertaFact",
    "ExpertaMatcher",
    "ExpertaRule",
    "FactList",
    "InitialFact",
    "KnowledgeEngine",
    "P",
    "ReteMatcher",
    "Strategy",
]
