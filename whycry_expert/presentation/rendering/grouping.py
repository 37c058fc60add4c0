"""Groups the flat pieces of a document: items with what stands below them, rows that follow one another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from whycry_expert.presentation.document import Block, Piece, Row, Style, Table


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with its details and the items below it."""

    block: Block
    details: tuple[Block, ...]
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items that follow one another."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that follow one another."""

    rows: tuple[Row, ...]


Part: TypeAlias = Block | Listing | RowGroup | Table


def grouped(pieces: Iterable[Piece]) -> tuple[Part, ...]:
    """Give the pieces in their order, with lists and rows gathered. A detail before any item stands by itself."""
    parts: list[Part] = []
    for kind, members in groupby(pieces, key=_kind):
        run = list(members)
        if kind is Row:
            parts.append(RowGroup(tuple(piece for piece in run if isinstance(piece, Row))))
        elif kind is Item:
            blocks = [piece for piece in run if isinstance(piece, Block)]
            first = next((at for at, block in enumerate(blocks) if block.style is Style.ITEM), len(blocks))
            parts += blocks[:first]
            if first < len(blocks):
                parts.append(Listing(tuple(_items(blocks[first:]))))
        else:
            parts += [piece for piece in run if isinstance(piece, (Block, Table))]
    return tuple(parts)


def _kind(piece: Piece) -> type:
    if isinstance(piece, Block) and piece.style in (Style.ITEM, Style.DETAIL):
        return Item
    return type(piece)


def _items(blocks: list[Block]) -> Iterator[Item]:
    """Give the items of the least depth; blocks that are deeper belong to the item before them."""
    depth = blocks[0].depth
    starts = [at for at, block in enumerate(blocks) if block.style is Style.ITEM and block.depth <= depth]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        below = blocks[start + 1 : end]
        count = next((at for at, block in enumerate(below) if block.style is Style.ITEM), len(below))
        yield Item(blocks[start], tuple(below[:count]), tuple(_items(below[count:])) if count < len(below) else ())
