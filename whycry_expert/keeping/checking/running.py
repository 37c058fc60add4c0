"""Runs all checks on a knowledge base."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from whycry_expert.errors import InputError
from whycry_expert.keeping.checking import checks
from whycry_expert.keeping.checking.base import Base, read_base
from whycry_expert.keeping.checking.checks import cannot_be_loaded, unneeded_silence
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.keeping.checking.silences import silences_in


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its code, which is the name of its module and of its page, what it looks for, and how it looks."""

    code: str
    title: str
    severity: Severity
    look: Callable[[Base], Iterator[Remark]]


@cache
def all_checks() -> dict[str, Check]:
    """Give all checks by their codes."""
    names = sorted(found.name for found in iter_modules(checks.__path__))
    return {check.code: check for check in map(_check, names)}


def _check(name: str) -> Check:
    module = import_module(f"{checks.__name__}.{name}")
    title = str(module.__doc__).splitlines()[0]
    return Check(name.replace("_", "-"), title, module.SEVERITY, module.look)


def check_knowledge(root: Path) -> tuple[Remark, ...]:
    """Give all that the checks remark on a knowledge base, in the order of its files, without what is silenced.

    Raises ImportError where the extra that decides what can be is not installed.
    """
    try:
        base = read_base(root)
    except InputError as error:
        return tuple(cannot_be_loaded.remarks_of(error))
    remarks = sorted({remark for check in all_checks().values() for remark in check.look(base)})
    silences = silences_in(base.documents)
    kept = [
        remark
        for remark in remarks
        if not any(silence.reason and silence.covers(remark.place, remark.code) for silence in silences)
    ]
    return tuple(sorted({*kept, *unneeded_silence.remarks_of(silences, remarks, all_checks())}))
