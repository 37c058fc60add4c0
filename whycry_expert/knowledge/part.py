"""What all parts of a knowledge base have in common."""

from typing import Any

from msgspec import Struct


class Part(Struct, frozen=True, array_like=True):
    """A frozen value, which is kept as the list of its fields."""


class PlacedPart(Part, frozen=True, eq=False):
    """A part with a `place` where it is written, which makes no difference to what it says."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "place")
