"""What an installed whycry-expert must do: python smoke.py [--extras] COMMAND ..., such as the path of the program.

Only the standard library is used, and no code of the checkout, so that any installation can be tried with it. Exit code
0: everything works. 1: what does not is told.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

_SITUATION = "title: A small one\nending: he-ended-it\nhe-said: [ending-is-right]\n"
_TIME = 300
_PLANT = Path(__file__).resolve().parent.parent / "docs" / "drooping-plant"
"""A small knowledge base to check."""


class NotWorkingError(Exception):
    """Something that an installed program must do is not done."""


def run(command: list[str], *words: str, code: int = 0) -> str:
    """Run the program and give what it prints. Raises NotWorkingError where it ends with another code."""
    done = subprocess.run([*command, *words], capture_output=True, encoding="utf-8", timeout=_TIME, check=False)
    told = f"{' '.join(words) or 'the program alone'}: "
    if done.returncode != code or "Traceback" in done.stderr:
        raise NotWorkingError(f"{told}exit code {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def must(holds: bool, told: str) -> None:  # noqa: FBT001 - like assert, which -O takes away
    """Raise NotWorkingError where something does not hold."""
    if not holds:
        raise NotWorkingError(told)


def try_out(command: list[str]) -> None:
    """Try what needs no extra."""
    must(
        run(command).count("\n") == len(("ask", "serve", "new")),
        "the program alone shows where to start in three lines",
    )
    must("whycry-expert" in run(command, "--version"), "--version names the program")
    Path("mine.yaml").write_text(_SITUATION, encoding="utf-8")
    must("What fits best" in run(command, "infer", "mine.yaml"), "infer concludes from a file")
    must(run(command, "infer", "mine.yaml", "--format", "html").startswith("<!DOCTYPE html>"), "infer writes a page")
    run(command, "infer", "mine.yaml", "--format", "json", "-o", "mine.json")
    leading = [
        reading for reading in json.loads(Path("mine.json").read_text("utf-8"))["readings"] if reading["leading"]
    ]
    must(bool(leading), "a reading leads")
    run(command, "verify", "mine.json", "--situation", "mine.yaml")
    for words in (
        ("why", "mine.yaml"),
        ("why-not", "mine.yaml", "remorse"),
        ("what-if", "mine.yaml", "ending=nothing-ending"),
    ):
        must(bool(run(command, *words)), f"{words[0]} says something")
    for words in (("facts",), ("meanings",), ("rules", "remorse"), ("claims",), ("completion", "bash"), ("new",)):
        must(bool(run(command, *words)), f"{words[0]} shows something")
    must("Did you mean 'infer'?" in run(command, "infr", code=2), "a mistyped command is told with the nearest")
    run(command, "infer", "none.yaml", code=2)


def try_extras_out(command: list[str]) -> None:
    """Try what needs the extras batch, kb and page."""
    Path("many.jsonl").write_text('{"ending": "he-ended-it"}\n{"ending": "nothing-ending"}\n', encoding="utf-8")
    must(run(command, "batch", "many.jsonl").count("\n") == len(("first", "second")), "batch writes a line for each")
    run(command, "kb", "check", "--knowledge", str(_PLANT))
    run(command, "kb", "fmt", "--check", str(_PLANT))
    must(run(command, "kb", "export", "clips").count("(defrule") > 1, "the rules are written for CLIPS")
    with subprocess.Popen([*command, "serve", "--no-open"], stdout=subprocess.PIPE, encoding="utf-8") as serving:
        try:
            address = (serving.stdout.readline() if serving.stdout else "").split()[-1]
            with urllib.request.urlopen(address, timeout=_TIME) as answer:  # noqa: S310 - our own, on this machine
                must(b"<!DOCTYPE html>" in answer.read(), "the page is served")
        finally:
            serving.terminate()


def try_danger_out(command: list[str]) -> None:
    """See that the notice of a danger comes first and that the readings are held back."""
    danger = next(
        fact["name"]
        for fact in json.loads(run(command, "facts", "--format", "json"))["facts"]
        if any(use["kind"] == "notice" for use in fact["used_by"]) and "options" in fact
    )
    shown = json.loads(run(command, "facts", danger, "--format", "json"))
    answered = (run(command, "infer", f"--{danger}={option['name']}") for option in shown["options"])
    must(any("held back" in text and "What fits best" not in text for text in answered), "danger holds readings back")


def main() -> None:
    """Try everything out in an empty folder."""
    words = sys.argv[1:]
    extras = words[:1] == ["--extras"]
    command = words[1:] if extras else words
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for attempt in (try_out, try_danger_out, *((try_extras_out,) if extras else ())):
                attempt(command)
        except NotWorkingError as error:
            sys.exit(str(error))
        finally:
            os.chdir("/")
    print(f"works: {' '.join(command)}")


if __name__ == "__main__":
    main()
