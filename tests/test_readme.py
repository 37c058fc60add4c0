"""What the README shows is what the program prints."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE = re.search(r"<!-- example -->\n```text\n(.*?)```\n<!-- end of example -->", README, re.DOTALL)
LEFT_OUT = "[...]\n"


def printed(*arguments):
    command = [sys.executable, "-m", "whycry_expert", *arguments]
    return subprocess.run(command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8").stdout


def test_the_example_shows_real_output_with_parts_left_out():
    parts = [part.strip("\n") for part in EXAMPLE[1].split(LEFT_OUT)]
    assert len(parts) >= 2
    output = printed("infer", "situations/example.yaml")
    position = 0
    for part in parts:
        assert part
        position = output.index(part, position) + len(part)
    assert output.rstrip("\n").endswith(parts[-1])


def test_the_answers_that_the_readme_quotes_stand_in_the_example_file():
    quoted = re.search(r"# situations/example.yaml, in part\n(.*?)```", README, re.DOTALL)[1]
    file = (ROOT / "situations" / "example.yaml").read_text("utf-8").splitlines()
    assert all(line in file for line in quoted.splitlines())


def test_every_command_of_the_readme_exists():
    commands = set(re.findall(r"\$ whycry-expert ([a-z-]+)", README))
    known = set(re.findall(r"^  ([a-z][a-z-]+) ", printed("--help"), re.MULTILINE))
    assert commands <= known
    assert known <= commands


def test_the_pages_that_the_readme_names_are_there():
    for page in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / page).is_file(), page
