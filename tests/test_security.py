"""Files are data: nothing in them runs, steers a terminal or reaches a network."""

import ast
import subprocess
import sys
from pathlib import Path

import pyte
import pytest
from breakable import copy_of_bread
from click.testing import CliRunner

import whycry_expert
from whycry_expert.cli.main import commands

PACKAGE = Path(whycry_expert.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# urllib.parse takes addresses apart, and reaches nothing
NETWORK = {
    "socket",
    "ssl",
    "http",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "asyncio",
}
NETWORK |= {"socketserver", "requests", "httpx", "aiohttp", "urllib3"}
RUNS_DATA = {"pickle", "marshal", "shelve", "dill", "code", "codeop", "runpy", "imp"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_no_module_but_the_pages_own_server_knows_a_network():
    using = {
        file.relative_to(PACKAGE) for file in MODULES if NETWORK & set(imported(ast.parse(file.read_text("utf-8"))))
    }
    assert set(map(str, using)) == {"serving/server.py"}


LOADS_EVERYTHING = """
import sys, importlib, pkgutil
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "ftplib.", "smtplib.", "http.")):
        sys.stderr.write(f"{event} {arguments}\\n")
        raise SystemExit(9)
sys.addaudithook(refuse)
import whycry_expert
for module in pkgutil.walk_packages(whycry_expert.__path__, "whycry_expert."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from whycry_expert.cli.main import commands
commands.main(["infer", "-f", "argument=yes", "--format", "html"], standalone_mode=False)
"""


def test_loading_every_module_and_concluding_touches_no_network():
    done = subprocess.run([sys.executable, "-c", LOADS_EVERYTHING], capture_output=True, check=False, timeout=100)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_module_can_run_what_a_file_says():
    for file in MODULES:
        tree = ast.parse(file.read_text("utf-8"))
        assert not RUNS_DATA & set(imported(tree)), file
        dangerous = {
            "eval",
            "exec",
            "compile",
            "os.system",
            "os.popen",
            "yaml.unsafe_load",
            "yaml.full_load",
        }
        assert not dangerous & set(called(tree)), file


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system ['x']", "!!python/name:os.system", "!x", "!!binary eA=="]
)
@pytest.mark.parametrize("file", ["facts/01-dough.yaml", "rules/about.yaml"])
def test_a_tag_in_a_knowledge_file_is_refused(tag, file, tmp_path):
    base = copy_of_bread(tmp_path)
    text = (base.folder / file).read_text("utf-8")
    base.write(file, f"{text}\nx: {tag}\n".encode())
    assert any("a tag (" in problem and "is not used here" in problem for problem in base.problems())


STEERING = "\\e]0;owned\\a\\e[2J\\e[31m\\u202e\\u200b\\u2066x"
SCREEN = (80, 60)


@pytest.mark.parametrize(
    "command",
    [
        ["infer", "--help"],
        ["facts"],
        ["meanings"],
        ["infer", "-f", "risen=no"],
        ["why-not", "old-yeast", "-f", "risen=no"],
    ],
)
def test_a_terminal_that_shows_a_strangers_knowledge_is_not_steered_by_it(command, tmp_path):
    base = copy_of_bread(tmp_path)
    base.replace("facts/01-dough.yaml", "question: Did the dough rise?", f'question: "Did the dough rise {STEERING}?"')
    base.replace("rules/01-old-yeast.yaml", "title: The yeast was too old", f'title: "The yeast {STEERING}"')
    base.replace("rules/01-old-yeast.yaml", "says: The yeast may", f'says: "{STEERING} The yeast may')
    base.replace("rules/01-old-yeast.yaml", "no strength left.", 'no strength left."')
    shown = CliRunner().invoke(commands, [*command, "--knowledge", str(base.folder)]).output
    assert "u202e" in shown
    screen = pyte.Screen(*SCREEN)
    pyte.Stream(screen).feed("START\r\n" + shown.replace("\n", "\r\n")[:2000])
    assert screen.title == ""
    assert all(cell.fg == "default" for row in screen.buffer.values() for cell in row.values())
    assert not {"\u202e", "\u200b", "\u2066", "\x1b", "\x07"} & set(shown)


@pytest.mark.parametrize("command", [["infer"], ["verify"], ["replay"], ["ask", "--resume"], ["new", "--from"]])
def test_the_name_of_a_file_steers_no_terminal(command):
    shown = CliRunner().invoke(commands, [*command, "\x1b[2J\u202efile.yaml"])
    assert shown.exit_code
    said = shown.output + str(shown.exception)
    assert not {"\x1b", "\u202e"} & set(said)
