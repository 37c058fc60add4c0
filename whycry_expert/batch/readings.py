"""What the readings come to, from the amounts on their sides: exactly, and once for amounts that were met before.

Certainties are products of likelihood ratios, which 64 bits cannot hold exactly. But the same amounts come again and
again, as a side has few values; so the product is worked out where they are first met.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import count, islice
from typing import Any, Final

import numpy as np
from msgspec import Struct

from whycry_expert.batch.layers import Amounts
from whycry_expert.evaluation.compiled import CompiledKnowledge
from whycry_expert.evaluation.ratio import Ratio, can_lead, certainty_of, combined, leading_among
from whycry_expert.knowledge.certainty import picture_of
from whycry_expert.presentation.as_json import number

_MOST_KNOWN: Final = 8_000
"""More products than these are not kept."""


class _Weighed(Struct, frozen=True, eq=False):
    """A reading under certain amounts: its certainty as JSON, and the beginning that it makes where it alone leads."""

    serial: int
    """A number that no other one has."""
    reading: int
    done: int
    """The number of the reading after it."""
    written: bytes
    ratio: Ratio | None
    """None where it cannot lead, as are nearly all."""
    alone: bytes


class ReadingColumns:
    """Writes picture, leading readings and certainties as JSON, for many situations at once."""

    def __init__(self, compiled: CompiledKnowledge, names: Sequence[str]) -> None:
        self._scale = compiled.scale
        self._of_reading = [slice(sides[0], sides[-1] + 1) if sides else slice(0) for sides in compiled.readings]
        longest = max(map(len, compiled.readings), default=0)
        # filled up with any side, whose sign is then 0
        self._sides = np.array([(*sides, *[0] * (longest - len(sides))) for sides in compiled.readings], np.intp)
        signs = [[-1 if compiled.against[side] else 1 for side in sides] for sides in compiled.readings]
        self._signs = np.array([(*row, *[0] * (longest - len(row))) for row in signs], np.int64)
        self._names = names
        self._silent = [_certainty(name, (1, 1)) for name in names]
        self._until = [[self._gap(first, last) for last in range(len(names))] for first in range(len(names))]
        self._rest = [self._gap(first, len(names)).removesuffix(b",") + b"}}\n" for first in range(len(names) + 1)]
        self._open = _beginning(())
        self._alone = [_beginning((name,)) for name in names]
        self._serials = count()
        self._known: dict[object, _Weighed] = {}
        self._beginnings: dict[tuple[int, ...], bytes] = {}

    def _gap(self, first: int, last: int) -> bytes:
        """Give the silent readings between two that are not, with their commas."""
        return b"".join([b"," if first else b"", *(silent + b"," for silent in self._silent[first:last])])

    def written(self, sides: Amounts, before: Iterable[bytes]) -> bytes:
        """Give the lines of some situations: what comes `before` in each, then picture, leading and certainties.

        The situations are the columns of `sides`.
        """
        if len(self._known) + len(self._beginnings) > _MOST_KNOWN:
            self._known.clear()
            self._beginnings.clear()
        counts, weighed = self._spoken_to(sides)
        parts: list[bytes] = []
        add, until, rest, nothing_leads = parts.append, self._until, self._rest, self._open
        following = iter(weighed)
        # done once for each situation, and within once for each reading that something speaks to
        for beginning, number_of_them in zip(before, counts, strict=True):
            add(beginning)
            add(nothing_leads)
            place, done = len(parts) - 1, 0
            able: list[_Weighed] = []
            for one in islice(following, number_of_them):
                add(until[done][one.reading])
                add(one.written)
                done = one.done
                if one.alone:
                    parts[place] = one.alone
                    able.append(one)
            if len(able) > 1:
                parts[place] = self._of_several(able)
            add(rest[done])
        return b"".join(parts)

    def _spoken_to(self, sides: Amounts) -> tuple[list[int], list[_Weighed]]:
        """Give what something speaks for or against, one situation after the other, and how many each has.

        The amounts of a reading are sorted, since their order does not matter: so fewer of them are new.
        """
        highest = np.array([sides[own].max(axis=0, initial=0) for own in self._of_reading])
        situations, readings = np.nonzero(highest.T)
        amounts = sides[self._sides[readings], situations[:, None]] * self._signs[readings]
        amounts.sort(axis=1)
        keys = _hashable(np.concatenate([readings[:, None].astype(amounts.dtype), amounts], axis=1))
        weighed: list[Any] = list(map(self._known.get, keys))
        if None in weighed:
            for position, key in enumerate(keys):
                if weighed[position] is None:
                    weighed[position] = self._weigh(key, int(readings[position]), amounts[position].tolist())
        return np.bincount(situations, minlength=sides.shape[1]).tolist(), weighed

    def _weigh(self, key: object, reading: int, amounts: list[int]) -> _Weighed:
        name = self._names[reading]
        ratio = combined(
            (amount for amount in amounts if amount > 0), (-amount for amount in amounts if amount < 0), self._scale
        )
        told = (ratio, self._alone[reading]) if can_lead(ratio) else (None, b"")
        self._known[key] = weighed = _Weighed(next(self._serials), reading, reading + 1, _certainty(name, ratio), *told)
        return weighed

    def _of_several(self, able: list[_Weighed]) -> bytes:
        key = tuple([one.serial for one in able])
        beginning = self._beginnings.get(key)
        if beginning is None:
            leading = leading_among((self._names[one.reading], one.ratio) for one in able if one.ratio)
            beginning = self._beginnings[key] = _beginning(leading)
        return beginning


def _beginning(leading: tuple[str, ...]) -> bytes:
    told = json.dumps({"picture": picture_of(leading).value, "leading": leading}, separators=(",", ":"))
    return f'{told[1:-1]},"certainties":{{'.encode()


def _certainty(name: str, ratio: Ratio) -> bytes:
    return f"{json.dumps(name)}:{json.dumps(number(certainty_of(ratio)))}".encode()


def _hashable(rows: Amounts) -> list[object]:
    if rows.dtype == object:
        return [tuple(row) for row in rows.tolist()]
    whole_rows = np.dtype((np.void, rows.shape[1] * rows.itemsize))
    return rows.view(whole_rows).ravel().tolist()  # type: ignore[no-any-return]
