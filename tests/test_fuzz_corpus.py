"""What fuzzing kept, and what it once broke, brings a result or the one-line error."""

import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"
sys.path.insert(0, str(FUZZ))

from targets import TARGETS  # noqa: E402 - from the folder that is named above

KEPT = [(file.parent.name, file) for file in sorted((FUZZ / "corpus").glob("*/*"))]


def test_every_target_has_kept_inputs():
    assert {target for target, _ in KEPT} == TARGETS.keys()


@pytest.mark.parametrize(("target", "file"), KEPT, ids=[f"{target}-{file.name}" for target, file in KEPT])
def test_what_was_kept_breaks_nothing(target, file):
    TARGETS[target](file.read_bytes())
