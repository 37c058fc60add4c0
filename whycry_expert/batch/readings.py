"""What the readings come to, from the amounts on their sides: exactly, and once for amounts that were met before.

Certainties are products of likelihood ratios, which 64 bits cannot hold exactly. But the same amounts come again and
again, as a side has few values; so the product is worked out where they are first met.
"""

import json
from collections.abc import Sequence
from itertools import count
from typing import Final

import numpy as np
from msgspec import Struct

from whycry_expert.batch.layers import Amounts, Numbers
from whycry_expert.evaluation.compiled import CompiledKnowledge
from whycry_expert.evaluation.ratio import Ratio, can_lead, certainty_of, combined, leading_among
from whycry_expert.knowledge.certainty import picture_of
from whycry_expert.presentation.as_json import number

_MOST_KNOWN: Final = 20_000
"""More products than these are not kept."""


class _Weighed(Struct, frozen=True):
    """A reading under certain amounts: its certainty as JSON, and the beginning that it makes where it alone leads."""

    serial: int
    """A number that no other one has."""
    reading: int
    ratio: Ratio
    written: bytes
    alone: bytes | None
    """None where it cannot lead."""


class Readings:
    """Writes picture, leading readings and certainties as JSON, for many situations at once."""

    def __init__(self, compiled: CompiledKnowledge, names: Sequence[str]) -> None:
        self._scale = compiled.scale
        self._signs = np.array([*(-1 if against else 1 for against in compiled.against), 0])
        self._with_sides = [reading for reading, sides in enumerate(compiled.readings) if sides]
        self._starts = [compiled.readings[reading][0] for reading in self._with_sides]
        longest = max(map(len, compiled.readings), default=0)
        nothing = len(compiled.sides)
        self._sides = np.array([(*sides, *[nothing] * (longest - len(sides))) for sides in compiled.readings], np.intp)
        self._names = names
        self._silent = [_certainty(name, (1, 1)) for name in names]
        self._open = _beginning(())
        self._serials = count()
        self._known: dict[object, _Weighed] = {}
        self._beginnings: dict[tuple[int, ...], bytes] = {}

    def written(self, sides: Amounts) -> list[bytes]:
        """Give picture, leading and certainties of each situation as the end of a JSON object.

        The situations are the columns of `sides`.
        """
        if len(self._known) + len(self._beginnings) > _MOST_KNOWN:
            self._known.clear()
            self._beginnings.clear()
        situations, readings, weighed = self._spoken_to(sides)
        certainties = np.empty((sides.shape[1], len(self._names)), object)
        certainties[:] = self._silent
        certainties[situations, readings] = [one.written for one in weighed]
        beginnings = [self._open] * sides.shape[1]
        leading: dict[int, list[_Weighed]] = {}
        for situation, one in zip(situations.tolist(), weighed, strict=True):
            if one.alone is not None:
                beginnings[situation] = one.alone
                leading.setdefault(situation, []).append(one)
        for situation, able in leading.items():
            if len(able) > 1:
                beginnings[situation] = self._of_several(able)
        rows = zip(beginnings, certainties.tolist(), strict=True)
        return [b"%b%b}}" % (beginning, b",".join(row)) for beginning, row in rows]

    def _spoken_to(self, sides: Amounts) -> tuple[Numbers, Numbers, list[_Weighed]]:
        """Give what something speaks for or against: the situation, the reading, and what it comes to.

        The amounts of a reading are sorted, since their order does not matter: so fewer of them are new.
        """
        if not self._with_sides:
            return np.zeros(0, np.intp), np.zeros(0, np.intp), []
        found, situations = np.nonzero(np.maximum.reduceat(sides, self._starts, axis=0))
        readings = np.array(self._with_sides)[found]
        signed = np.concatenate([sides, np.zeros((1, sides.shape[1]), sides.dtype)]) * self._signs[:, None]
        amounts = np.sort(signed[self._sides[readings], situations[:, None]], axis=1)
        keys = _hashable(np.concatenate([readings[:, None].astype(amounts.dtype), amounts], axis=1))
        weighed = list(map(self._known.get, keys))
        return situations, readings, [
            self._weigh(key, int(readings[position]), amounts[position].tolist()) if one is None else one
            for position, (key, one) in enumerate(zip(keys, weighed, strict=True))
        ]

    def _weigh(self, key: object, reading: int, amounts: list[int]) -> _Weighed:
        name = self._names[reading]
        ratio = combined(
            (amount for amount in amounts if amount > 0), (-amount for amount in amounts if amount < 0), self._scale
        )
        alone = _beginning((name,)) if can_lead(ratio) else None
        self._known[key] = weighed = _Weighed(next(self._serials), reading, ratio, _certainty(name, ratio), alone)
        return weighed

    def _of_several(self, able: list[_Weighed]) -> bytes:
        key = tuple([one.serial for one in able])
        beginning = self._beginnings.get(key)
        if beginning is None:
            in_order = sorted(able, key=lambda one: one.reading)
            beginning = _beginning(leading_among((self._names[one.reading], one.ratio) for one in in_order))
            self._beginnings[key] = beginning
        return beginning


def _beginning(leading: tuple[str, ...]) -> bytes:
    told = json.dumps({"picture": picture_of(leading).value, "leading": leading}, separators=(",", ":"))
    return f'{told[1:-1]},"certainties":{{'.encode()


def _certainty(name: str, ratio: Ratio) -> bytes:
    return f"{json.dumps(name)}:{json.dumps(number(certainty_of(ratio)))}".encode()


def _hashable(rows: Amounts) -> Sequence[object]:
    if rows.dtype == object:
        return [tuple(row) for row in rows.tolist()]
    written, length = rows.tobytes(), rows.shape[1] * rows.itemsize
    return [written[start : start + length] for start in range(0, len(written), length)]
