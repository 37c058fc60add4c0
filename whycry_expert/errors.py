"""Everything that can be wrong with an input, said in one line each."""

from collections.abc import Iterable

from msgspec import Struct

from whycry_expert.printable import one_line, quoted

MAX_PROBLEMS = 200
"""More are not told of one input: whoever gets that many has another file in hand than they think."""


class Place(Struct, frozen=True, order=True):
    """Where something was written: a file, or a flag of the command line, and the position in it.

    `line` and `column` count from 1; 0 means that the place has no such position.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        position = f":{self.line}:{self.column}" if self.line else ""
        return one_line(self.file) + position


class Problem(Struct, frozen=True, order=True):
    """One thing that is wrong, where it stands, and what was expected instead."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {one_line(self.message)}"


class WhycryError(Exception):
    """The root of all errors that this package raises on purpose."""


class InputError(WhycryError):
    """An input that cannot be used. `problems` names all that is wrong with it, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Complaints:
    """Collects problems while an input is read, so that all of them are told at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, place: Place, message: str) -> None:
        """Note that `message` is wrong at `place`.

        Raises InputError with all that was noted when there are more than MAX_PROBLEMS.
        """
        if len(self._problems) >= MAX_PROBLEMS:
            self._problems.append(Problem(place, f"there are more than {MAX_PROBLEMS} problems; mend these first"))
            self.raise_if_any()
        self._problems.append(Problem(place, message))

    def take(self, error: InputError) -> None:
        """Note all the problems of `error` that are not noted yet, as they are when it was raised here."""
        for problem in error.problems:
            if problem not in self._problems:
                self.add(problem.place, problem.message)

    def __bool__(self) -> bool:
        return bool(self._problems)

    def raise_if_any(self) -> None:
        """Raise InputError with all that was noted, or do nothing."""
        if self._problems:
            raise InputError(self._problems)


_LISTED_BY_A_COMMAND = frozenset({"fact", "meaning", "rule", "claim"})


def unknown_name(kind: str, name: str, valid: Iterable[str], see_all: str = "") -> str:
    """Say that there is no `kind` called `name`, and which valid name comes nearest or which ones there are.

    Of very many names only some are told, and then `see_all` says how to see the others; of what a command lists,
    that is this command.
    """
    names = tuple(valid)
    listed = f"the command {kind}s lists all of them" if kind in _LISTED_BY_A_COMMAND else ""
    return f"there is no {kind} {quoted(name)}; {_suggestion(name, names, see_all or listed)}"


_MANY = 24
_SOME = 8


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """Give the valid name that `name` was probably meant to be, or None where nothing comes near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only who mistypes a name waits for it

    plain = {_plain(known): known for known in reversed(tuple(valid))}
    near = get_close_matches(_plain(name), plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def _suggestion(name: str, valid: tuple[str, ...], see_all: str) -> str:
    near = nearest(name, valid)
    if near:
        return f'did you mean "{near}"?'
    if not valid:
        return "none is defined"
    if len(valid) <= _MANY:
        return f"valid are: {', '.join(valid)}"
    some = f"there are {len(valid)}, such as {', '.join(valid[:_SOME])}"
    return f"{some}; {see_all}" if see_all else some


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")
