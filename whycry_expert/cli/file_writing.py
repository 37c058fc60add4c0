"""Writes files whole or not at all, such that a kill at any moment leaves nothing half written behind."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

try:
    import fcntl
except ImportError:  # there is no such lock on Windows
    fcntl = None  # type: ignore[assignment]

_OWN_DESCRIPTORS = "/proc/self/fd"
_OWNER_ALONE = 0o600
_LOCK_ATTEMPTS = 100
_LOCK_PAUSE = 0.05  # seconds


class ChangedMeanwhileError(OSError):
    """A file no longer holds what it held when it was last read or written."""


def create_file(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone can read.

    Raises FileExistsError when anything has that name already, a link that leads nowhere included, and OSError.
    """
    _create(path, content, None)


def replace_file(path: Path, content: bytes, *, expected: bytes | None = None) -> None:
    """Replace a file that is there; its mode stays, and so does a symbolic link that leads to it.

    Another name of the same file, a hard link, keeps what it held. Raises ChangedMeanwhileError when it does not hold
    `expected`, PermissionError when it is read-only, and OSError, also for what is no ordinary file; it is then as it
    was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    with _locked(target.parent):
        if expected is not None and _content(target) != expected:
            raise ChangedMeanwhileError(errno.ESTALE, "it was changed by something else meanwhile")
        refuse_read_only(target)
        hidden = target.with_name(f"{_hidden_prefix(target)}{os.urandom(6).hex()}")
        try:
            _create(hidden, content, target.stat())
            hidden.replace(target)
        except BaseException:
            # an interruption can come before it is there, and when it has its name already
            hidden.unlink(missing_ok=True)
            raise


def remove_leftovers(path: Path) -> None:
    """Remove what a kill in the middle of `replace_file` left beside a file."""
    target = path.resolve()
    with suppress(OSError), _locked(target.parent):
        for found in target.parent.iterdir():
            if found.name.startswith(_hidden_prefix(target)):
                found.unlink()


def refuse_read_only(path: Path) -> None:
    """Raise PermissionError when a file is read-only, also to those whom the system would let write it."""
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only", str(path))


def _create(path: Path, content: bytes, like: os.stat_result | None) -> None:
    try:
        _create_nameless(path, content, like)
    except FileExistsError:
        raise
    except OSError:
        # not every system and disk can; if nothing can be written at all, this says why
        _create_named(path, content, like)


def _create_nameless(path: Path, content: bytes, like: os.stat_result | None) -> None:
    """Write a file that has no name until it is whole: a kill leaves nothing at all."""
    if not hasattr(os, "O_TMPFILE"):
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
    handle = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, _OWNER_ALONE)
    try:
        _fill(handle, content, like)
        descriptors = os.open(_OWN_DESCRIPTORS, os.O_RDONLY)
        try:
            os.link(str(handle), path, src_dir_fd=descriptors, follow_symlinks=True)
        finally:
            os.close(descriptors)
    finally:
        os.close(handle)


def _create_named(path: Path, content: bytes, like: os.stat_result | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    try:
        try:
            _fill(handle, content, like)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink()
        raise


def _fill(handle: int, content: bytes, like: os.stat_result | None) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if like is not None:
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
        os.fchmod(handle, stat.S_IMODE(like.st_mode))
    os.fsync(handle)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _hidden_prefix(target: Path) -> str:
    return f".whycry-{sha256(os.fsencode(target.name)).hexdigest()[:16]}-"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs of this program from replacing files in a folder meanwhile. Raises OSError after 5 seconds."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        for attempt in range(_LOCK_ATTEMPTS):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if attempt == _LOCK_ATTEMPTS - 1:
                    raise
                time.sleep(_LOCK_PAUSE)
            except OSError:
                break  # some disks have no locks
        yield
    finally:
        os.close(handle)
