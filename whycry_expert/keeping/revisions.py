"""Knowledge bases as they are in a folder, or were in a revision of git."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.keeping.examples import FOLDER
from whycry_expert.knowledge.files import FOLDERS

_FETCHES_NOTHING = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
"""A repository may name a program to fetch what it lacks with, and it may come from anyone."""


@contextmanager
def knowledge_at(name: str, root: Path) -> Iterator[Path]:
    """Give the folder of a knowledge base: `name` itself, or a copy of what `root` was in the revision `name`.

    Raises InputError when there is neither.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    files = _files_at(name, root)
    if not files:
        message = f"there is no such folder, and no revision of that name in the git repository of {root}"
        raise InputError([Problem(Place(name), message)])
    with TemporaryDirectory(prefix="whycry-expert-") as folder:
        for path, content in files.items():
            file = Path(folder, *path.parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield Path(folder)


def _files_at(name: str, root: Path) -> dict[PurePosixPath, bytes]:
    """Give the files of a revision as they were put in; git's filters, which are programs, do not see them."""
    if name.startswith("-"):
        return {}
    listed = _git(root, "ls-tree", "-r", "-z", name, "--", *FOLDERS, FOLDER).decode("utf-8", "surrogateescape")
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    blobs = {PurePosixPath(path): told.split()[2] for told, _, path in entries if path.endswith(".yaml")}
    if any(".." in path.parts for path in blobs):
        return {}
    told = BytesIO(_git(root, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in blobs.values())))
    files = {}
    for path in blobs:
        words = told.readline().split()
        if words[1:2] != [b"blob"]:
            return {}
        files[path] = told.read(int(words[2]))
        told.readline()
    return files


def _git(root: Path, *arguments: str, asked: str = "") -> bytes:
    command = ["git", "-C", str(root), *arguments]
    environment = {**os.environ, **_FETCHES_NOTHING}
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, check=False, env=environment)  # noqa: S603
    except (OSError, ValueError):
        return b""
    return done.stdout if done.returncode == 0 else b""
