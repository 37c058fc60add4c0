"""Compares what a conclusion says with what follows, and names each difference by its place."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.printable import printable
from whycry_expert.proof.exact_json import Json, shown


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not follow: the step of the conclusion where it stands, and what is wrong there."""

    where: str
    message: str

    def __str__(self) -> str:
        return printable(f"{self.where}: {self.message}").replace("\n", "\\n")


@dataclass(frozen=True, slots=True)
class Listing:
    """How the entries of a list are told apart and called: `key` identifies one, `where` and `label` name it."""

    name: str
    key: Callable[[Mapping[str, Json]], tuple[Hashable, ...]]
    where: Callable[[int, tuple[Hashable, ...]], str]
    label: Callable[[tuple[Hashable, ...]], str]


def differences(expected: Json, given: Json, path: str = "") -> Iterator[str]:
    """Say each difference between what follows and what stands there; numbers are compared as JSON has them."""
    if isinstance(expected, dict) and isinstance(given, dict):
        yield from _field_differences(expected, given, path)
    elif isinstance(expected, list) and isinstance(given, list):
        if len(expected) != len(given):
            yield f"{path} has {len(given)} entries, but {len(expected)} follow"
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


def _name(entry: Json) -> str:
    if isinstance(entry, dict):
        return next((str(entry[field]) for field in ("line", "rule", "subject") if field in entry), "")
    return ""


def _same(expected: Json, given: Json) -> bool:
    if isinstance(expected, (Fraction, int)) and not isinstance(expected, bool):
        # JSON has the float that is nearest to the exact value
        return isinstance(given, Fraction) and float(given) == float(expected)
    return type(expected) is type(given) and expected == given and not isinstance(expected, (list, dict))


def list_faults(expected: Sequence[Mapping[str, Json]], given: Json, listing: Listing) -> Iterator[Fault]:
    """Compare lists entry by entry, whatever is missing, added, repeated or moved."""
    if not isinstance(given, list):
        yield Fault(listing.name, f"a list was expected, not {shown(given)}")
        return
    follows = {listing.key(entry): entry for entry in expected}
    seen: dict[tuple[Hashable, ...], int] = {}
    for position, entry in enumerate(given, start=1):
        if not isinstance(entry, dict):
            yield Fault(f"{listing.name}, entry {position}", f"an object was expected, not {shown(entry)}")
            continue
        key = listing.key(entry)
        where = listing.where(position, key)
        if key not in follows:
            yield Fault(where, f"{listing.label(key)} does not follow")
        elif key in seen:
            yield Fault(where, f"{listing.label(key)} stands here a second time")
        else:
            seen[key] = position
            for message in differences(dict(follows[key]), entry):
                yield Fault(where, message)
    for position, key in enumerate(follows, start=1):
        if key not in seen:
            yield Fault(listing.where(position, key), f"{listing.label(key)} follows, but is missing")
    yield from _order_fault([key for key in follows if key in seen], seen, listing)


def _order_fault(
    ordered: Sequence[tuple[Hashable, ...]], seen: Mapping[tuple[Hashable, ...], int], listing: Listing
) -> Iterator[Fault]:
    """Name the first place where the order is another."""
    for stands, belongs in zip(seen, ordered, strict=True):
        if stands != belongs:
            where = listing.where(seen[stands], stands)
            yield Fault(where, f"{listing.label(stands)} stands where {listing.label(belongs)} belongs")
            return
