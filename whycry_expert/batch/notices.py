"""Writes the notices that situations raise, which stand at the beginning of each line."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import orjson

from whycry_expert.batch.layers import Truths
from whycry_expert.knowledge.model import Notice
from whycry_expert.presentation.as_json import Json
from whycry_expert.printable import json_escaped

_MOST_KNOWN: Final = 1_000
"""More sets of notices than these are not kept."""


def notice_in_a_line(notice: Notice) -> Json:
    """Give what of a notice is the same whatever was ticked; a record has its title and its paragraphs too."""
    return {"id": notice.name, "urgency": notice.urgency, "danger": notice.danger, "first": notice.first}


class Notices:
    """The notices of a knowledge base, the most urgent first."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self._notices = notices
        self._known: dict[bytes, bytes] = {}

    def written(self, raised: Truths) -> Iterator[bytes]:
        """Give notices and danger of each situation as the middle of a JSON object; situations are the columns."""
        bits = np.ascontiguousarray(np.packbits(raised, axis=0).T)
        if not bits.shape[1]:
            yield from [self._write([])] * raised.shape[1]
            return
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        keys = [row[0] for row in bits.view(f"V{bits.shape[1]}").tolist()]
        for row in {key: row for row, key in enumerate(keys) if key not in self._known}.values():
            self._known[keys[row]] = self._write(np.unpackbits(bits[row], count=len(self._notices)).tolist())
        yield from map(self._known.__getitem__, keys)

    def _write(self, raised: list[int]) -> bytes:
        notices = [notice for notice, is_raised in zip(self._notices, raised, strict=True) if is_raised]
        data = {
            "notices": [notice_in_a_line(notice) for notice in notices],
            "in_danger": any(notice.danger for notice in notices),
        }
        return json_escaped(orjson.dumps(data).decode())[1:-1].encode()
