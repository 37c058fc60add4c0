"""Finds the situations whose answers may clash, for many at once; what exactly clashes the full check says."""

from collections import defaultdict
from functools import cache

import numpy as np

from whycry_expert.batch.answer_table import AnswerTable
from whycry_expert.batch.layers import Numbers, Truths
from whycry_expert.evaluation.compiled import CompiledKnowledge
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.clashes import bearing_on


class ClashTable:
    """The clashes of a knowledge base, and the follow-up questions that do not always apply.

    A follow-up question whose condition does not hold may still apply, if that is open. Whether it does hangs on the
    answers to few facts, so what the full check said is kept by these.
    """

    def __init__(self, knowledge: Knowledge, compiled: CompiledKnowledge) -> None:
        self._knowledge = knowledge
        self._names = compiled.facts
        only_ifs = tuple(dict.fromkeys(condition for condition in compiled.only_ifs if condition >= 0))
        parts = tuple(dict.fromkeys(condition for clash in compiled.clashes for condition in clash))
        self.asked = only_ifs + parts
        """The conditions that have to be known, in the order in which `suspects` takes them."""
        row_of = {condition: row for row, condition in enumerate(only_ifs)}
        # what answers no fact has the number -1, which finds the last one here
        self._only_if = np.array([*(row_of.get(condition, -1) for condition in compiled.only_ifs), -1], np.intp)
        part_of = {condition: len(only_ifs) + row for row, condition in enumerate(parts)}
        self._clashes = [[part_of[condition] for condition in clash] for clash in compiled.clashes]
        self._fitting: set[tuple[int, tuple[int, ...]]] = set()
        self._bearing = cache(self._find_bearing)

    def forget(self) -> None:
        """Forget what was kept: the numbers of answers have a new meaning."""
        self._fitting.clear()

    def suspects(self, table: AnswerTable, answers: Numbers, owners: Numbers, asked: Truths) -> dict[int, "Doubts"]:
        """Give the situations that need the full check, with what will be known if they pass it."""
        found: dict[int, Doubts] = {}
        for clash in self._clashes:
            found |= {situation: [] for situation in np.flatnonzero(asked[clash].all(axis=0)).tolist()}
        facts = table.facts(answers)
        rows = self._only_if[facts]
        following_up = np.flatnonzero(rows >= 0)
        doubtful = following_up[~asked[rows[following_up], owners[following_up]]]
        if len(doubtful):
            for situation, doubts in self._doubts(doubtful, facts, answers, owners).items():
                if situation in found or not self._fitting.issuperset(doubts):
                    found[situation] = doubts
        return found

    def keep(self, doubts: "Doubts") -> None:
        """Keep that there is no clash."""
        self._fitting.update(doubts)

    def _doubts(self, doubtful: Numbers, facts: Numbers, answers: Numbers, owners: Numbers) -> dict[int, "Doubts"]:
        found: defaultdict[int, Doubts] = defaultdict(list)
        asking, asked = owners[doubtful], facts[doubtful]
        firsts, lasts = np.searchsorted(owners, asking), np.searchsorted(owners, asking, "right")
        columns = (asking.tolist(), asked.tolist(), firsts.tolist(), lasts.tolist())
        of_fact, number = facts.tolist(), answers.tolist()
        for situation, fact, first, last in zip(*columns, strict=True):
            bearing = self._bearing(fact)
            given = [number[position] for position in range(first, last) if of_fact[position] in bearing]
            found[situation].append((fact, tuple(given)))
        return found

    def _find_bearing(self, fact: int) -> frozenset[int]:
        names = bearing_on(self._knowledge, self._names[fact])
        return frozenset(number for number, name in enumerate(self._names) if name in names)


Doubts = list[tuple[int, tuple[int, ...]]]
"""Follow-up questions that may not apply, each with the answers that decide it."""
