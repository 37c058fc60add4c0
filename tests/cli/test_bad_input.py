import subprocess
import sys
from pathlib import Path

import pytest

BREAD = Path(__file__).parent.parent / "knowledge_bases" / "bread"
COMMAND = [sys.executable, "-c", "from whycry_expert.cli.main import main; main()"]
INFER = [*COMMAND, "infer", "--knowledge", str(BREAD)]


def run(*arguments, command=INFER, **options):
    return subprocess.run(  # noqa: PLW1510 - the exit code is what is looked at
        [*command, *map(str, arguments)], capture_output=True, timeout=60, **options
    )


def told(result):
    """Give the lines that a refusal tells, after a look that it is one."""
    assert result.returncode == 2
    assert result.stdout == b""
    lines = result.stderr.decode().splitlines()
    assert all(line.isprintable() for line in lines)
    assert "Traceback" not in result.stderr.decode()
    return lines


def test_every_problem_of_a_file_is_told_in_a_line_of_its_own_and_the_command_ends_with_2(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text("flower: rye\nhours: long\nyeast: [old, fresh]\n")
    lines = told(run(path))
    assert [line.removeprefix(f"{path}:").split(" ")[0] for line in lines] == ["1:1:", "2:8:", "3:1:"]


def test_problems_of_the_file_and_of_the_flags_are_told_together(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text("flour: no-gluten\nhours: long\n")
    lines = told(run(path, "--sourdough", "--yeast", "olt", "-f", "flor=rye", "-f", "risen"))
    assert [line.split(": ")[0] for line in lines] == [
        "--yeast",
        "-f flor=rye",
        "-f risen",
        f"{path}:1:1",
        f"{path}:2:8",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "1:1: the file is empty"),
        (b"\xff\xfe", "1:1: the file is not UTF-8 text"),
        (b"[" * 10_000, "1:25: the file nests more than 24 levels deep"),
        (b"x" * 50_000_000, " the file is larger than 1000 kB"),
        (b"risen: on", '1:8: risen is answered with words: write yes or no, not "on"'),
    ],
)
def test_a_file_and_standard_input_are_refused_alike(content, words, tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_bytes(content)
    assert told(run(path))[0].startswith(f"{path}:{words}")
    assert told(run("-", input=content))[0].startswith(f"standard input:{words}")


def test_standard_input_is_read_as_a_situation():
    assert run("-", input=b"yeast: on\n").stdout == run("--yeast", "on").stdout


def test_a_closed_standard_input_is_told():
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *INFER]
    assert told(run("-", command=closed)) == ["standard input: there is nothing to read, since it is closed"]


@pytest.mark.parametrize(
    ("arguments", "closing", "stream"),
    [
        (["ask"], "<&-", "standard input"),
        (["verify", "-"], "<&-", "standard input"),
        (["replay", "-"], "<&-", "standard input"),
        (["ask"], "</dev/null >&-", "standard output"),
    ],
)
def test_closed_standard_streams_are_told_by_every_command(arguments, closing, stream):
    closed = ["sh", "-c", f'exec "$@" {closing}', "sh", *COMMAND, *arguments]
    (line,) = told(run(command=closed))
    assert line.startswith(f"{stream}: ")


def test_a_closed_standard_output_is_told():
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *INFER]
    assert told(run("--risen", command=closed)) == ["standard output: nothing can be written, since it is closed"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("arguments", [["--risen"], ["--risen", "--trace"], ["--help"]])
def test_a_full_disk_is_told(arguments):
    full = ["sh", "-c", 'exec "$@" >/dev/full', "sh", *INFER]
    assert told(run(*arguments, command=full)) == ["standard output: it cannot be written: no space left on device"]


def test_whoever_has_read_enough_ends_the_command_without_a_word():
    reader = ["sh", "-c", '{ "$@"; echo "code $?" >&2; } | true', "sh", *INFER]
    assert run("--risen", "--trace", command=reader).stderr == b"code 0\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", "Br\\xf8d \\U0001f600"), ("latin-1", "Br\xf8d \\U0001f600"), ("utf-8", "Br\xf8d \U0001f600")],
)
def test_a_terminal_that_lacks_a_letter_gets_it_written_out(encoding, shown):
    result = run(
        "-", input="title: Br\xf8d \U0001f600\n".encode(), env={"PYTHONIOENCODING": encoding, "PYTHONPATH": "."}
    )
    assert result.returncode == 0
    assert result.stdout.decode(encoding).splitlines()[0] == f'"{shown}"'


STEERING = 'title: "\\x1b[31m\\u202eA"\nstory: "\\x9b31m \\u2028 \\u2067"\nrisen: {answer: yes, note: "\\x07\\u200f"}\n'


@pytest.mark.parametrize("arguments", [[], ["--trace"], ["--format", "json"]])
def test_what_could_steer_a_terminal_is_never_written_raw(arguments):
    result = run("-", *arguments, input=STEERING.encode())
    assert (result.returncode, result.stderr) == (0, b"")
    assert "[31m" in result.stdout.decode()
    assert all(line.isprintable() for line in result.stdout.decode().split("\n"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["\x1b[31m\u202e.yaml"],
        ["two\nlines.yaml"],
        [b"\xff\xfe.yaml"],
        ["--\x1b[31m"],
        ["--format", "\x1b[31m"],
        ["--flour", "\x1b[31m\nrye"],
        ["-f", "\x1b[31m=rye"],
        ["-o", "/none/\x1b[31m", "--risen"],
        ["--knowledge", "/none/\x1b[31m"],
    ],
)
def test_what_could_steer_a_terminal_in_the_command_line_is_never_written_raw(arguments):
    result = subprocess.run([*INFER, *arguments], capture_output=True, check=False)  # noqa: PLW1510, RUF100
    assert told(result)


def test_an_unknown_command_is_told_with_its_nearest_neighbour():
    assert "infer" in told(run("infr", command=COMMAND))[-1]


def test_a_broken_knowledge_base_is_told_whatever_else_is_asked(tmp_path):
    lines = told(run("--knowledge", tmp_path / "none", "--risen"))
    assert lines == [f"{tmp_path}/none: a knowledge base needs a folder {name}/ here" for name in ("facts", "rules")]


def test_a_fact_that_has_the_name_of_an_option_of_the_command_is_told(tmp_path):
    facts = (BREAD / "facts" / "01-dough.yaml").read_text()
    for folder in ("facts", "rules"):
        (tmp_path / folder).mkdir()
        for path in (BREAD / folder).glob("*.yaml"):
            (tmp_path / folder / path.name).write_text(path.read_text())
    (tmp_path / "facts" / "01-dough.yaml").write_text(facts.replace("  sourdough:", "  trace:"))
    (line,) = told(run("--knowledge", tmp_path))
    assert line.startswith(f"{tmp_path}/facts/01-dough.yaml:25:3: the fact trace cannot be a flag")


@pytest.fixture
def existing(tmp_path):
    path = tmp_path / "conclusion.txt"
    path.write_text("what was there before")
    return path


@pytest.mark.parametrize("arguments", [["--risen=so"], ["none.yaml"], ["--flouur", "rye"], ["--yeast", "old,fresh"]])
def test_bad_input_leaves_the_output_file_as_it_was(arguments, existing):
    told(run(*arguments, "-o", existing))
    assert existing.read_text() == "what was there before"
    assert list(existing.parent.iterdir()) == [existing]


def test_an_output_file_is_replaced_whole_and_only_if_that_is_wished(existing):
    refused = f"{existing}: this file is there already; give another name, or --force to replace it"
    assert told(run("--risen", "-o", existing)) == [refused]
    assert existing.read_text() == "what was there before"
    existing.chmod(0o640)
    result = run("--risen", "-o", existing, "--force")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert existing.read_bytes() == run("--risen").stdout
    assert existing.stat().st_mode & 0o777 == 0o640
    assert list(existing.parent.iterdir()) == [existing]


def test_an_output_file_that_cannot_be_written_is_told(existing):
    for target, reason in (
        (existing.parent / "none" / "x.txt", "no such file or directory"),
        (existing / "x.txt", "not a directory"),
        (existing.parent, "is a directory"),
        (existing.parent / ("x" * 300), "file name too long"),
    ):
        assert told(run("--risen", "-o", target)) == [f"{target}: the file cannot be written: {reason}"]
    assert existing.read_text() == "what was there before"


def test_an_output_folder_that_is_read_only_is_told(existing):
    existing.parent.chmod(0o500)
    try:
        result = run("--risen", "-o", existing, "--force")
        if result.returncode == 0:
            pytest.skip("whoever runs this may write everywhere")
        assert told(result) == [f"{existing}: the file cannot be written: permission denied"]
        assert existing.read_text() == "what was there before"
    finally:
        existing.parent.chmod(0o700)
