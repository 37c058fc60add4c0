"""Measures how fast the program is, as ratios over CLIPS or over what cannot be avoided, and prints them as a table.

Run it with `make bench`, or `python benchmarks --help`. docs/speed.md explains each figure.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import batch
import growth
import next_question
import over_clips
import page_load
import suite_time
import whole_infer
import why_not
from measuring import Effort, Row
from subject import ROOT

BENCHMARKS: dict[str, Callable[[Effort], Iterator[Row]]] = {
    "whole-infer": whole_infer.measure,
    "over-clips": over_clips.measure,
    "batch": batch.measure,
    "next-question": next_question.measure,
    "why-not": why_not.measure,
    "growth": growth.measure,
    "page-load": page_load.measure,
    "suite-time": suite_time.measure,
}
USUAL = tuple(name for name in BENCHMARKS if name != "suite-time")
SHORTEST = Effort(runs=1, situations=2, sizes=(1, 2), seconds=0)
RESULTS = ROOT / "benchmarks" / "results"


def main() -> None:
    """Measure, print the table as it grows, and write it as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which of {', '.join(BENCHMARKS)}; all but suite-time"
    )
    parser.add_argument("--json", type=Path, help="where to write the figures; benchmarks/results/ otherwise")
    parser.add_argument("--shortest", action="store_true", help="measure next to nothing, to see that all runs")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    effort = SHORTEST if options.shortest else Effort()
    rows = []
    print(_line("", "what", "goal", "median", "least to most", "runs", "strict"))
    for name in options.names or USUAL:
        for row in BENCHMARKS[name](effort):
            print(_shown(row), flush=True)
            rows.append(row)
    print("\n* misses its goal; strict: over CLIPS at its quickest, its facts built from values, not parsed from text")
    path = options.json or RESULTS / f"{datetime.now(timezone.utc):%Y-%m-%dT%H%M%SZ}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_document(rows), indent=2) + "\n", encoding="utf-8")
    print(f"written to {path}")


def _line(*cells: str) -> str:
    key, what, goal, median, spread, runs, strict = cells
    return f"{key:3} {what:48} {goal:>8} {median:>10} {spread:>18} {runs:>4} {strict:>8}".rstrip()


def _shown(row: Row) -> str:
    goal = "" if row.goal is None else f"{'>=' if row.at_least else '<='} {row.goal:g}"
    mark = {True: "", False: " *", None: ""}[row.met]
    spread = f"{_figure(min(row.values))} .. {_figure(max(row.values))}"
    strict = _figure(sorted(row.strict)[len(row.strict) // 2]) if row.strict else ""
    median = f"{_figure(row.median)}{row.unit and ' ' + row.unit}{mark}"
    return _line(f"({row.key})"[:3], row.title, goal, median, spread, str(len(row.values)), strict)


def _figure(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"  # noqa: PLR2004 - three digits


def _document(rows: list[Row]) -> dict[str, object]:
    return {
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in ("click", "clipspy", "experta", "numpy", "orjson", "pyyaml")},
        "rows": [
            {
                "key": row.key,
                "what": row.title,
                "unit": row.unit or "ratio",
                "goal": row.goal,
                "met": row.met,
                "median": row.median,
                "least": min(row.values),
                "most": max(row.values),
                "values": row.values,
                "strict": row.strict,
            }
            for row in rows
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
