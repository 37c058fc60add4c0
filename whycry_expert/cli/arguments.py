"""Takes the arguments of an audit apart: the situation file, if there is one, and the names after it."""

import re
from pathlib import Path

import click

from whycry_expert.errors import InputError, Place, Problem, unknown_name
from whycry_expert.knowledge.model import Knowledge

FACT_PREFIX = "fact:"
_NAME = re.compile(r"[a-z0-9-]+")


def file_and_names(arguments: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Give the situation file, or None, and the other arguments.

    The first argument is the file, unless it is a bare name, `fact:NAME` or FACT=ANSWER and there is no such file.
    """
    if not arguments:
        return None, ()
    first = arguments[0]
    is_name = _NAME.fullmatch(first) or first.startswith(FACT_PREFIX) or "=" in first
    if first != "-" and is_name and not Path(first).is_file():
        return None, arguments
    return first, arguments[1:]


def meaning_named(knowledge: Knowledge, name: str) -> str:
    """Give the name of a meaning that is called by its name or number. Raises InputError with the nearest name."""
    for meaning in knowledge.meanings:
        if name in (meaning.name, str(meaning.number)):
            return meaning.name
    names = [meaning.name for meaning in knowledge.meanings]
    raise InputError([Problem(Place(name), unknown_name("meaning", name, names))])


def fact_named(knowledge: Knowledge, name: str) -> str:
    """Give the name of a fact. Raises InputError with the nearest name."""
    if name not in knowledge.facts:
        raise InputError([Problem(Place(f"{FACT_PREFIX}{name}"), unknown_name("fact", name, knowledge.facts))])
    return name


def at_most_one(names: tuple[str, ...]) -> str | None:
    """Give the only name, or None. Raises UsageError when there are more."""
    if len(names) > 1:
        raise click.UsageError(f"only one name is expected, not also {' '.join(names[1:])}")
    return names[0] if names else None
