"""Keeps the shipped knowledge ready, so that a start does not read and check its YAML again.

In a wheel the kept knowledge comes with the program, made when the wheel was built. In a checkout it lies where Python
keeps its own compiled modules, and goes the same way: PYTHONDONTWRITEBYTECODE keeps it from being written, and other
modules that read knowledge make it stale. Nothing is written anywhere else, so that no file in a home tells that this
program was used. Knowledge of other folders is not kept.

It is taken only when the digest in it is that of the YAML files as they are now. Whoever can change it can change the
modules beside it as well, so its checksum is there for accidents.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from whycry_expert.knowledge.kept import decoded, encoded
from whycry_expert.knowledge.model import Knowledge

_HERE = Path(__file__).parent
IN_WHEEL = _HERE.parent / "kept-knowledge.json"
_OTHER_READERS = ("source.py", "errors.py", "printable.py")
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def beside_modules() -> Path | None:
    """Name the file for kept knowledge among the compiled modules; None where there are none."""
    compiled = __spec__.cached if __spec__ is not None else None
    return Path(compiled).with_name("kept-knowledge.json") if compiled else None


def kept_knowledge(digest: str, root: str) -> Knowledge | None:
    """Give the knowledge with this digest as it is kept, with its places in the folder `root`; None where it is not."""
    if IN_WHEEL.is_file():
        return decoded(IN_WHEEL.read_bytes(), digest, root)
    path = beside_modules()
    content = _private_content(path) if path is not None else None
    return decoded(content, digest, root, _stamp()) if content is not None else None


def may_keep() -> bool:
    """Tell whether knowledge that was read may be kept: only where Python keeps its own compiled modules too."""
    path = beside_modules()
    return not IN_WHEEL.is_file() and not sys.dont_write_bytecode and path is not None and path.parent.is_dir()


def keep(knowledge: Knowledge) -> None:
    """Keep knowledge from portable files, whole or not at all; what cannot be written is not kept."""
    import tempfile  # noqa: PLC0415 - a start that finds its knowledge kept does without

    path = beside_modules()
    if path is None:
        return
    with suppress(OSError), tempfile.TemporaryDirectory(dir=path.parent) as folder:
        # mkstemp creates the file readable by its owner alone
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(encoded(knowledge, _stamp()))
        Path(name).replace(path)


def _private_content(path: Path) -> bytes | None:
    """Read a file that nobody but its owner can write, and whose owner is this user or the one of this module."""
    with suppress(OSError), path.open("rb") as stream:
        found = os.fstat(stream.fileno())
        owners = {os.geteuid(), Path(__file__).stat().st_uid} if hasattr(os, "geteuid") else {found.st_uid}
        if found.st_uid in owners and not (hasattr(os, "geteuid") and found.st_mode & _WRITABLE_BY_OTHERS):
            return stream.read()
    return None


def _stamp() -> str:
    """Tell the state of the modules that make knowledge of files, as Python does for its compiled modules."""
    modules = sorted([*_HERE.glob("*.py"), *(_HERE.parent / name for name in _OTHER_READERS)])
    states = ((path.name, path.stat()) for path in modules)
    return " ".join(f"{name}:{state.st_size}:{state.st_mtime_ns}" for name, state in states)
