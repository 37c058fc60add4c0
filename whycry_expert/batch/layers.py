"""The layers of compiled knowledge as arrays, and their values for many situations at once.

Nothing is rounded: values are whole numbers, as everywhere in the evaluation, and where a knowledge base is so deep
that they would not fit 64 bits, the arrays hold Python's own. What holds is found in packed bits, eight situations a
byte; values are looked at only where something holds, which is about one place in fifty.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from whycry_expert.evaluation.compiled import TWENTIETHS, CompiledKnowledge

Numbers: TypeAlias = NDArray[np.intp]
Amounts: TypeAlias = NDArray[Any]
"""Whole numbers of which the scale makes 1: int64, or objects where these would overflow."""
Truths: TypeAlias = NDArray[np.bool_]
_Bits: TypeAlias = NDArray[np.uint8]

_TOO_MUCH = 2**63


class Met(Struct, frozen=True):
    """The literals over facts that hold in some situations: three columns of equal length, and how many situations."""

    literals: Numbers
    situations: Numbers
    values: Amounts
    count: int


class Valued(Struct, frozen=True):
    """What came out for some situations, which are the columns: the amount of each side, and which conditions hold."""

    sides: Amounts
    conditions: Truths
    """Of those conditions that were asked for, in their order."""


class _Ways(Struct, frozen=True):
    """Alternatives that can be worked out together.

    The literals of each are filled up with one that always holds; `rows` are what each speaks to.
    """

    literals: Numbers
    rows: Numbers
    strengths: Amounts
    findings: Numbers
    """Those that are complete afterwards."""


class Layers:
    """Compiled knowledge as arrays, with the conditions beside those of the rules that are asked for."""

    def __init__(self, compiled: CompiledKnowledge, asked: Sequence[int]) -> None:
        self._compiled = compiled
        self.dtype = np.dtype(np.int64 if compiled.scale * TWENTIETHS < _TOO_MUCH else object)
        self._literals = len(compiled.literals)
        self._findings = len(compiled.findings)
        self._asked = len(asked)
        self._worth = np.empty((0, 0), self.dtype)
        self._stages = tuple(self._staged())
        others = [(way, row) for row, condition in enumerate(asked) for way in compiled.conditions[condition]]
        self._others = self._ways(others, ())

    def value(self, met: Met) -> Valued:
        """Work everything out from the literals over facts that hold."""
        width = -(-met.count // 8) * 8
        if self._worth.shape[1] != width:
            self._worth = np.empty((self._literals + 1, width), self.dtype)
        holding = np.zeros((self._literals + 1, width), np.bool_)
        holding[met.literals, met.situations] = True
        holding[-1] = True
        bits = np.packbits(holding, axis=1)
        worth = self._worth  # looked at only where the bits are set, so what is left there does no harm
        worth[met.literals, met.situations] = met.values
        worth[-1] = self._compiled.scale
        amounts = np.zeros((self._findings + len(self._compiled.sides), width), self.dtype)
        for stage in self._stages:
            self._add(stage, bits, worth, amounts)
        conditions = np.zeros((self._asked, width), np.bool_)
        way, situation = _met(self._others, bits, width)
        conditions[self._others.rows[way], situation] = True
        return Valued(amounts[self._findings :, : met.count], conditions[:, : met.count])

    def _add(self, stage: _Ways, bits: _Bits, worth: Amounts, amounts: Amounts) -> None:
        way, situation = _met(stage, bits, worth.shape[1])
        value = worth[stage.literals[way, 0], situation]
        for column in range(1, stage.literals.shape[1]):
            value = np.minimum(value, worth[stage.literals[way, column], situation])
        places = stage.rows[way] * worth.shape[1] + situation
        np.maximum.at(amounts.reshape(-1), places, stage.strengths[way] * value // TWENTIETHS)
        supports = amounts[stage.findings]
        first = self._literals - self._findings
        worth[first + stage.findings] = supports
        bits[first + stage.findings] = np.packbits((supports >= self._compiled.threshold).astype(np.bool_), axis=1)

    def _staged(self) -> Iterable[_Ways]:
        """Put the alternatives of all rules into stages, such that each comes after the findings that it tests."""
        compiled = self._compiled
        row_of = {rule: row for row, rules in enumerate((*compiled.findings, *compiled.sides)) for rule in rules}
        complete: dict[int, int] = {}

        def stage_of(way: int) -> int:
            tested = (literal for literal in compiled.alternatives[way] if literal in complete)
            return max((complete[literal] + 1 for literal in tested), default=0)

        for finding, rules in enumerate(compiled.findings):
            ways = [way for rule in rules for way in compiled.conditions[rule]]
            complete[self._literals - self._findings + finding] = max(map(stage_of, ways), default=0)
        stages: dict[int, list[tuple[int, int]]] = {}
        for rule, row in row_of.items():
            for way in compiled.conditions[rule]:
                stages.setdefault(stage_of(way), []).append((way, row))
        for number in sorted({*stages, *complete.values()}):
            findings = [literal - self._literals + self._findings for literal, at in complete.items() if at == number]
            yield self._ways(stages.get(number, []), findings)

    def _ways(self, ways: list[tuple[int, int]], findings: Iterable[int]) -> _Ways:
        compiled = self._compiled
        rule_of = {way: rule for rule in range(len(compiled.strengths)) for way in compiled.conditions[rule]}
        longest = max((len(compiled.alternatives[way]) for way, _ in ways), default=1)
        literals = np.full((len(ways), longest), self._literals, np.intp)
        for position, (way, _) in enumerate(ways):
            literals[position, : len(compiled.alternatives[way])] = compiled.alternatives[way]
        return _Ways(
            literals,
            np.array([row for _, row in ways], np.intp),
            np.array([compiled.strengths[rule_of[way]] if way in rule_of else 0 for way, _ in ways], self.dtype),
            np.array(list(findings), np.intp),
        )


def _met(ways: _Ways, bits: _Bits, width: int) -> tuple[Numbers, Numbers]:
    """Give the alternatives that hold, each with a situation in which it does."""
    held = bits[ways.literals[:, 0]]
    for column in range(1, ways.literals.shape[1]):
        held &= bits[ways.literals[:, column]]
    way, situation = np.divmod(np.flatnonzero(np.unpackbits(held).view(np.bool_)), width)
    return way, situation
