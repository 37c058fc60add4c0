"""What is mistyped is answered in words that hold: where all names are told, where a name belongs, what to type."""

import re
import shlex

import pytest
from click.testing import CliRunner
from example_situations import FOLDER
from loaded_knowledge import BREAD, SHIPPED

from whycry_expert.cli.main import commands

EXAMPLE = str(FOLDER / "example.yaml")
OTHER = str(FOLDER / "open-no-answers.yaml")


def refusal(*arguments):
    """Give what is told of arguments that are refused, as one line of plain words."""
    done = CliRunner().invoke(commands, list(arguments))
    assert done.exit_code
    assert done.stdout == ""
    return " ".join((done.stderr if isinstance(done.exception, SystemExit) else str(done.exception)).split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["facts", "qqqq"],
        ["rules", "qqqq"],
        ["claims", "qqqq"],
        ["kb", "graph", "qqqq"],
        ["why", EXAMPLE, "fact:qqqq"],
        ["infer", "-f", "qqqq=yes"],
        ["what-if", EXAMPLE, "qqqq=yes"],
    ],
    ids=shlex.join,
)
def test_where_only_some_names_are_told_a_command_that_is_named_lists_them_all(arguments):
    told = refusal(*arguments)
    some = re.search(r"there are (\d+), such as (.*?)(?:;|$)", told)
    listing = re.search(r"the command (\S+) lists all of them", told)
    assert listing or arguments[0] == "kb"  # what a graph is drawn around is of many kinds
    if listing:
        listed = CliRunner().invoke(commands, [listing[1]]).stdout
        assert all(f"  {name}" in listed for name in some[2].split(", "))
        assert len(re.findall(r"^  [a-zA-Z]\S*", listed, re.MULTILINE)) >= int(some[1])


@pytest.mark.parametrize(
    "arguments", [["facts"], ["why", EXAMPLE], ["why-not", EXAMPLE], ["kb", "graph"]], ids=shlex.join
)
def test_the_name_of_an_option_is_said_to_be_one_and_of_what(arguments):
    name = "fact:argument" if arguments[0] == "why" else "argument"
    assert "an option of just-before" in refusal(*arguments, name)


@pytest.mark.parametrize("command", ["why", "why-not"])
def test_the_name_of_a_fact_is_said_to_be_one_and_what_shows_it(command):
    assert "why FILE fact:ending shows what its answer did" in refusal(command, EXAMPLE, "ending")
    assert CliRunner().invoke(commands, ["why", EXAMPLE, "fact:ending"]).exit_code == 0


@pytest.mark.parametrize(
    "assignment",
    ["argumnt=no", "argumnt", "partner=yes", "partner=probably", "theme=x", "olt=no", "spous=yes", "ryee=maybe"],
)
@pytest.mark.parametrize("command", [["infer"], ["what-if", EXAMPLE]], ids=shlex.join)
def test_what_a_message_about_an_assignment_says_to_write_is_what_one_can_type(command, assignment):
    base = ["--knowledge", str(BREAD)] if assignment[:2] in ("ol", "ry") else []
    arguments = [command[0], *(["--risen"] if base else command[1:]), *base]
    before = ["-f"] if command == ["infer"] else []
    told = refusal(*arguments, *before, assignment)
    for written in re.findall(r"write (.+?)(?: or |, for instance|$)", told):
        typed = written.strip('"').replace("FACT=ANSWER", "").replace("ANSWER", "yes")
        assert "{" not in typed
        assert ": " not in typed
        if typed:
            done = CliRunner().invoke(commands, [*arguments, *before, typed])
            assert done.exit_code == 0, (typed, done.exception)


@pytest.mark.parametrize(
    ("fact", "answer"),
    [("just-before", "argument=probably"), ("just-before", "distance, argument=no"), ("ending", "both-ended-it=yes")],
)
def test_how_sure_one_is_of_an_option_is_said_to_stand_before_it(fact, answer):
    told = refusal("infer", f"--{fact}", answer)
    written = re.search(r'write "(.+)"$', told)[1]
    assert CliRunner().invoke(commands, ["infer", f"--{fact}", written, "--short"]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        (["why", "remorse", EXAMPLE], f"why {EXAMPLE} remorse"),
        (["why", "fact:ending", EXAMPLE], f"why {EXAMPLE} fact:ending"),
        (["why-not", "remorse", EXAMPLE], f"why-not {EXAMPLE} remorse"),
        (["why-not", "remorse", "not-there.yaml"], "why-not not-there.yaml remorse"),
        (["why-not", "remorse", f"{EXAMPLE}#1"], f"why-not '{EXAMPLE}#1' remorse"),
        (["why-not", "remorse", "-"], "why-not - remorse"),
        (["what-if", "ending=he-ended-it", EXAMPLE], f"what-if {EXAMPLE} ending=he-ended-it"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_file_that_stands_behind_the_name_is_told_the_order_that_is_wanted(arguments, order):
    assert refusal(*arguments).endswith(f"Error: the file comes first: whycry-expert {order}")


@pytest.mark.parametrize("command", [["infer", "-f"], ["what-if", EXAMPLE]], ids=shlex.join)
def test_the_example_of_an_answer_is_about_nothing_that_hurts(command):
    (fact,) = re.findall(r"for instance (\S+)=", refusal(*command, "nonsense"))
    assert not SHIPPED.facts[fact].sensitive


@pytest.mark.parametrize("command", ["why", "why-not", "what-if"])
def test_a_second_file_is_told_to_be_one_too_many(command):
    assert refusal(command, EXAMPLE, OTHER).endswith(f"Error: one file is expected, not also {OTHER}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["infer", "not-there"],
        ["infer", "not-there.yaml"],
        ["why", "not-there.yaml"],
        ["why-differ", EXAMPLE, "not-there.yaml"],
        ["new", "--from", "not-there.yaml"],
        ["batch", "not-there.jsonl"],
        ["verify", "not-there.json"],
        ["replay", "not-there.json"],
        ["serve", "--audit", "not-there.yaml"],
    ],
    ids=shlex.join,
)
def test_a_file_that_is_not_there_is_told_in_the_same_words_everywhere(arguments):
    assert refusal(*arguments) == f"{arguments[-1]}: there is no such file"


@pytest.mark.parametrize("typed", ["0", "-1", "many", "1.5", "", "9" * 5000, "\x1b[2J"])
@pytest.mark.parametrize(
    ("command", "which"),
    [
        (["ask", "--max"], "of at least 1"),
        (["replay", EXAMPLE, "--step"], "of at least 1"),
        (["batch", EXAMPLE, "--jobs"], "from 1 to 256"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_number_that_is_none_is_told_with_those_that_are(command, which, typed):
    told = refusal(*command, typed)
    assert told.endswith(f"is no whole number {which}")
    assert told.isprintable()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serve", "--trace"], "--trace goes with --audit"),
        (["serve", EXAMPLE], "--audit and the situations to look at are given together"),
        (["infer", EXAMPLE, "--short", "--format", "json"], "--short goes with text and markdown"),
        (["batch", EXAMPLE, "--resume"], "--resume goes on with a file: give it with -o"),
        (["new", "--from", EXAMPLE, "--schema", "s.json"], "--schema cannot be added"),
        (["why", EXAMPLE, "fact:ending", "--format", "dot"], "has no graph"),
    ],
    ids=lambda value: shlex.join(value[:1]) if isinstance(value, list) else None,
)
def test_a_flag_that_would_do_nothing_is_refused(arguments, told):
    assert told in refusal(*arguments)


@pytest.mark.parametrize("command", ["verify", "replay"])
def test_a_situation_in_the_place_of_a_conclusion_is_told_what_makes_one(command):
    assert "infer FILE --format json" in refusal(command, EXAMPLE)


def test_an_empty_name_is_told_without_naming_a_flag_that_was_not_given():
    assert refusal("new", "") == '"": an empty name is no file; give the name of a new one'
