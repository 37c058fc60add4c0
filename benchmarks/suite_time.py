"""(j): how long `make test` takes. It is measured only when it is asked for."""

import subprocess
import time
from collections.abc import Iterator

from measuring import Effort, Row
from subject import ROOT


def measure(_: Effort) -> Iterator[Row]:
    """Run all checks and tests once."""
    start = time.monotonic()
    subprocess.run(["make", "test"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S607 - whichever make
    yield Row("j", "make test, wall time", ((time.monotonic() - start) / 60,), 4, unit="min")
