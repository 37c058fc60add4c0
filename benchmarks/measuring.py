"""Ratios, measured so that both sides suffer the same machine: in one process, by turns, many times."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: `runs` ratios at most, each over `situations` situations, none begun after `seconds`."""

    runs: int = 7
    situations: int = 40
    sizes: tuple[int, ...] = (1, 2, 4, 8, 16)
    seconds: float = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `values` has one value of each run; `goal` is the most (or least) that is aimed at.

    `strict` are the same runs against a quicker form of the other side.
    """

    key: str
    title: str
    values: tuple[float, ...]
    goal: float | None = None
    at_least: bool = False
    unit: str = ""
    strict: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The value in the middle."""
        return statistics.median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the median reaches the goal; None without a goal."""
        if self.goal is None:
            return None
        return self.median >= self.goal if self.at_least else self.median <= self.goal


def spent(task: Callable[[], object]) -> float:
    """Run `task` and give the seconds of the processor that this process spent on it."""
    start = time.process_time()
    task()
    return time.process_time() - start


def repeated(measure: Callable[[], Sequence[float]], effort: Effort) -> list[tuple[float, ...]]:
    """Measure as often as the effort allows, once at least; give for each value its runs."""
    deadline = time.monotonic() + effort.seconds
    found = [measure()]
    while len(found) < effort.runs and time.monotonic() < deadline:
        found.append(measure())
    return [tuple(column) for column in zip(*found, strict=True)]


def totals(*sides: Iterable[Callable[[], object]]) -> list[float]:
    """Run all tasks of the first side, then of the next; give the seconds that each side took.

    Not task by task in turn: each side would find the caches full of what the other left there.
    """
    return [sum(spent(task) for task in tasks) for tasks in sides]
