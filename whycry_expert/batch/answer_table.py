"""What each answer, as it is written, makes hold: read once with the reader of every situation, then only looked up."""

from typing import Any, Final

import numpy as np
from msgspec import Struct

from whycry_expert.batch.layers import Amounts, Layers, Met, Numbers
from whycry_expert.evaluation.wiring import Wiring
from whycry_expert.knowledge.answer import Answer

NO_FACT: Final = -1
_MOST_KNOWN: Final = 4_000
_MOST_CHARACTERS: Final = 400_000
"""Answers are not kept beyond these: odd certainties and long notes must not fill the memory."""


class _Known(Struct, frozen=True):
    facts: Numbers
    starts: Numbers
    lengths: Numbers
    literals: Numbers
    values: Amounts


class AnswerTable:
    """Answers by number. A number is good until `forget_if_full`."""

    def __init__(self, wiring: Wiring, layers: Layers) -> None:
        self._wiring = wiring
        self._dtype = layers.dtype
        self._clear()

    def _clear(self) -> None:
        self.numbers: dict[str, dict[object, int]] = {}
        """By the fact, and the answer to it, which is a text, JSON of something else, or was read."""
        self.keys_within: list[int] = []
        """How many keys of JSON objects stand within each answer."""
        self._characters = 0
        self._new: list[tuple[int, tuple[tuple[int, int], ...]]] = []
        self._columns = _columns([], self._dtype)

    def forget_if_full(self) -> bool:
        """Forget all answers when there are too many, and tell whether that was so."""
        full = len(self.keys_within) >= _MOST_KNOWN or self._characters >= _MOST_CHARACTERS
        if full:
            self._clear()
        return full

    def add(self, name: str, written: object, answer: Answer | None, keys_within: int = 0) -> int:
        """Add an answer to a fact, None for one that says nothing, and give its number."""
        self.numbers.setdefault(name, {})[written] = number = len(self.keys_within)
        self.keys_within.append(keys_within)
        self._characters += len(written) if isinstance(written, (str, bytes)) else 0
        met = () if answer is None else tuple(self._wiring.met(name, answer))
        self._new.append((NO_FACT if answer is None else self._wiring.facts[name], met))
        return number

    def number_of(self, name: str, answer: Answer) -> int:
        """Give the number of an answer that was read."""
        number = self.numbers.get(name, {}).get(answer)
        return self.add(name, answer, answer) if number is None else number

    def facts(self, answers: Numbers) -> Numbers:
        """Give the fact of each of some answers, or NO_FACT."""
        return self._known.facts[answers]

    def met(self, answers: Numbers, situations: Numbers, count: int) -> Met:
        """Give the literals that some answers make hold; `situations` says whose each answer is."""
        known = self._known
        lengths = known.lengths[answers]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        chosen = np.arange(total) + np.repeat(known.starts[answers] - ends + lengths, lengths)
        return Met(known.literals[chosen], np.repeat(situations, lengths), known.values[chosen], count)

    @property
    def _known(self) -> _Known:
        if self._new:
            self._columns = _joined(self._columns, _columns(self._new, self._dtype))
            self._new = []
        return self._columns


def _columns(added: list[tuple[int, tuple[tuple[int, int], ...]]], dtype: np.dtype[Any]) -> _Known:
    lengths = np.array([len(met) for _, met in added], np.intp)
    return _Known(
        np.array([fact for fact, _ in added], np.intp),
        np.cumsum(lengths) - lengths,
        lengths,
        np.array([literal for _, met in added for literal, _ in met], np.intp),
        np.array([value for _, met in added for _, value in met], dtype),
    )


def _joined(known: _Known, new: _Known) -> _Known:
    return _Known(
        np.concatenate([known.facts, new.facts]),
        np.concatenate([known.starts, new.starts + len(known.literals)]),
        np.concatenate([known.lengths, new.lengths]),
        np.concatenate([known.literals, new.literals]),
        np.concatenate([known.values, new.values]),
    )
