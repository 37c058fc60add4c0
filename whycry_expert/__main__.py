"""The program itself: `whycry-expert` and `python -m whycry_expert`.

Nothing is imported here before Ctrl-C is taken care of, since loading the rest takes a while; nor by the package.
"""

import atexit
import gc
import os
import sys

_INTERRUPTED = 130
try:
    import signal
except KeyboardInterrupt:
    os._exit(_INTERRUPTED)


def _leave_at_once(_number: int, _frame: object) -> None:
    os._exit(_INTERRUPTED)


def _leave_in_order(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _leave_quickly(code: object) -> None:
    """End without taking all that was loaded apart, which takes a tenth of a run; return where that may not be.

    What is to happen at an end does: exit functions run, the streams are written out, other threads are waited for.
    """
    threading = sys.modules.get("threading")
    if not isinstance(code, int) or (threading is not None and threading.active_count() > 1):
        return
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - what Python itself does at this moment
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def main() -> None:
    """Run the command line. Whatever moment Ctrl-C comes at, it ends with exit code 130 and without a traceback."""
    heeds_ctrl_c = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeds_ctrl_c:
        signal.signal(signal.SIGINT, _leave_at_once)
    gc.disable()  # of what a start loads nothing is garbage, and looking through it takes a while
    from whycry_expert.cli.main import main as run  # noqa: PLC0415 - see the top

    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave_in_order)
    code: str | int | None = 0
    try:
        if heeds_ctrl_c:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except SystemExit as left:
        code = left.code
    finally:
        if heeds_ctrl_c:
            signal.signal(signal.SIGINT, _leave_at_once)
    _leave_quickly(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
