"""The situation that a command works on: from a file, from standard input, from flags, or from several of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from whycry_expert.cli.danger_beside import tell_of_other_occasions, tell_of_slight_answers
from whycry_expert.cli.fact_flags import changes_assigned, changes_by_flags
from whycry_expert.cli.named_files import file_and_number
from whycry_expert.cli.standard_streams import STANDARD_INPUT, STANDARD_STREAM, read_standard_input
from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.answers import option_word
from whycry_expert.situation.changes import changed
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import complain_of_clashes, occasions_in
from whycry_expert.source import MAX_BYTES, check_size, read_bytes

MAX_OCCASIONS = 100
"""More are not concluded from at once, since each of them is told in full; `batch` takes more."""


def situation_of(knowledge: Knowledge, file: str | None, flags: Mapping[str, Any]) -> Situation:
    """Read the situation file, if there is one, and put the answers from flags over it.

    Of a file that holds several occasions, FILE#2 is the second. Raises InputError that names what is wrong with the
    file and the flags alike, and where a file holds several occasions and none of them is named.
    """
    found = occasions_of(knowledge, file, flags)
    if len(found) > 1:
        message = f"this holds {len(found)} occasions; {_name_one(file or '', len(found))}"
        raise InputError([Problem(Place(called(file or "")), message)])
    return found[0]


def occasions_of(knowledge: Knowledge, file: str | None, flags: Mapping[str, Any]) -> tuple[Situation, ...]:
    """Read every occasion of a file; flags are put over the only one. Raises InputError as `situation_of` does."""
    complaints = Complaints()
    occasions = _from_file(knowledge, file, complaints) if file is not None else (Situation(),)
    changes = changes_by_flags(knowledge, flags, complaints)
    if len(occasions) > 1 and changes:
        place = next(iter(changes.values())).place
        complaints.add(place, f"flags change one occasion alone; {_name_one(file or '', len(occasions))}")
    return tuple(_checked(knowledge, changed(occasion, changes, knowledge), complaints) for occasion in occasions)


def situation_with(knowledge: Knowledge, situation: Situation, assignments: Iterable[str]) -> Situation:
    """Give a situation with some answers supposed to be others, written as FACT=ANSWER.

    Raises InputError for what is wrong.
    """
    complaints = Complaints()
    changes = changes_assigned(knowledge, assignments, complaints)
    supposed = replace(changed(situation, changes, knowledge), replaced=situation.replaced)
    return _checked(knowledge, supposed, complaints)


def _checked(knowledge: Knowledge, situation: Situation, complaints: Complaints) -> Situation:
    complain_of_clashes(situation, knowledge, complaints)
    complaints.raise_if_any()
    tell_of_slight_answers(knowledge, situation)
    return situation


def called(file: str) -> str:
    """Give what messages call a file, or standard input."""
    return STANDARD_INPUT.file if file == STANDARD_STREAM else file


def _name_one(file: str, number: int) -> str:
    if file == STANDARD_STREAM:
        return f"save them to a file, and name the one that you mean, as FILE#1 to FILE#{number}"
    return f"name the one that you mean, as {file}#1 to {file}#{number}"


def _from_file(knowledge: Knowledge, file: str, complaints: Complaints) -> tuple[Situation, ...]:
    file, number = file_and_number(file)
    name = called(file)
    try:
        content = (
            check_size(read_standard_input(MAX_BYTES + 1), STANDARD_INPUT)
            if file == STANDARD_STREAM
            else read_bytes(Path(file), file)
        )
    except InputError as error:
        if option_word(file) is not None and not Path(file).exists():
            complaints.add(
                Place(name), f"there is no such file; an answer follows its flag with =, as in --FACT={file}"
            )
        else:
            complaints.take(error)
        return (Situation(),)
    occasions = occasions_in(content, name, knowledge, complaints, MAX_OCCASIONS) or (Situation(),)
    if number is None:
        return occasions
    if not 1 <= number <= len(occasions):
        complaints.add(Place(name), f"there is no occasion {number} in this file; it holds {len(occasions)}")
        return (Situation(),)
    tell_of_other_occasions(knowledge, (*occasions[: number - 1], *occasions[number:]), name)
    return (occasions[number - 1],)
