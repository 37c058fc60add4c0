"""(a), (i): one whole call of `infer`: its time over that of importing what it cannot do without, and its memory.

The program is made ready as an install makes it: its modules compiled and its knowledge kept.
experta imports on Python 3.10 and later only once the names that it looks for in `collections` are put back; so the
program compared with does that first, as `whycry_expert/inference/experta_import.py` does.
"""

import compileall
import sys
from collections.abc import Iterator

from child_process import COMMAND, run
from measuring import Effort, Row, repeated
from subject import EXAMPLE, ROOT

from whycry_expert.knowledge.loading import keep_knowledge, portable_knowledge, shipped_knowledge_folder

IMPORTS = """
import collections, collections.abc
for name in ("Mapping", "MutableMapping", "Sequence", "Hashable", "Callable", "Iterable"):
    setattr(collections, name, getattr(collections.abc, name))
import click, yaml, experta
"""
_LOOPS = 5


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the call."""
    compileall.compile_dir(ROOT / "whycry_expert", quiet=1)
    keep_knowledge(portable_knowledge(shipped_knowledge_folder()))
    run(COMMAND, "infer", EXAMPLE)
    loops = min(_LOOPS, effort.situations)

    def values() -> tuple[float, float, float]:
        ours, floor, memory = 0.0, 0.0, 0.0
        for _ in range(loops):
            usage = run(COMMAND, "infer", EXAMPLE)
            ours, memory = ours + usage.seconds, max(memory, usage.memory)
            floor += run(sys.executable, "-c", IMPORTS).seconds
        return ours / floor, memory, ours / loops * 1000

    ratio, memory, milliseconds = repeated(values, effort)
    yield Row("a", "whole infer / importing click, yaml, experta", ratio, 1.5)
    yield Row("a", "whole infer, processor time", milliseconds, unit="ms")
    yield Row("i", "peak memory of infer", memory, 32, unit="MiB")
