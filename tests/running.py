"""The command, started within a moment: a fork of this process, in which everything is loaded already.

So a signal finds it at work, and not while Python loads it; for that moment there are tests with a real start.
"""

import atexit
import io
import os
import select
import signal
import sys
import time
import traceback
from pathlib import Path

from whycry_expert import __main__ as program
from whycry_expert.batch import concluding, pieces, running  # noqa: F401 - so that all is loaded before the fork
from whycry_expert.cli import answer_file, ask, batch, growing_file, infer, main, serve  # noqa: F401
from whycry_expert.page import pages, visit  # noqa: F401
from whycry_expert.presentation.rendering import terminal  # noqa: F401
from whycry_expert.serving import app, server, sessions  # noqa: F401

ENDINGS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -signal.SIGKILL}
"""What the command ends with when it is ended by each; below 0 the signal itself."""
_PATIENCE = 60.0


class Running:
    """A run of the command in some folder, with pipes to and from it."""

    def __init__(self, *arguments: object, folder: Path) -> None:
        theirs_in, self.source = os.pipe()
        self.told, theirs_out = os.pipe()
        self.errors = folder.parent / f"{folder.name}.errors"
        self.errors.touch()
        self.pid = os.fork()
        if not self.pid:
            os.close(self.source)
            os.close(self.told)
            _become(list(map(str, arguments)), theirs_in, theirs_out, folder, self.errors)
        os.close(theirs_in)
        os.close(theirs_out)
        self.seen = b""

    def type(self, line: str) -> None:
        self.seen = b""
        os.write(self.source, f"{line}\n".encode())

    def until(self, ending: bytes) -> bool:
        """Read until it has said something; False where it ended before that."""
        end = time.monotonic() + _PATIENCE
        while not self.seen.endswith(ending):
            ready, _, _ = select.select([self.told], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"it neither goes on nor ends: {self.seen[-200:]!r}"
            read = os.read(self.told, 65536)
            if not read:
                return False
            self.seen += read
        return True

    def end(self, number: signal.Signals | None = None) -> int:
        """Send a signal, if any; give the exit code, or the signal that ended it, below 0."""
        if number is not None:
            os.kill(self.pid, number)
        end = time.monotonic() + _PATIENCE
        while True:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                break
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError(f"{number!r} was swallowed")
            ready, _, _ = select.select([self.told], [], [], 0.002)
            if ready:
                self.seen += os.read(self.told, 65536)
        os.close(self.told)
        os.close(self.source)
        return os.waitstatus_to_exitcode(status)


def _become(arguments: list[str], theirs_in: int, theirs_out: int, folder: Path, errors: Path) -> None:
    try:
        atexit._clear()  # noqa: SLF001 - what is to happen when the tests end is not for this process
        os.dup2(theirs_in, 0)
        os.dup2(theirs_out, 1)
        os.dup2(os.open(errors, os.O_WRONLY), 2)
        os.chdir(folder)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(open(number, mode, 0 if number == 2 else -1), write_through=number == 2)  # noqa: PTH123, SIM115
            for number, mode in ((0, "rb"), (1, "wb"), (2, "wb"))
        )
        sys.argv = ["whycry-expert", *arguments]
        program.main()
        os._exit(0)
    except SystemExit as left:
        try:
            sys.stdout.flush()
        finally:
            os._exit(left.code if isinstance(left.code, int) else 1 if left.code else 0)
    except KeyboardInterrupt:  # it came before there was anything that could heed it
        os._exit(130)
    except BaseException:  # noqa: BLE001 - it must never come back into the tests
        os.write(2, traceback.format_exc().encode())
        os._exit(71)
