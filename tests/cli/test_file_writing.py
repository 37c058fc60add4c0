"""A file is replaced whole, only by what was meant to replace it, and only where it is a file."""

import os
from pathlib import Path

import pytest

from whycry_expert.cli.file_writing import ChangedMeanwhileError, replace_file

OLD, NEW = b"risen: no\n", b"risen: yes\n"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "target.yaml"


def a_pipe(path):
    os.mkfifo(path)


def a_folder(path):
    path.mkdir()


def a_link_to_a_device(path):
    path.symlink_to("/dev/null")


def a_link_to_a_folder(path):
    (path.parent / "folder").mkdir()
    path.symlink_to(path.parent / "folder")


def as_it_is(path):
    """All that is known of a file itself, but for when it was last read: following a link counts as that."""
    known = path.lstat()
    return {name: getattr(known, name) for name in dir(known) if name.startswith("st_") and "atime" not in name}


@pytest.mark.parametrize("expected", [None, OLD, b""], ids=["whatever it holds", "a file's", "nothing"])
@pytest.mark.parametrize("make", [a_pipe, a_folder, a_link_to_a_device, a_link_to_a_folder])
def test_what_is_no_ordinary_file_is_not_replaced(make, expected, target):
    make(target)
    before = as_it_is(target), target.stat().st_mode, sorted(target.parent.iterdir())
    with pytest.raises(OSError, match="it is no ordinary file") as refused:
        replace_file(target, NEW, expected=expected)
    assert refused.value.filename == str(target)
    assert (as_it_is(target), target.stat().st_mode, sorted(target.parent.iterdir())) == before


def test_a_file_that_holds_what_it_held_is_replaced_and_keeps_its_mode(target):
    target.write_bytes(OLD)
    target.chmod(0o640)
    replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == NEW
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("held", [None, b"", OLD + b"\n", NEW], ids=["gone", "emptied", "longer", "the same change"])
def test_a_file_that_holds_anything_else_by_now_stays(held, target):
    if held is not None:
        target.write_bytes(held)
    with pytest.raises(ChangedMeanwhileError):
        replace_file(target, NEW, expected=OLD)
    assert (target.read_bytes() if target.exists() else None) == held
    assert list(target.parent.iterdir()) == ([] if held is None else [Path(target)])
