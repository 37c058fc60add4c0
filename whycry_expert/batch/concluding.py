"""Concludes from a piece of input as a whole: the function that the command maps over its input, and Dask may too."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from whycry_expert.batch.answer_table import AnswerTable
from whycry_expert.batch.clashing import ClashTable, Doubts
from whycry_expert.batch.gathering import Gathered, Gatherer
from whycry_expert.batch.layers import Layers
from whycry_expert.batch.notices import Notices
from whycry_expert.batch.piece import Lines, Piece, PieceResult, Refused
from whycry_expert.batch.readings import ReadingColumns
from whycry_expert.batch.records import Record, place_in, read_line, records_of
from whycry_expert.errors import InputError
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation.as_json import report_as_data
from whycry_expert.printable import json_escaped
from whycry_expert.reasoning.report import report_on


def conclude(piece: Piece, knowledge: Knowledge, *, trace: bool = False) -> PieceResult:
    """Conclude from every record of a piece: one line of JSON each, in order, and what was refused.

    With `trace` each line is the whole record that `infer --format json` writes. What is prepared for a knowledge base
    is kept in the process, so that a worker needs nothing but this function.
    """
    return recorded(piece, knowledge) if trace else _concluder(knowledge).conclude(piece)


class Concluder:
    """A knowledge base, made ready for many situations. Not for two threads at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        wiring = wiring_of(knowledge)
        compiled = wiring.compiled
        self._knowledge = knowledge
        self._clashing = ClashTable(knowledge, compiled)
        self._notice_count = len(compiled.notices)
        self._layers = Layers(compiled, (*compiled.notices, *self._clashing.asked))
        self._table = AnswerTable(wiring, self._layers)
        self._gatherer = Gatherer(knowledge, self._table)
        self._notices = Notices(knowledge.notices)
        self._readings = ReadingColumns(compiled, tuple(meaning.name for meaning in knowledge.meanings))

    def conclude(self, piece: Piece) -> PieceResult:
        """Conclude from every record of a piece."""
        if self._table.forget_if_full():
            self._clashing.forget()
        gathered = self._gatherer.gather(piece)
        if not gathered.ids:
            return _outcome(gathered, b"", {})
        answers = np.array(gathered.answers, np.intp)
        owners = np.repeat(np.arange(len(gathered.counts)), gathered.counts)
        valued = self._layers.value(self._table.met(answers, owners, len(gathered.counts)))
        raised, asked = valued.conditions[: self._notice_count], valued.conditions[self._notice_count :]
        suspects = self._clashing.suspects(self._table, answers, owners, asked)
        clashes = dict(self._clashes(suspects, gathered, piece))
        beginnings = zip(gathered.ids, self._notices.written(raised), strict=True)
        written = self._readings.written(valued.sides, [b'{"id":%b,%b,' % beginning for beginning in beginnings])
        return _outcome(gathered, written, clashes)

    def _clashes(
        self, suspects: dict[int, Doubts], gathered: Gathered, piece: Piece
    ) -> Iterator[tuple[int, InputError]]:
        for situation, doubts in suspects.items():
            position = gathered.lines[situation]
            try:
                if position is not None and isinstance(piece, Lines):
                    read_line(piece.lines[position], place_in(piece, position), self._knowledge)
                self._clashing.keep(doubts)
            except InputError as error:
                yield situation, error


_concluder: Callable[[Knowledge], Concluder] = lru_cache(maxsize=1)(Concluder)


def _outcome(gathered: Gathered, written: bytes, clashes: dict[int, InputError]) -> PieceResult:
    """Leave the situations that clash out of the lines, and put all that was refused in order."""
    lines = PieceResult(written, ()).lines if clashes else []
    kept = b"".join(line for situation, line in enumerate(lines) if situation not in clashes) if clashes else written
    wrong = sorted([*gathered.refused, *clashes.items()], key=lambda item: item[0])
    left_out = sorted(clashes)
    return PieceResult(
        kept, tuple(Refused(after - bisect_left(left_out, after), error.problems) for after, error in wrong)
    )


def recorded(piece: Piece, knowledge: Knowledge) -> PieceResult:
    """Write the whole record of each conclusion, made by the engine."""
    lines: list[bytes] = []
    refused: list[Refused] = []
    for record in records_of(piece, knowledge):
        if isinstance(record, InputError):
            refused.append(Refused(len(lines), record.problems))
        else:
            lines.append(_whole_record(knowledge, record))
    return PieceResult(b"".join(lines), tuple(refused))


def _whole_record(knowledge: Knowledge, record: Record) -> bytes:
    data = report_as_data(report_on(knowledge, record.situation))
    written = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{json_escaped(written)}\n".encode(errors="backslashreplace")
