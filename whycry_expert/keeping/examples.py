"""The situations that a knowledge base comes with, each an example and a test at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.loading import shipped_knowledge_folder
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.source import is_hidden, read_ordinary, reason_of

FOLDER = "situations"


class Example(Struct, frozen=True):
    """A situation file. `situation` is None where it cannot be read; `problems` then say why."""

    path: Path
    name: str
    situation: Situation | None
    problems: tuple[Problem, ...] = ()


def knowledge_root(folder: str | None) -> Path:
    """Give the folder of a knowledge base; without a name, that of the one shipped here."""
    if folder is not None:
        return Path(folder)
    root, here = shipped_knowledge_folder(), Path.cwd()
    return root.relative_to(here) if root.is_relative_to(here) else root


def example_paths(root: Path, given: Iterable[str] = ()) -> tuple[Path, ...]:
    """Give the files that are named, and those in the folders that are named; else those of the knowledge base.

    Raises InputError when one is not there, or when there are none at all.
    """
    named = [Path(name) for name in given] or [root / FOLDER]
    found = [path for name in named for path in _files(name)]
    if not found:
        raise InputError([Problem(Place(str(named[0])), "there is no .yaml file of a situation here")])
    return tuple(dict.fromkeys(found))


def paths_below(root: Path) -> dict[str, Path]:
    """Give the files of a knowledge base by where they stand in its folder; none where there is no such folder.

    Raises InputError when it cannot be read.
    """
    folder = root / FOLDER
    return {str(path.relative_to(folder)): path for path in _files(folder)} if folder.is_dir() else {}


def leads_out(path: Path, named: Iterable[str | Path]) -> bool:
    """Tell whether a file is a link to one that is none of some that were named, and in no folder of these.

    Whoever made a knowledge base may have put it there, so nothing is written through it.
    """
    target = path.resolve()
    return not any(target.is_relative_to(Path(name).resolve()) for name in named)


def _files(path: Path) -> Iterator[Path]:
    try:
        if not path.is_dir():
            if not path.exists():
                raise InputError([Problem(Place(str(path)), "there is no such file or folder")])
            yield path
            return
        yield from sorted(found for found in path.rglob("*.yaml") if found.is_file() and not is_hidden(found))
    except (OSError, ValueError) as error:
        raise InputError([Problem(Place(str(path)), f"it cannot be read: {reason_of(error)}")]) from None


def read_examples(paths: Iterable[Path], knowledge: Knowledge) -> tuple[Example, ...]:
    """Read situation files; what is wrong with one stands in its example."""
    return tuple(_example(path, knowledge) for path in paths)


def _example(path: Path, knowledge: Knowledge) -> Example:
    try:
        situation = read_situation(read_ordinary(path), str(path), knowledge)
    except InputError as error:
        return Example(path, path.name, None, error.problems)
    return Example(path, path.name, situation)
