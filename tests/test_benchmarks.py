"""Every benchmark runs and says something; how fast anything is, `make bench` tells."""

import json
import subprocess
import sys
from math import isfinite
from pathlib import Path

import pytest
from thoroughness import some_by_day

ROOT = Path(__file__).parent.parent
GOALS = {
    "whole-infer": "ai",
    "over-clips": "bc",
    "batch": "dei",
    "next-question": "f",
    "why-not": "g",
    "growth": "h",
    "page-load": "p",
}


@pytest.mark.parametrize("name", some_by_day(GOALS, 3))
def test_the_benchmark_gives_figures(name, tmp_path):
    written = tmp_path / "results.json"
    command = [sys.executable, ROOT / "benchmarks", name, "--shortest", "--json", written]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows = json.loads(written.read_text(encoding="utf-8"))["rows"]
    assert {row["key"] for row in rows} == set(GOALS[name])
    values = [(row["key"], value) for row in rows for value in (*row["values"], *row["strict"])]
    # an exponent of two tiny sizes can be anything
    assert all(isfinite(value) and (value > 0 or key == "h") for key, value in values)
    assert all(row["what"] in done.stdout for row in rows)


def test_an_unknown_benchmark_is_refused():
    command = [sys.executable, ROOT / "benchmarks", "speed-of-light"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "there is no benchmark speed-of-light" in done.stderr
