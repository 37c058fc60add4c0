"""The program itself: `whycry-expert` and `python -m whycry_expert`.

Nothing is imported here before Ctrl-C is taken care of, since loading the rest takes a while; nor by the package.
"""

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


def main() -> None:
    """Run the command line. Whatever moment Ctrl-C comes at, it ends with exit code 130 and without a traceback."""
    heeds_ctrl_c = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeds_ctrl_c:
        signal.signal(signal.SIGINT, _leave_at_once)
    from whycry_expert.cli.main import main as run  # noqa: PLC0415 - see the top

    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave_in_order)
    try:
        if heeds_ctrl_c:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        if heeds_ctrl_c:
            signal.signal(signal.SIGINT, _leave_at_once)


if __name__ == "__main__":
    main()
