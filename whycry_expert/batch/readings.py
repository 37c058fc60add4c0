"""What the readings come to, from the amounts on their sides: exactly, and once for amounts that were met before.

Certainties are products of likelihood ratios, which 64 bits cannot hold exactly. But the same amounts come again and
again, as a side has few values; so the product is worked out where they are first met.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from whycry_expert.batch.layers import Amounts
from whycry_expert.evaluation.compiled import CompiledKnowledge
from whycry_expert.evaluation.ratio import Ratio, can_lead, certainty_of, combined, leading_among
from whycry_expert.knowledge.certainty import picture_of
from whycry_expert.presentation.as_json import number

_MOST_KNOWN: Final = 100_000
"""More products than these are not kept."""


class _Weighed(Struct, frozen=True):
    """A reading under certain amounts, with its certainty as JSON; `serial` is a number that no other one has."""

    serial: int
    name: str
    ratio: Ratio
    can_lead: bool
    written: bytes


class Readings:
    """Writes picture, leading readings and certainties as JSON, for many situations at once."""

    def __init__(self, compiled: CompiledKnowledge, names: Sequence[str]) -> None:
        self._compiled = compiled
        self._names = names
        self._with_sides = [reading for reading, sides in enumerate(compiled.readings) if sides]
        self._silent = [_certainty(name, (1, 1)) for name in names]
        self._serials = 0
        self._clear()

    def _clear(self) -> None:
        self._weighed: list[dict[object, _Weighed]] = [{} for _ in self._names]
        self._heads: dict[tuple[int, ...], bytes] = {}
        self._kept = 0

    def written(self, sides: Amounts) -> Iterator[bytes]:
        """Give picture, leading and certainties of each situation as the end of a JSON object.

        The situations are the columns of `sides`.
        """
        if self._kept > _MOST_KNOWN:
            self._clear()
        by_situation = np.ascontiguousarray(sides.T)
        certainties = [self._silent.copy() for _ in by_situation]
        able: list[list[_Weighed]] = [[] for _ in by_situation]
        for situation, reading, weighed in self._spoken_to(by_situation):
            certainties[situation][reading] = weighed.written
            if weighed.can_lead:
                able[situation].append(weighed)
        for leading, written in zip(able, certainties, strict=True):
            yield b"%b%b}}" % (self._head(leading), b",".join(written))

    def _spoken_to(self, by_situation: Amounts) -> Iterator[tuple[int, int, _Weighed]]:
        """Give what is not just silent: the situation, the reading, and what it comes to."""
        if not self._with_sides:
            return
        starts = [self._compiled.readings[reading][0] for reading in self._with_sides]
        keys, unit = _sliceable(by_situation)
        for situation, position in np.argwhere(np.logical_or.reduceat(by_situation != 0, starts, axis=1)).tolist():
            reading = self._with_sides[position]
            sides = self._compiled.readings[reading]
            key = keys[situation][sides[0] * unit : (sides[-1] + 1) * unit]
            weighed = self._weighed[reading].get(key)
            if weighed is None:
                weighed = self._weighed[reading][key] = self._weigh(reading, by_situation[situation].tolist())
            yield situation, reading, weighed

    def _weigh(self, reading: int, amounts: list[int]) -> _Weighed:
        against = self._compiled.against
        sides, name = self._compiled.readings[reading], self._names[reading]
        ratio = combined(
            [amounts[side] for side in sides if not against[side]],
            [amounts[side] for side in sides if against[side]],
            self._compiled.scale,
        )
        self._serials += 1
        self._kept += 1
        return _Weighed(self._serials, name, ratio, can_lead(ratio), _certainty(name, ratio))

    def _head(self, able: list[_Weighed]) -> bytes:
        key = tuple([weighed.serial for weighed in able])
        head = self._heads.get(key)
        if head is None:
            leading = leading_among((weighed.name, weighed.ratio) for weighed in able)
            told = json.dumps({"picture": picture_of(leading).value, "leading": leading}, separators=(",", ":"))
            head = self._heads[key] = f'{told[1:-1]},"certainties":{{'.encode()
            self._kept += 1
        return head


def _certainty(name: str, ratio: Ratio) -> bytes:
    return f"{json.dumps(name)}:{json.dumps(number(certainty_of(ratio)))}".encode()


def _sliceable(rows: Amounts) -> tuple[Sequence[Sequence[object]], int]:
    """Give each row as something that can be cut and hashed, and how long one number is in it."""
    if rows.dtype == object:
        return [tuple(row) for row in rows.tolist()], 1
    return [row.tobytes() for row in rows], rows.itemsize
