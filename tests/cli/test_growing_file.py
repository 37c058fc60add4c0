"""A file that grows can be interrupted wherever it is, and goes on to the same end."""

import sys

import pytest

from whycry_expert.cli.growing_file import Addition, GrowingFile
from whycry_expert.cli.output import Output

PIECES = [b"one", b"two", b"three"]


def additions(begun=0):
    for piece in PIECES[begun:]:
        yield Addition(piece, piece + b": concluded\n", 1)


class Interruption:
    """Raises KeyboardInterrupt at one of the instructions of GrowingFile, the `at`th one from the first addition on.

    Python 3.12 tells of lines alone.
    """

    def __init__(self, at):
        self.left = at

    def __call__(self, frame, event, _):
        if frame.f_code.co_filename != GrowingFile.__init__.__code__.co_filename:
            return None
        frame.f_trace_opcodes = True
        if event in ("opcode", "line") and self.left >= 0:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
        return self


def interrupted(output, at):
    """Tell whether a run was interrupted there; what it has left is on the disk."""
    growing = GrowingFile(output, "about")
    growing.begin()
    sys.settrace(interruption := Interruption(at))
    try:
        growing.grow(additions())
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(None)
    assert interruption.left >= 0, "an interruption was swallowed"
    return False


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that was just being opened
def test_wherever_it_is_interrupted_it_goes_on_to_the_same_end(tmp_path):
    at = resumed = 0
    while interrupted(output := Output(str(tmp_path / str(at))), at):
        growing = GrowingFile(output, "about")
        if (tmp_path / f"{at}.part.state").exists():
            resumed += 1
            growing.resume(iter(PIECES))
        else:
            growing = GrowingFile(Output(output.file, replacing=True), "about")
            growing.begin()
        growing.grow(additions(growing.progress.pieces))
        assert growing.progress.lines == growing.progress.skipped == len(PIECES)
        growing.finish()
        assert (tmp_path / str(at)).read_bytes() == b"one: concluded\ntwo: concluded\nthree: concluded\n"
        at += 1
    assert resumed > at / 2
    assert at > 30


def test_what_was_begun_with_something_else_is_not_gone_on_with(tmp_path):
    output = Output(str(tmp_path / "out"))
    assert interrupted(output, 30)
    with pytest.raises(Exception, match="begin anew"):
        GrowingFile(output, "about another").resume(iter(PIECES))
