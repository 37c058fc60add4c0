"""The graph of a proof, laid out in columns from the answers on the left to the picture on the right.

A Sugiyama layout in its simplest form (K. Sugiyama, S. Tagawa, M. Toda, 1981): columns by the longest way, then each
column ordered by the mean place of its neighbours, a few times to and fro. Nothing is spread out that could be read as
a weight; what weighs is written beside the arrows.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from whycry_expert.presentation.proof_graph import Node, ProofGraph
from whycry_expert.printable import one_line, printable

_WIDTH: Final = 190
_GAP: Final = 100
_LINE: Final = 15
_PADDING: Final = 9
_BETWEEN: Final = 12
_CHARACTERS: Final = 27
_MOST_LINES: Final = 5
_LONGEST_LABEL: Final = 14
_SWEEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its corner and size, what it stands for, the lines that fit, and all that it says."""

    x: int
    y: int
    height: int
    kind: str
    lines: tuple[str, ...]
    whole: str
    width: int = _WIDTH

    def baseline(self, number: int) -> int:
        """Give how far down a line of its text stands, the first one being 0."""
        return self.y + _PADDING + (number + 1) * _LINE - 4


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge: its path, its weight in words and where that stands; what does not count is drawn broken."""

    path: str
    label: str
    x: int
    y: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with its places, in units of a pixel at 100 %."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawn(graph: ProofGraph) -> Drawing:
    """Lay a graph out. The same graph is drawn alike everywhere."""
    columns = _ordered(graph, _columns(graph))
    heights = {node.number: _height(node) for node in graph.nodes}
    tallest = max((_column_height(column, heights) for column in columns), default=0)
    nodes = {node.number: node for node in graph.nodes}
    boxes: dict[int, Box] = {}
    for at, column in enumerate(columns):
        y = (tallest - _column_height(column, heights)) // 2
        for number in column:
            boxes[number] = _box(nodes[number], at * (_WIDTH + _GAP) + 2, y + 2, heights[number])
            y += heights[number] + _BETWEEN
    arrows = tuple(_arrows(graph, boxes))
    return Drawing(len(columns) * (_WIDTH + _GAP) - _GAP + 4, tallest + 4, tuple(boxes.values()), arrows)


def _columns(graph: ProofGraph) -> Mapping[int, int]:
    """Give the column of each node: right before the first that it leads to, and what leads nowhere at the end."""
    _, above = _neighbours(graph)
    steps: dict[int, int] = {}

    def to_the_end(number: int) -> int:
        if number not in steps:
            steps[number] = max((to_the_end(target) + 1 for target in above[number]), default=0)
        return steps[number]

    most = max((to_the_end(node.number) for node in graph.nodes), default=0)
    return {node.number: most - steps[node.number] for node in graph.nodes}


def _neighbours(graph: ProofGraph) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
    below: dict[int, list[int]] = defaultdict(list)
    above: dict[int, list[int]] = defaultdict(list)
    for edge in graph.edges:
        below[edge.target].append(edge.source)
        above[edge.source].append(edge.target)
    return below, above


def _ordered(graph: ProofGraph, columns: Mapping[int, int]) -> list[list[int]]:
    order: list[list[int]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for number, at in columns.items():
        order[at].append(number)
    below, above = _neighbours(graph)
    for sweep in range(_SWEEPS):
        places = {number: row / len(column) for column in order for row, number in enumerate(column)}
        neighbours = above if sweep % 2 else below
        for column in order:
            column.sort(
                key=lambda number: (_mean([places[other] for other in neighbours[number]], places[number]), number)
            )
    return order


def _mean(places: list[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _lines(node: Node) -> tuple[str, ...]:
    wrapped = [line for text in node.label for line in textwrap.wrap(one_line(text), _CHARACTERS) or [""]]
    if len(wrapped) <= _MOST_LINES:
        return tuple(wrapped)
    return (*wrapped[: _MOST_LINES - 1], f"{wrapped[_MOST_LINES - 1][: _CHARACTERS - 4]} ...")


def _height(node: Node) -> int:
    return len(_lines(node)) * _LINE + 2 * _PADDING


def _column_height(column: list[int], heights: Mapping[int, int]) -> int:
    return sum(heights[number] + _BETWEEN for number in column) - _BETWEEN


def _box(node: Node, x: int, y: int, height: int) -> Box:
    return Box(x, y, height, node.kind.value, _lines(node), printable(". ".join(node.label)))


def _arrows(graph: ProofGraph, boxes: Mapping[int, Box]) -> Iterator[Arrow]:
    """Draw the edges; the weights stand where they begin, below each other where several begin at one box."""
    told: dict[int, list[str]] = defaultdict(list)
    for edge in graph.edges:
        source, target, label = boxes[edge.source], boxes[edge.target], _short(edge.label)
        x1, y1 = source.x + _WIDTH, source.y + source.height // 2
        x2, y2 = target.x, target.y + target.height // 2
        path = f"M{x1} {y1}C{x1 + _GAP // 2} {y1} {x2 - _GAP // 2} {y2} {x2} {y2}"
        labels = told[edge.source]
        y = y1 - 4 + _LINE * len(labels)
        yield Arrow(path, "" if label in labels else label, x1 + 5, y, edge.counts)
        if label not in labels:
            labels.append(label)


def _short(label: str) -> str:
    """Give a weight as it fits beside a box: of a long one what stands last, the number."""
    told = one_line(label)
    return told if len(told) <= _LONGEST_LABEL else told.rpartition(" ")[2]
