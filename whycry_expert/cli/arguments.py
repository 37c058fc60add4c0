"""Takes the arguments of an audit apart: the situation file, if there is one, and the names after it."""

import re
import shlex
from pathlib import Path

import click

from whycry_expert.cli.standard_streams import STANDARD_STREAM
from whycry_expert.errors import InputError, Place, Problem, unknown_name
from whycry_expert.knowledge.model import Knowledge, facts_with_option
from whycry_expert.printable import quoted
from whycry_expert.situation.misplaced import no_name_but_option

FACT_PREFIX = "fact:"
_NAME = re.compile(r"[a-z0-9_-]+", re.IGNORECASE)
_FILE = re.compile(r".+\.ya?ml(#\d+)?", re.IGNORECASE)


def file_and_names(arguments: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Give the situation file, or None, and the other arguments.

    The first argument is the file, unless it is a bare word, `fact:NAME` or FACT=ANSWER and there is no such file.
    Raises UsageError for a file that stands behind it, and says which order is wanted.
    """
    if not arguments:
        return None, ()
    first, *others = arguments
    files = [argument for argument in others if _is_file(argument)]
    if _is_file(first) or not _is_name(first):
        if files:
            raise click.UsageError(f"one file is expected, not also {' '.join(files)}")
        return first, tuple(others)
    if files:
        names = [argument for argument in arguments if argument not in files]
        words = (click.get_current_context().info_name or "", *files[:1], *names)
        raise click.UsageError(f"the file comes first: whycry-expert {shlex.join(words)}")
    return None, arguments


def _is_file(argument: str) -> bool:
    """Tell whether an argument means a file, whether or not that is there."""
    return argument == STANDARD_STREAM or _FILE.fullmatch(argument) is not None or _is_there(argument)


def _is_there(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False


def _is_name(argument: str) -> bool:
    return bool(_NAME.fullmatch(argument)) or argument.startswith(FACT_PREFIX) or "=" in argument


def meaning_named(knowledge: Knowledge, name: str) -> str:
    """Give the name of a meaning that is called by its name or number. Raises InputError with the nearest name."""
    for meaning in knowledge.meanings:
        if name in (meaning.name, str(meaning.number)):
            return meaning.name
    names = [meaning.name for meaning in knowledge.meanings]
    message = unknown_name("meaning", name, names)
    owners = [name] if name in knowledge.facts else facts_with_option(name, knowledge.facts)
    if owners:
        is_fact = name in owners
        told = f"{quoted(name)} is no meaning but a fact" if is_fact else no_name_but_option("meaning", name, owners)
        message = f"{told}; why FILE {FACT_PREFIX}{owners[0]} shows what its answer did"
    raise InputError([Problem(Place(name), message)])


def fact_named(knowledge: Knowledge, name: str) -> str:
    """Give the name of a fact. Raises InputError with the nearest name."""
    if name in knowledge.facts:
        return name
    owners = facts_with_option(name, knowledge.facts)
    message = no_name_but_option("fact", name, owners) if owners else unknown_name("fact", name, knowledge.facts)
    raise InputError([Problem(Place(f"{FACT_PREFIX}{name}"), message)])


def at_most_one(names: tuple[str, ...]) -> str | None:
    """Give the only name, or None. Raises UsageError when there are more."""
    if len(names) > 1:
        raise click.UsageError(f"only one name is expected, not also {' '.join(names[1:])}")
    return names[0] if names else None
