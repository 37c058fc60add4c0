"""(h): how the time grows with rules, and with facts and their rules; the exponent e of time ~ size ** e.

`rules`: 1 to 16 times the rules over the same facts, one situation. `facts`: 1 to 16 times the whole knowledge base,
each copy with facts of its own, and as many times the answers.
"""

import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from grown_knowledge import answered, grown
from measuring import Effort, Row, repeated, spent
from subject import EXAMPLE, evaluated_plainly

from whycry_expert import Interview, Knowledge, Situation, infer, read_situation_file

_BEST_OF = 3
_TASKS: dict[str, Callable[[Knowledge, Situation], object]] = {
    "engine": infer,
    "plain evaluation": evaluated_plainly,
    "next question": lambda knowledge, situation: Interview(knowledge, dict(situation.given)).question,
}


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the growth of each task in both ways."""
    for what in ("rules", "facts"):
        subjects = list(_subjects(effort.sizes, facts=what == "facts"))
        for knowledge, situation in subjects:
            for task in _TASKS.values():
                task(knowledge, situation)

        def exponents(subjects: list[tuple[Knowledge, Situation]] = subjects) -> list[float]:
            return [_exponent(effort.sizes, _times(task, subjects)) for task in _TASKS.values()]

        for name, values in zip(_TASKS, repeated(exponents, effort), strict=True):
            yield Row("h", f"growth with {what}, {name}: exponent", values, 1.0)


def _subjects(sizes: tuple[int, ...], *, facts: bool) -> Iterator[tuple[Knowledge, Situation]]:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            knowledge = grown(size, Path(folder), facts=facts)
        situation = read_situation_file(EXAMPLE, knowledge)
        yield knowledge, answered(situation, size if facts else 1)


def _times(task: Callable[[Knowledge, Situation], object], subjects: list[tuple[Knowledge, Situation]]) -> list[float]:
    return [
        min(spent(lambda knowledge=knowledge, situation=situation: task(knowledge, situation)) for _ in range(_BEST_OF))
        for knowledge, situation in subjects
    ]


def _exponent(sizes: tuple[int, ...], times: list[float]) -> float:
    """Give the slope of the line through the logarithms, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(seconds) for seconds in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - mean_x) ** 2 for x in xs)
