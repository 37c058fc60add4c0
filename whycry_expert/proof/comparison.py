"""Compares what a conclusion says with what follows, and names each difference by its place."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from whycry_expert.printable import one_line
from whycry_expert.proof.exact_json import Json, shown

_FEW = 50

Key: TypeAlias = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not follow: the step of the conclusion where it stands, and what is wrong there."""

    where: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: {self.message}")


@dataclass(frozen=True, slots=True)
class KeyedList:
    """How the entries of a list are told apart and called.

    `key` identifies an entry and `label` names it by its key; `numbered` says whether its place is told too.
    """

    name: str
    key: Callable[[Mapping[str, Json]], Key]
    label: Callable[[Key], str]
    numbered: bool = False

    def where(self, position: int, key: Key) -> str:
        """Name an entry by where it stands, or should."""
        return f"{self.name} step {position} ({self.label(key)})" if self.numbered else self.label(key)


def differences(expected: Json, given: Json, path: str = "") -> Iterator[str]:
    """Say each difference between what follows and what stands there; numbers are compared as JSON has them."""
    if isinstance(expected, dict) and isinstance(given, dict):
        yield from _field_differences(expected, given, path)
    elif isinstance(expected, list) and isinstance(given, list):
        if len(expected) != len(given):
            entries = "1 entry" if len(given) == 1 else f"{len(given)} entries"
            yield f"{path} has {entries}, but {len(expected)} belong there{_lacking(expected, given)}"
            return
        for number, (follows, stands) in enumerate(zip(expected, given, strict=True), start=1):
            yield from differences(follows, stands, f"{path}[{_name(follows) or number}]")
    elif not _same(expected, given):
        yield f"{path} is {shown(given)}, but {shown(expected)} follows"


def _field_differences(expected: Mapping[str, Json], given: Mapping[str, Json], path: str) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    for field, value in expected.items():
        if field in given:
            yield from differences(value, given[field], prefix + field)
        else:
            yield f"{prefix}{field} is missing"
    for field in given:
        if field not in expected:
            yield f"{prefix}{shown(field)} is no field that belongs there"


def _lacking(expected: list[Json], given: list[Json]) -> str:
    """Name the first entry that follows and does not stand there; of a list that is far too long, none."""
    for follows in expected if len(given) <= len(expected) + _FEW else ():
        if all(any(differences(follows, stands)) for stands in given):
            text = follows.get("text", _name(follows)) if isinstance(follows, dict) else follows
            return f"; {shown(text)} is missing"
    return ""


def _name(entry: Json) -> str:
    if isinstance(entry, dict):
        return next((str(entry[field]) for field in ("line", "rule", "subject") if field in entry), "")
    return ""


def _same(expected: Json, given: Json) -> bool:
    if isinstance(expected, (Fraction, int)) and not isinstance(expected, bool):
        # JSON has the float that is nearest to the exact value
        return isinstance(given, Fraction) and float(given) == float(expected)
    return type(expected) is type(given) and expected == given and not isinstance(expected, (list, dict))


def list_faults(expected: Sequence[Mapping[str, Json]], given: Json, listing: KeyedList) -> Iterator[Fault]:
    """Compare lists entry by entry, whatever is missing, added, repeated or moved."""
    if not isinstance(given, list):
        yield Fault(listing.name, f"a list was expected, not {shown(given)}")
        return
    follows = {listing.key(entry): entry for entry in expected}
    seen: dict[Key, int] = {}
    for position, entry in enumerate(given, start=1):
        if not isinstance(entry, dict):
            yield Fault(f"{listing.name}, entry {position}", f"an object was expected, not {shown(entry)}")
            continue
        key = listing.key(entry)
        where = listing.where(position, key)
        if key not in follows:
            yield Fault(where, "this does not follow")
        elif key in seen:
            yield Fault(where, "this stands here a second time")
        else:
            seen[key] = position
            for message in differences(dict(follows[key]), entry):
                yield Fault(where, message)
    for position, key in enumerate(follows, start=1):
        if key not in seen:
            yield Fault(listing.where(position, key), "this follows, but is missing")
    yield from _order_fault([key for key in follows if key in seen], seen, listing)


def _order_fault(ordered: Sequence[Key], seen: Mapping[Key, int], listing: KeyedList) -> Iterator[Fault]:
    """Name the first place where the order is another."""
    for stands, belongs in zip(seen, ordered, strict=True):
        if stands != belongs:
            where = listing.where(seen[stands], stands)
            yield Fault(where, f"this stands where {listing.label(belongs)} belongs")
            return
