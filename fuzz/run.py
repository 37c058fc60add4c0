"""Lets atheris look for inputs that break a target: `python fuzz/run.py TARGET SECONDS`."""

import string
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent

with atheris.instrument_imports(include=["whycry_expert", "typist"]):
    from targets import TARGETS, bread, shipped

_SIGNS = (
    ": ",
    "- ",
    "{answer: ",
    ", certainty: ",
    "note: ",
    "\n",
    "---\n",
    "&a ",
    "*a",
    "!!python/object:",
    "\ufeff",
    "1e9",
    "expect:",
)


_PLAIN = frozenset(string.ascii_letters + string.digits + "-_ :{},")


def words() -> list[str]:
    """Give what an input is likely to be made of: the names of the vocabulary, and signs of the formats."""
    facts = [fact for knowledge in (bread(), shipped()) for fact in knowledge.facts.values()]
    names = [name for fact in facts for name in (fact.name, *fact.option_names)]
    return list(dict.fromkeys((*names, *_SIGNS)))


def quoted(word: str) -> str:
    """Write a word as libFuzzer's dictionaries do."""
    signs = (chr(byte) if chr(byte) in _PLAIN else f"\\x{byte:02x}" for byte in word.encode())
    return f'"{"".join(signs)}"'


def main() -> None:
    """Run one target for so many seconds; what it finds new goes to build/fuzz/TARGET, what breaks it too."""
    target, seconds = sys.argv[1:3]
    found = HERE.parent / "build" / "fuzz" / target
    found.mkdir(parents=True, exist_ok=True)
    kept = HERE / "corpus" / target
    dictionary = found.with_suffix(".dict")
    dictionary.write_text("".join(f"{quoted(word)}\n" for word in words()), "ascii")
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        "-timeout=60",
        "-rss_limit_mb=2500",
        "-max_len=20000",
        "-print_final_stats=1",
        f"-artifact_prefix={found}-",
        f"-dict={dictionary}",
        str(found),
        *([str(kept)] if kept.is_dir() else []),
    ]
    atheris.Setup(arguments, TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
