"""Reads the records of a piece one by one, with the reader of every situation, and says all that is wrong with each."""

from collections.abc import Iterator
from typing import Final, TypeGuard

import orjson
from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.batch.line_keys import keys_in
from whycry_expert.batch.piece import Documents, Lines, Piece
from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.knowledge.fields import kind_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.printable import json_escaped, quoted
from whycry_expert.situation.answers import as_node, worded
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import complain_of_clashes, situation_at
from whycry_expert.source import MAX_BYTES, MappingNode, ScalarNode, parse_all

ID: Final = "id"
"""What a JSON record may name itself by, besides what a situation file holds."""
_MOST_OF_A_FILE: Final = 10_000
"""A full file holds a few thousand real occasions; memory grows with those that say nothing, of which many fit."""


class Record(Struct, frozen=True):
    """A situation, and what it is called in the output."""

    id: str | int
    situation: Situation


def records_of(piece: Piece, knowledge: Knowledge) -> Iterator[Record | InputError]:
    """Give each record of a piece in order, or what is wrong with it.

    A YAML file that is wrong as YAML is one record, since nobody can say where the next one begins.
    """
    if isinstance(piece, Documents):
        for name, content in zip(piece.names, piece.contents, strict=True):
            yield from _documents(content, name, knowledge)
    else:
        yield from _lines(piece, knowledge)


def _lines(piece: Lines, knowledge: Knowledge) -> Iterator[Record | InputError]:
    for position, line in enumerate(piece.lines):
        if not is_blank(line):
            try:
                yield read_line(line, place_in(piece, position), knowledge)
            except InputError as error:
                yield error


def _documents(content: bytes | tuple[Problem, ...], name: str, knowledge: Knowledge) -> Iterator[Record | InputError]:
    if not isinstance(content, bytes):
        yield InputError(content)
        return
    complaints = Complaints()
    try:
        roots = parse_all(content, name, complaints)
        complaints.raise_if_any()
    except InputError as error:
        yield error
        return
    if len(roots) > _MOST_OF_A_FILE:
        message = (
            f"this file holds {len(roots)} occasions; at most {_MOST_OF_A_FILE} of one YAML file are read: "
            "divide it, or write one JSON object on each line"
        )
        yield InputError([Problem(roots[_MOST_OF_A_FILE].place, message)])
        return
    for number, root in enumerate(roots, start=1):
        try:
            situation = situation_at(root, knowledge, complaints)
            complain_of_clashes(situation, knowledge, complaints)
            complaints.raise_if_any()
            yield Record(f"{name}#{number}" if len(roots) > 1 else name, situation)
        except InputError as error:
            complaints = Complaints()
            yield error


def place_in(piece: Lines, position: int) -> Place:
    """Give the place of a line of a piece, of which the first has the position 0."""
    return Place(piece.name, piece.first + position, 1)


def is_blank(line: bytes) -> bool:
    """Tell whether a line of JSON Lines holds nothing."""
    return not line or line.isspace()


def read_line(line: bytes, place: Place, knowledge: Knowledge) -> Record:
    """Read a JSON object of facts to answers. Raises InputError that names all that is wrong, at `place` or after."""
    record = _parsed(line, place)
    complaints = Complaints()
    places = _places_of_keys(line.decode(), place, complaints)
    told = record.pop(ID, None) if ID not in knowledge.facts else None
    if not (told is None or is_id(told)):
        complaints.add(places[ID], '"id" must be a text or a whole number')
    nodes = []
    for key, value in record.items():
        nodes.append((ScalarNode(key, places[key]), as_node(value, places[key], depth=1)))
    situation = situation_at(MappingNode(tuple(nodes), place), knowledge, complaints)
    complain_of_clashes(situation, knowledge, complaints)
    complaints.raise_if_any()
    if not is_id(told):
        return Record(position_of(place), situation)
    title = situation.title or worded(told, place)
    return Record(told, replace(situation, title=title))


def is_id(told: object) -> TypeGuard[str | int]:
    """Tell whether a record may be called so."""
    return isinstance(told, (str, int)) and not isinstance(told, bool)


def position_of(place: Place) -> str:
    """Say what a record is called that does not say so itself."""
    return f"{place.file}:{place.line}"


def id_written(told: str | int) -> bytes:
    """Give what a record is called as JSON that steers no terminal."""
    written = orjson.dumps(told)
    if written.isascii() and b"\x7f" not in written:
        return written
    return json_escaped(written.decode()).encode()


def _parsed(line: bytes, place: Place) -> dict[str, object]:
    if len(line) > MAX_BYTES:
        message = f"the line is longer than {MAX_BYTES // 1000} kB, the most that is read of one record"
        raise InputError([Problem(place, message)])
    try:
        record = orjson.loads(line.decode())
    except UnicodeDecodeError as error:
        at = Place(place.file, place.line, len(line[: error.start].decode()) + 1)
        raise InputError([Problem(at, "this is not valid JSON: it is not UTF-8 text from here on")]) from None
    except orjson.JSONDecodeError as error:
        at = Place(place.file, place.line, error.colno)
        raise InputError([Problem(at, f"this is not valid JSON: {error.msg}")]) from None
    if not isinstance(record, dict):
        kind = kind_of(as_node(record, place))
        message = f"each line holds one situation, a JSON object of facts to answers, not {kind}"
        raise InputError([Problem(place, message)])
    return record


def _places_of_keys(line: str, place: Place, complaints: Complaints) -> dict[str, Place]:
    """Give where the keys of the record stand; whatever stands a second time, however deep, goes to `complaints`."""
    places = {}
    for key in keys_in(line):
        at = Place(place.file, place.line, key.column)
        if key.again:
            complaints.add(at, f"{quoted(key.name)} stands here a second time")
        if key.depth == 1:
            places[key.name] = at
    return places
