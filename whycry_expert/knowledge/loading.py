"""Loads a knowledge base from its two folders, `facts/` and `rules/`."""

from os import PathLike
from pathlib import Path

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.files import FOLDERS, KnowledgeFiles, read_files
from whycry_expert.knowledge.keeping import KNOWLEDGE, keep, kept, mark_shipped, may_keep
from whycry_expert.knowledge.kept import portable
from whycry_expert.knowledge.model import Knowledge


def shipped_knowledge_folder() -> Path:
    """Give the folder that holds the knowledge that comes with this package.

    In an installed package it is the package itself; in a checkout or an editable install it is the folder
    beside the package, so that edits are live. Raises InputError where neither holds any.
    """
    package = Path(__file__).parent.parent
    for candidate in (package, package.parent):
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise InputError([Problem(Place(str(package)), "the knowledge files facts/ and rules/ are missing")])


def knowledge_folders(folder: str | PathLike[str] | None = None) -> tuple[Path, ...]:
    """Give the folders whose files `load_knowledge` reads."""
    root = shipped_knowledge_folder() if folder is None else Path(folder)
    return tuple(root / name for name in FOLDERS)


def shipped_digest() -> str:
    """Give the digest of the knowledge that comes with this package. Raises InputError where it cannot be read."""
    return read_files(shipped_knowledge_folder()).digest()


def load_knowledge(folder: str | PathLike[str] | None = None) -> Knowledge:
    """Load the knowledge base of a folder that holds `facts/` and `rules/`; by default the one shipped here.

    Raises InputError that names every mistake in the files with its place.
    """
    if folder == "":
        raise InputError([Problem(Place('""'), "an empty name is no folder")])
    if folder is not None:
        return _understood(read_files(Path(folder)))
    files = read_files(shipped_knowledge_folder())
    knowledge = kept(KNOWLEDGE, Knowledge, files.digest(), root=files.root) or _kept_from_now_on(files)
    mark_shipped(knowledge)
    return knowledge


def portable_knowledge(folder: str | PathLike[str]) -> Knowledge:
    """Load the knowledge base of a folder as it is kept: its places hold in whichever folder it is."""
    return _understood(portable(read_files(Path(folder))))


def _kept_from_now_on(files: KnowledgeFiles) -> Knowledge:
    knowledge = _understood(files)
    if may_keep():
        keep_knowledge(_understood(portable(files)))
    return knowledge


def keep_knowledge(knowledge: Knowledge) -> None:
    """Keep knowledge as `portable_knowledge` gives it."""
    keep(KNOWLEDGE, knowledge, knowledge.digest)


def _understood(files: KnowledgeFiles) -> Knowledge:
    from whycry_expert.knowledge.understanding import knowledge_in  # noqa: PLC0415 - a start from what is kept does without

    return knowledge_in(files)
