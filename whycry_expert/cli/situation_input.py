"""The situation that a command works on: from a file, from standard input, from flags, or from several of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whycry_expert.cli.fact_flags import changes_assigned, changes_by_flags
from whycry_expert.cli.standard_streams import STANDARD_INPUT, read_standard_input
from whycry_expert.errors import Complaints, InputError
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.changes import changed
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import complain_of_clashes, situation_in
from whycry_expert.source import MAX_BYTES, check_size, read_bytes

_STDIN = "-"


def situation_of(knowledge: Knowledge, file: str | None, flags: Mapping[str, Any]) -> Situation:
    """Read the situation file, if there is one, and put the answers from flags over it.

    Raises InputError that names what is wrong with the file and the flags alike.
    """
    complaints = Complaints()
    situation = _from_file(knowledge, file, complaints) if file is not None else Situation()
    return _checked(
        knowledge, changed(situation, changes_by_flags(knowledge, flags, complaints), knowledge), complaints
    )


def situation_with(knowledge: Knowledge, situation: Situation, assignments: Iterable[str]) -> Situation:
    """Give a situation with some answers changed, written as FACT=ANSWER. Raises InputError for what is wrong."""
    complaints = Complaints()
    changes = changes_assigned(knowledge, assignments, complaints)
    return _checked(knowledge, changed(situation, changes, knowledge), complaints)


def _checked(knowledge: Knowledge, situation: Situation, complaints: Complaints) -> Situation:
    complain_of_clashes(situation, knowledge, complaints)
    complaints.raise_if_any()
    return situation


def _from_file(knowledge: Knowledge, file: str, complaints: Complaints) -> Situation:
    name = STANDARD_INPUT.file if file == _STDIN else file
    try:
        content = (
            check_size(read_standard_input(MAX_BYTES + 1), STANDARD_INPUT)
            if file == _STDIN
            else read_bytes(Path(file), file)
        )
    except InputError as error:
        complaints.take(error)
        return Situation()
    return situation_in(content, name, knowledge, complaints)
