"""Concludes from a piece of input as a whole: the function that the command maps over its input, and Dask may too."""

from collections.abc import Callable, Iterator
from functools import lru_cache
import json

import numpy as np

from whycry_expert.batch.answer_table import AnswerTable
from whycry_expert.batch.clashing import Clashing
from whycry_expert.batch.gathering import Gathered, Gatherer
from whycry_expert.batch.layers import Layers
from whycry_expert.batch.notices import Notices
from whycry_expert.batch.piece import Outcome, Piece, Refused
from whycry_expert.batch.readings import Readings
from whycry_expert.batch.records import Record, read_line, records_of
from whycry_expert.errors import InputError, Place
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation.as_json import report_as_data
from whycry_expert.presentation.report import report_on
from whycry_expert.printable import json_escaped


def conclude(piece: Piece, knowledge: Knowledge, *, trace: bool = False) -> Outcome:
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
        self._clashing = Clashing(knowledge, compiled)
        self._notice_count = len(compiled.notices)
        self._layers = Layers(compiled, (*compiled.notices, *self._clashing.asked))
        self._table = AnswerTable(wiring, self._layers)
        self._gatherer = Gatherer(knowledge, self._table)
        self._notices = Notices(knowledge.notices)
        self._readings = Readings(compiled, tuple(meaning.name for meaning in knowledge.meanings))

    def conclude(self, piece: Piece) -> Outcome:
        """Conclude from every record of a piece."""
        if self._table.forget_if_full():
            self._clashing.forget()
        gathered = self._gatherer.gather(piece)
        if not gathered.ids:
            return Outcome((), tuple(Refused(0, error.problems) for error in gathered.order if error is not None))
        answers = np.array(gathered.answers, np.intp)
        owners = np.repeat(np.arange(len(gathered.counts)), gathered.counts)
        valued = self._layers.value(self._table.met(answers, owners, len(gathered.counts)))
        raised, asked = valued.conditions[: self._notice_count], valued.conditions[self._notice_count :]
        suspects = self._clashing.suspects(self._table, answers, owners, asked)
        clashes = dict(self._clashes(suspects, gathered, piece))
        parts = zip(gathered.ids, self._notices.written(raised), self._readings.written(valued.sides), strict=True)
        lines = [b'{"id":%b,%b,%b\n' % part for part in parts]
        return _outcome(gathered, lines, clashes)

    def _clashes(self, suspects: dict[int, list], gathered: Gathered, piece: Piece) -> Iterator[tuple[int, InputError]]:
        for situation, doubts in suspects.items():
            line = gathered.lines[situation]
            try:
                if line is not None:
                    read_line(line[1], Place(piece.name, line[0], 1), self._knowledge)
                self._clashing.keep(doubts)
            except InputError as error:
                yield situation, error


_concluder: Callable[[Knowledge], Concluder] = lru_cache(maxsize=1)(Concluder)


def _outcome(gathered: Gathered, lines: list[bytes], clashes: dict[int, InputError]) -> Outcome:
    if len(gathered.order) == len(lines) and not clashes:
        return Outcome(tuple(lines), ())
    kept: list[bytes] = []
    refused: list[Refused] = []
    situation = 0
    for wrong in gathered.order:
        error = clashes.get(situation) if wrong is None else wrong
        if error is None:
            kept.append(lines[situation])
        else:
            refused.append(Refused(len(kept), error.problems))
        situation += wrong is None
    return Outcome(tuple(kept), tuple(refused))


def recorded(piece: Piece, knowledge: Knowledge) -> Outcome:
    """Write the whole record of each conclusion, made by the engine."""
    lines: list[bytes] = []
    refused: list[Refused] = []
    for record in records_of(piece, knowledge):
        if isinstance(record, InputError):
            refused.append(Refused(len(lines), record.problems))
        else:
            lines.append(_whole_record(knowledge, record))
    return Outcome(tuple(lines), tuple(refused))


def _whole_record(knowledge: Knowledge, record: Record) -> bytes:
    data = report_as_data(report_on(knowledge, record.situation))
    written = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{json_escaped(written)}\n".encode(errors="backslashreplace")
