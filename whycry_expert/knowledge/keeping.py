"""Keeps the shipped knowledge ready, so that a start does not read and check its YAML again, nor compile it.

In a wheel what is kept comes with the program, made when the wheel was built. In a checkout it lies where Python
keeps its own compiled modules, and goes the same way: PYTHONDONTWRITEBYTECODE keeps it from being written, and other
modules that make it leave it stale. Nothing is written anywhere else, so that no file in a home tells that this
program was used. Of knowledge of other folders nothing is kept.

It is taken only when the digest in it is that of the YAML files as they are now. Whoever can change it can change the
modules beside it as well, so its checksum is there for accidents.
"""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

from whycry_expert.knowledge.kept import Kept, decoded, encoded
from whycry_expert.knowledge.model import Knowledge

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
KNOWLEDGE = "kept-knowledge.json"
"""The file for the knowledge itself. Other parts of the program keep what they make of it under names of their own."""
_READERS = (_HERE, _PACKAGE / "source.py", _PACKAGE / "errors.py", _PACKAGE / "printable.py")
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_shipped: "WeakSet[Knowledge]" = WeakSet()


def beside_modules(name: str) -> Path | None:
    """Name a file for something kept among the compiled modules; None where there are none."""
    compiled = __spec__.cached if __spec__ is not None else None
    return Path(compiled).with_name(name) if compiled else None


def kept(
    name: str, kind: type[Kept], digest: str, makers: Iterable[Path] = (), *, root: str | None = None
) -> Kept | None:
    """Give what is kept under a name of the knowledge with this digest, or None.

    `makers` are the modules, or folders of them, that make it of knowledge. Places in it are in the folder `root`.
    """
    if (_PACKAGE / KNOWLEDGE).is_file():
        with suppress(OSError):
            return decoded((_PACKAGE / name).read_bytes(), kind, digest, root=root)
        return None
    path = beside_modules(name)
    content = _private_content(path) if path is not None else None
    return decoded(content, kind, digest, _stamp(makers), root) if content is not None else None


def may_keep() -> bool:
    """Tell whether what was made of files may be kept: only where Python keeps its own compiled modules too."""
    path = beside_modules(KNOWLEDGE)
    return (
        not (_PACKAGE / KNOWLEDGE).is_file()
        and not sys.dont_write_bytecode
        and path is not None
        and path.parent.is_dir()
    )


def mark_shipped(knowledge: Knowledge) -> None:
    """Remember that this is the knowledge that comes with the program."""
    _shipped.add(knowledge)


def is_shipped(knowledge: Knowledge) -> bool:
    """Tell whether this is the knowledge that comes with the program, of which something may be kept."""
    return knowledge in _shipped


def keep(name: str, value: object, digest: str, makers: Iterable[Path] = ()) -> None:
    """Keep something of the knowledge with this digest, whole or not at all; what cannot be written is not kept."""
    import tempfile  # noqa: PLC0415 - a start that finds all that is kept does without

    path = beside_modules(name)
    if path is None:
        return
    content = encoded(value, digest, _stamp(makers))
    with suppress(OSError), tempfile.TemporaryDirectory(dir=path.parent) as folder:
        # mkstemp creates the file readable by its owner alone
        handle, new = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(new).replace(path)


def _private_content(path: Path) -> bytes | None:
    """Read a file that nobody but its owner can write, and whose owner is this user or the one of this module."""
    with suppress(OSError), path.open("rb") as stream:
        found = os.fstat(stream.fileno())
        owners = {os.geteuid(), Path(__file__).stat().st_uid} if hasattr(os, "geteuid") else {found.st_uid}
        if found.st_uid in owners and not (hasattr(os, "geteuid") and found.st_mode & _WRITABLE_BY_OTHERS):
            return stream.read()
    return None


def _stamp(makers: Iterable[Path]) -> str:
    """Tell the state of the modules that make what is kept, as Python does for its compiled modules."""
    states = [state for maker in (*_READERS, *makers) for state in _states(maker)]
    return " ".join(sorted(states))


def _states(maker: Path) -> Iterable[str]:
    if maker.suffix != ".py":
        with os.scandir(maker) as entries:
            return [_state(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return [_state(maker.name, maker.stat())]


def _state(name: str, state: os.stat_result) -> str:
    return f"{name}:{state.st_size}:{state.st_mtime_ns}"
