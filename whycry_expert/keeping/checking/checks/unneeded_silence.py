"""A silence silences nothing, names no check, or gives no reason."""

from collections.abc import Collection, Iterable, Iterator

from whycry_expert.errors import unknown_name
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.keeping.checking.silences import Silence

SEVERITY = Severity.ERROR


def look(_: Base) -> Iterator[Remark]:
    """Remark nothing yet: what is needed shows when all other checks are done."""
    yield from ()


def remarks_of(silences: Iterable[Silence], found: Collection[Remark], codes: Collection[str]) -> Iterator[Remark]:
    """Give what is wrong with silences, where `found` is all that was remarked."""
    for silence in silences:
        message = _message(silence, found, codes)
        if message:
            yield Remark(silence.place, "unneeded-silence", message)


def _message(silence: Silence, found: Collection[Remark], codes: Collection[str]) -> str:
    if silence.code not in codes:
        return unknown_name("check", silence.code, codes)
    if not silence.reason:
        return f"this silence of {silence.code} gives no reason; write # silence {silence.code}: REASON"
    if not any(silence.covers(remark.place, remark.code) for remark in found):
        return f"{silence.code} has nothing to remark here; take the silence away"
    return ""
