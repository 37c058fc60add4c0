"""What a hostile input costs beside a plain one of its size: `python benchmarks/hostile.py [KIND ...]`, see main."""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import hostile_inputs  # noqa: E402 - from the tests, which hold what is measured here to its bounds

BREAD = ROOT / "tests" / "knowledge_bases" / "bread"
_LIMIT = 60
"""Seconds of the processor, after which a run is ended; its exit code is then 247."""
_PROGRAM = [sys.executable, "-m", "whycry_expert"]


def cost(*arguments: str) -> tuple[float, int, int, str]:
    """Give the processor's seconds, the most megabytes, the exit code and the first line of errors of a run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    watched = (
        "import resource, sys; from subprocess import run, DEVNULL; "
        f"resource.setrlimit(resource.RLIMIT_CPU, ({_LIMIT}, {_LIMIT})); "
        "code = run(sys.argv[1:], stdout=DEVNULL).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code % 256)"
    )
    done = subprocess.run([sys.executable, "-c", watched, *_PROGRAM, *arguments], stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    *said, most = done.stderr.decode("utf-8", "replace").splitlines()
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(most) // 1024, done.returncode, (said or [""])[0][-90:]


def told(name: str, *arguments: str) -> None:
    """Print what a run costs."""
    seconds, megabytes, code, said = cost(*arguments)
    print(f"{seconds:7.1f} s {megabytes:6d} MB  exit {code:2d}  {arguments[0]:8} {name}  {said}", flush=True)


def situations(folder: Path) -> None:
    """Conclude from situation files of the greatest size."""
    file = folder / "hostile.yaml"
    for name, content in {"plain": hostile_inputs.PLAIN, **hostile_inputs.SITUATIONS}.items():
        file.write_text(content, "utf-8")
        told(name, "infer", str(file), "--knowledge", str(BREAD))
        told(name, "new", "--from", str(file), "--knowledge", str(BREAD))
        told(name, "batch", str(file), "--knowledge", str(BREAD))


def lines(folder: Path) -> None:
    """Conclude from lines of the greatest size, and from many that each need the full reader."""
    file = folder / "hostile.jsonl"
    for name, content in hostile_inputs.lines().items():
        file.write_text(content, "utf-8")
        told(name, "batch", str(file), "--knowledge", str(BREAD))


def records(folder: Path) -> None:
    """Check records of the greatest size."""
    whole = subprocess.run(
        [*_PROGRAM, "infer", "--knowledge", str(BREAD), "--risen=no", "--smoke", "--format", "json"],
        capture_output=True,
        check=True,
    ).stdout
    file = folder / "hostile.json"
    file.write_bytes(whole)
    told("as it was written", "verify", str(file), "--knowledge", str(BREAD))
    for name, content in hostile_inputs.record_parts(json.loads(whole)).items():
        file.write_text(content, "utf-8")
        told(name, "verify", str(file), "--knowledge", str(BREAD))
        told(name, "replay", str(file), "--knowledge", str(BREAD))


def knowledge(folder: Path) -> None:
    """Conclude and explain with knowledge bases made to cost much, and check them."""
    several = folder / "records.jsonl"
    several.write_text(hostile_inputs.lines()["plain records"], "utf-8")
    for name, files in hostile_inputs.KNOWLEDGE.items():
        base = folder / "base"
        shutil.copytree(BREAD, base)
        for file, content in files().items():
            (base / file).write_text(content, "utf-8")
        answers = ["risen=yes", *hostile_inputs.ANSWERS.get(name, ())]
        flags = ["--knowledge", str(base), *(word for answer in answers for word in ("-f", answer))]
        told(name, "infer", *flags)
        told(name, "infer", *flags, "--format", "html", "--trace")
        told(name, "why-not", "90", *flags)
        told(name, "what-if", "--each", *flags)
        told(name, "kb", "graph", "--knowledge", str(base))
        told(name, "batch", str(several), "--knowledge", str(base))
        shutil.rmtree(base)


def main() -> None:
    """Measure all kinds, or those that are named."""
    kinds = {"situations": situations, "lines": lines, "records": records, "knowledge": knowledge}
    for kind in sys.argv[1:] or kinds:
        with tempfile.TemporaryDirectory() as folder:
            kinds[kind](Path(folder))


if __name__ == "__main__":
    main()
