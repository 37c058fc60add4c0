"""Knowledge bases as they are in a folder, or were in a revision of git."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.keeping.examples import FOLDER
from whycry_expert.knowledge.files import FOLDERS


@contextmanager
def knowledge_at(name: str, root: Path) -> Iterator[Path]:
    """Give the folder of a knowledge base: `name` itself, or a copy of what `root` was in the revision `name`.

    Raises InputError when there is neither.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    content = _archived(name, root)
    with TemporaryDirectory(prefix="whycry-expert-") as folder:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)
        yield Path(folder)


def _archived(name: str, root: Path) -> bytes:
    # what is not in a revision cannot be asked of it
    there = [folder for folder in (*FOLDERS, FOLDER) if _git(root, "cat-file", "-e", f"{name}:./{folder}") is not None]
    content = _git(root, "archive", "--format=zip", name, "--", *there) if there and not name.startswith("-") else None
    if content is None:
        message = f"there is no such folder, and no revision of that name in the git repository of {root}"
        raise InputError([Problem(Place(name), message)])
    return content


def _git(root: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except (OSError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None
