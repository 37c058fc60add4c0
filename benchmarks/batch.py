"""(d), (e), (i): many situations at once, over CLIPS, over parsing and printing their JSON, and in memory.

Both sides are measured on the same lines, which were seen before: a long run has met nearly all answers already.
"""

import tempfile
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import orjson
from child_process import COMMAND, run
from clips_reference import ClipsReference
from many_situations import lines_of_json
from measuring import Effort, Row, repeated, spent, totals
from subject import knowledge

from whycry_expert import Situation, situation_from
from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.piece import Lines

_TIMES_MORE = 512
_PIECE = 512
_MANY = 1_000_000
_FEW = 2_000


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the function that the command maps over its input, then the memory of the command."""
    lines = lines_of_json(effort.situations * _TIMES_MORE if effort.seconds else _FEW)
    yield _over_clips(lines, effort)
    yield from _over_json(lines, effort)
    yield from _memory(lines, _MANY if effort.seconds else _FEW)


def _over_clips(lines: tuple[bytes, ...], effort: Effort) -> Row:
    reference = ClipsReference(knowledge())
    sample = [_situation(line) for line in lines[:: max(1, len(lines) // effort.situations)]]
    text_side = [reference.from_text(situation) for situation in sample]
    value_side = [reference.from_values(situation) for situation in sample]
    _conclude_all(lines)

    def ratios() -> tuple[float, float]:
        text, values = totals(text_side, value_side)
        us = spent(lambda: _conclude_all(lines)) / len(lines) * len(sample)
        return text / us, values / us

    over_text, over_values = repeated(ratios, effort)
    return Row("d", "batch, situations per second / CLIPS", over_text, 10, at_least=True, strict=over_values)


def _situation(line: bytes) -> Situation:
    return situation_from(orjson.loads(line), knowledge())


def _over_json(lines: tuple[bytes, ...], effort: Effort) -> Iterator[Row]:
    def ratios() -> tuple[float, float]:
        us = spent(lambda: _conclude_all(lines))
        return us / _floor(lines), us / len(lines) * 1e6

    over_floor, microseconds = repeated(ratios, effort)
    yield Row("e", "batch / parsing and printing its JSON", over_floor, 4)
    yield Row("e", "batch, a situation", microseconds, unit="us")


def _floor(lines: tuple[bytes, ...]) -> float:
    """Parse the same lines, and print the same conclusions; nothing is kept, since a heap of objects takes longer."""
    seconds = 0.0
    for piece in _pieces(lines):
        seconds += spent(lambda piece=piece: deque(map(orjson.loads, piece.lines), maxlen=0))
        concluded = [orjson.loads(line) for line in conclude(piece, knowledge()).lines]
        seconds += spent(lambda concluded=concluded: deque(map(orjson.dumps, concluded), maxlen=0))
    return seconds


def _conclude_all(lines: tuple[bytes, ...]) -> None:
    for piece in _pieces(lines):
        conclude(piece, knowledge())


def _pieces(lines: tuple[bytes, ...]) -> Iterator[Lines]:
    for first in range(0, len(lines), _PIECE):
        yield Lines("", first + 1, lines[first : first + _PIECE])


def _memory(lines: tuple[bytes, ...], many: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        one, all_of_them = Path(folder, "one.jsonl"), Path(folder, "many.jsonl")
        one.write_bytes(lines[0])
        with all_of_them.open("wb") as stream:
            for start in range(0, many, len(lines)):
                stream.writelines(lines[: many - start])
        few, much = run(COMMAND, "batch", one).memory, run(COMMAND, "batch", all_of_them).memory
    yield Row("i", f"peak memory of batch over {many:,} / over 1", (much / few,), 1.5)
    yield Row("i", f"peak memory of batch over {many:,}", (much,), unit="MiB")
