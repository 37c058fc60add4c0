"""Gathers the answers of many records as numbers, and leaves to the full reader what it does not know yet."""

from collections.abc import Iterator
from typing import Final

import orjson
from msgspec import Struct, field

from whycry_expert.batch.answer_table import AnswerTable
from whycry_expert.batch.line_keys import keys_in
from whycry_expert.batch.piece import Lines, Piece
from whycry_expert.batch.records import (
    ID,
    Record,
    id_written,
    is_blank,
    is_id,
    place_in,
    read_line,
    records_of,
)
from whycry_expert.errors import Complaints, InputError, Place
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.answers import as_node
from whycry_expert.situation.reading import situation_at
from whycry_expert.source import MAX_BYTES, MappingNode, ScalarNode

_OWN_WORDS: Final = frozenset({"title", "story", "knowledge"})
"""Texts in a record that answer nothing."""
_NOWHERE: Final = Place("")


class Gathered(Struct, frozen=True):
    """The records of a piece that can be read, and what is wrong with the others, which `refused` tells.

    An error has the number of the records that were read before it. `lines` has, for each record whose answers may
    still clash, where in the piece its line stands, and None for those that do not.
    """

    refused: list[tuple[int, InputError]] = field(default_factory=list)
    ids: list[bytes] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    lines: list[int | None] = field(default_factory=list)


class Gatherer:
    """Reads pieces, and knows the answers that were written before."""

    def __init__(self, knowledge: Knowledge, table: AnswerTable) -> None:
        self._knowledge = knowledge
        self._table = table
        self._takes_ids = ID not in knowledge.facts

    def gather(self, piece: Piece) -> Gathered:
        """Read all records of a piece."""
        gathered = Gathered()
        if isinstance(piece, Lines):
            self._gather_lines(piece, gathered)
        else:
            for record in records_of(piece, self._knowledge):
                self._take(record, gathered)
        return gathered

    def _gather_lines(self, piece: Lines, gathered: Gathered) -> None:
        """Look the answers of each line up. Everything in this loop is done once for each situation.

        The full reader takes the lines that are not as plain as nearly all are. The keys are counted, since the parser
        keeps one of two equal ones: only a colon that stands within a text makes a closer look necessary.
        """
        all_answers, ids, counts, lines = gathered.answers, gathered.ids, gathered.counts, gathered.lines
        loads, dumps, known, keys_within = orjson.loads, orjson.dumps, self._table.numbers, self._table.keys_within
        file = id_written(f"{piece.name}:")[:-1]
        own_id = ID if self._takes_ids else None
        for position, line in enumerate(piece.lines):
            told = None
            try:
                record = loads(line)
                keys = len(record)
                if own_id in record:
                    told = record.pop(own_id)
                try:
                    answers = [
                        known[key][value if value.__class__ is str else dumps(value)] for key, value in record.items()
                    ]
                except KeyError:
                    answers = list(self._learned(record))
                colons = line.count(b":")
                if colons != keys:
                    keys += sum([keys_within[answer] for answer in answers])
            except (ValueError, TypeError, AttributeError, InputError):
                plain = False
            else:
                plain = (told is None or is_id(told)) and len(line) <= MAX_BYTES
                plain = plain and (colons == keys or not any(key.again for key in keys_in(line.decode())))
            if not plain:
                if not is_blank(line):
                    self._take(_read(line, place_in(piece, position), self._knowledge), gathered)
                continue
            all_answers += answers
            ids.append(b'%b%d"' % (file, piece.first + position) if told is None else id_written(told))
            counts.append(len(answers))
            lines.append(position)

    def _learned(self, record: dict[str, object]) -> Iterator[int]:
        """Give the answers of a record of which some were not met before, or answer nothing."""
        for name, value in record.items():
            written = value if isinstance(value, str) else orjson.dumps(value)
            answer = self._table.numbers.get(name, {}).get(written)
            if answer is not None:
                yield answer
            elif name not in _OWN_WORDS or not isinstance(value, str):
                yield self._learn(name, value)

    def _learn(self, name: str, value: object) -> int:
        """Read something that a record says and that was not met before. Raises InputError where it is wrong."""
        complaints = Complaints()
        root = MappingNode(((ScalarNode(name, _NOWHERE), as_node(value, _NOWHERE, depth=1)),), _NOWHERE)
        given = situation_at(root, self._knowledge, complaints).given.get(name)
        complaints.raise_if_any()
        # a copy, since orjson leaves kilobytes of its buffer behind the bytes
        written = value if isinstance(value, str) else bytes(bytearray(orjson.dumps(value)))
        return self._table.add(name, written, given.answer if given else None, _keys_within(value))

    def _take(self, record: Record | InputError, gathered: Gathered) -> None:
        """Add a record that the full reader has read and checked."""
        if isinstance(record, InputError):
            gathered.refused.append((len(gathered.ids), record))
            return
        answers = record.situation.answers
        gathered.ids.append(id_written(record.id))
        gathered.answers.extend(self._table.number_of(name, answer) for name, answer in answers.items())
        gathered.counts.append(len(answers))
        gathered.lines.append(None)


def _read(line: bytes, place: Place, knowledge: Knowledge) -> Record | InputError:
    try:
        return read_line(line, place, knowledge)
    except InputError as error:
        return error


def _keys_within(value: object) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_keys_within, value.values()))
    return sum(map(_keys_within, value)) if isinstance(value, list) else 0
