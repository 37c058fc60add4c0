"""A program run by itself: the processor time of its whole tree of processes, and its peak memory.

A process inherits the peak memory of the one that starts it, so a small launcher stands in between.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = """
import os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""

COMMAND = Path(sys.executable).with_name("whycry-expert")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a program used: seconds of the processor, and peak memory in MiB."""

    seconds: float
    memory: float


def run(*command: str | Path) -> Usage:
    """Run a program to its end, with its output thrown away. Raises RuntimeError when it fails."""
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *map(str, command)]
    done = subprocess.run(launcher, check=True, stdout=subprocess.PIPE, text=True)
    code, seconds, peak = done.stdout.split()
    if code != "0":
        raise RuntimeError(f"{command[0]} ended with {code}")
    # the peak is in KiB, on macOS in bytes
    return Usage(float(seconds), int(peak) / 1024 / (1024 if sys.platform == "darwin" else 1))
