"""What the program ends with when it is interrupted, when it goes wrong itself, and when nothing can be told."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BREAD = Path(__file__).parent.parent / "knowledge_bases" / "bread"
ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "whycry_expert"]


def through_shell(script, *arguments):
    return subprocess.run(
        ["/bin/sh", "-c", script, "sh", *COMMAND, *map(str, arguments)], capture_output=True, timeout=60, check=False
    )


@pytest.mark.parametrize("closing", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize("arguments", [["infer", "none.yaml"], ["infr"], ["infer", "--risn"], ["verify", "none.json"]])
def test_that_nothing_can_be_told_changes_no_exit_code(closing, arguments):
    assert through_shell(f'"$@" {closing}', *arguments).returncode == 2


@pytest.mark.parametrize("arguments", [["--help"], ["infer", "--help"], ["--version"]])
def test_a_reader_that_has_read_enough_is_no_error(arguments):
    done = through_shell('{ "$@"; echo "code $?" >&2; } | true', *arguments)
    assert done.stderr == b"code 0\n"


BROKEN = """
import whycry_expert.cli.situation_input as module
def broken(*_): raise {error}
module.read_bytes = broken
from whycry_expert.cli.main import main
main()
"""


@pytest.mark.parametrize("error", ["KeyError('sorry')", "RecursionError()", "OSError('so')", "MemoryError()"])
def test_a_defect_of_the_program_is_told_in_one_line_with_a_code_of_its_own(error):
    command = [sys.executable, "-c", BROKEN.format(error=error), "infer", "situation.yaml"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (70, "")
    (line,) = done.stderr.splitlines()
    assert "an error of the program itself" in line
    assert "report" in line
    assert "sorry" not in line, "what a person wrote is not told to whoever gets the report"
    detailed = subprocess.run(
        command, capture_output=True, check=False, text=True, env={**os.environ, "WHYCRY_TRACEBACK": "1"}
    )
    assert detailed.returncode == 70
    assert "Traceback" in detailed.stderr


@pytest.mark.parametrize(
    ("package", "extra", "arguments"),
    [
        ("numpy", "batch", ["batch", ROOT / "situations" / "example.yaml"]),
        ("orjson", "batch", ["batch", ROOT / "situations" / "example.yaml"]),
        ("flask", "page", ["serve", "--no-open"]),
        ("waitress", "page", ["serve", "--no-open"]),
        ("z3", "kb", ["kb", "check", "--knowledge", BREAD]),
        ("ruamel", "kb", ["kb", "fmt", "--check", ROOT / "situations" / "example.yaml"]),
    ],
)
def test_a_package_that_is_missing_is_named_with_how_to_install_it(package, extra, arguments):
    program = f"import sys; sys.modules[{package!r}] = None\nfrom whycry_expert.cli.main import main\nmain()"
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 2
    assert f"pip install 'whycry-expert[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_is_blamed_and_not_standard_output(tmp_path):
    for folder in ("facts", "rules"):
        (tmp_path / folder).mkdir()
    (tmp_path / "facts" / "a.yaml").mkdir()
    done = subprocess.run([*COMMAND, "infer", "--knowledge", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "standard output" not in done.stderr
    assert "a.yaml" in done.stderr


STARTED = """
import os, signal, sys
import whycry_expert.__main__ as program
seen = 0
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        global seen
        seen += 1
        if seen == {moment}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
sys.argv = ["whycry-expert", "infer", "--knowledge", {bread!r}]
program.main()
"""


@pytest.mark.parametrize("moment", [1, 3, 10, 30, 60, 100])
def test_ctrl_c_while_the_program_loads_leaves_without_a_word(moment):
    code = STARTED.format(moment=moment, bread=str(BREAD))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, b"")


def test_until_ctrl_c_is_taken_care_of_next_to_nothing_is_loaded():
    # what a start of Python loads by itself differs, so it is left out (-S)
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import whycry_expert.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert {"typing", "re", "importlib", "click"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("after", [0.15, 0.3, 0.5, 0.8])
def test_ctrl_c_at_any_moment_leaves_without_a_traceback(after):
    with subprocess.Popen([*COMMAND, "infer", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert b"whycry_expert" not in error
