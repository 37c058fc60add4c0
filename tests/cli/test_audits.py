"""The audits on the command line: why, why-not, what-if, why-differ and replay."""

import json
import re
import shlex
import sys
from itertools import product

import pytest
from click.testing import CliRunner
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS

from whycry_expert import infer
from whycry_expert.cli.main import commands, main
from whycry_expert.presentation.rendering.markdown import escaped

EXAMPLE = str(FOLDER / "example.yaml")
OPEN = str(FOLDER / "open-no-answers.yaml")
DANGER = str(FOLDER / "safety-threat-to-himself-if-i-go.yaml")


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command line; give its exit code and what it wrote."""

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["whycry-expert", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return left.value.code, captured.out, captured.err

    return command


@pytest.fixture
def told(run):
    def read(*arguments):
        code, out, err = run(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return read


@pytest.fixture
def conclusion_file(run, tmp_path):
    path = tmp_path / "conclusion.json"
    assert run("infer", EXAMPLE, "--format", "json", "-o", str(path))[0] == 0
    return path


ALL = [
    ["why", EXAMPLE],
    ["why", EXAMPLE, "very-sad"],
    ["why", EXAMPLE, "fact:another"],
    ["why-not", EXAMPLE, "he-ended-it"],
    ["what-if", EXAMPLE, "reassurance=helps"],
    ["what-if", EXAMPLE, "--each"],
    ["why-differ", EXAMPLE, OPEN],
]


@pytest.mark.parametrize("arguments", ALL, ids=shlex.join)
@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_each_audit_speaks_each_format(arguments, format_, run):
    code, out, err = run(*arguments, "--format", format_)
    assert (code, err) == (0, "")
    if format_ == "text":
        assert max(map(len, out.splitlines())) <= 80
    if format_ == "json":
        assert json.loads(out)["knowledge"]["digest"] == KNOWLEDGE.digest


@pytest.mark.parametrize("arguments", [[name.replace(EXAMPLE, DANGER) for name in command] for command in ALL])
def test_safety_comes_first_in_every_audit_and_once_more_at_the_end(arguments, run):
    _, out, _ = run(*arguments)
    flat = " ".join(out.split())
    first = " ".join(infer(KNOWLEDGE, SITUATIONS["safety-threat-to-himself-if-i-go.yaml"]).raised[0].first.split())
    assert flat.count(first) == 2
    assert flat.index(first) < 400
    assert flat.endswith(first)


def test_without_a_meaning_why_explains_the_readings_that_lead(told):
    assert [reading["id"] for reading in told("why", EXAMPLE)["readings"]] == told("why", EXAMPLE)["leading"]
    assert [reading["id"] for reading in told("why", EXAMPLE, "3")["readings"]] == ["already-struggling"]


def test_the_points_of_the_sides_add_up_to_those_of_the_reading(told):
    (reading,) = told("why", EXAMPLE)["readings"]
    assert sum(round(side["points"] * 10) for side in reading["sides"]) == round(reading["points"] * 10)


def test_flags_alone_are_a_situation_too(told):
    assert told("why", "--ending", "he-ended-it", "he-ended-it")["readings"][0]["points"] > 0
    assert told("what-if", "ending=he-ended-it")["after"]["picture"]


def test_a_repair_does_what_it_says_when_it_is_given_to_infer(told, run):
    repairs = told("why-not", EXAMPLE, "he-ended-it")["repairs"]
    sets = repairs["filling_in"]["sets"][:2] + repairs["changing"]["sets"][:2]
    assert sets
    for changes in sets:
        flags = [part for change in changes for part in ("-f", change["answer"])]
        _, out, err = run("infer", EXAMPLE, *flags, "--format", "json")
        assert err == ""
        assert "he-ended-it" in json.loads(out)["leading"]


def test_what_if_changes_the_options_that_are_named_and_leaves_the_others(told):
    answers = told("what-if", EXAMPLE, "he-said=sorry,unsure fears-losing-you")["answers"]
    assert [(answer["option"], answer["after"]["answer"]) for answer in answers] == [
        ("fears-losing-you", "he-said=unsure fears-losing-you"),
        ("sorry", "he-said=sorry"),
    ]


def test_an_answer_that_is_taken_back_is_gone(told):
    answers = told("what-if", EXAMPLE, "reassurance=unsure")["answers"]
    assert [answer["after"]["answer"] for answer in answers] == ["reassurance=unsure"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["why", EXAMPLE, "likes-someone"], 'there is no meaning "likes-someone"; did you mean "likes-someone-else"?'),
        (["why", EXAMPLE, "fact:anothr"], 'there is no fact "anothr"; did you mean "another"?'),
        (["why", "Old_wounds"], 'there is no meaning "Old_wounds"; did you mean "old-wounds"?'),
        (["why-not", EXAMPLE], "name the reading that you ask about"),
        (["why", EXAMPLE, "very-sad", "remorse"], "only one name is expected"),
        (["what-if", EXAMPLE], "give either answers to change"),
        (["what-if", EXAMPLE, "--each", "a=b"], "give either answers to change"),
        (["what-if", EXAMPLE, "reassurance=halps"], 'did you mean "helps"?'),
        (["what-if", EXAMPLE, "usual-crying=never-before"], "usual-crying and such-moments"),
        (["why", "--ending", "nothing-ending", "-f", "wants-it-undone=stands-by-it"], "wants-it-undone and ending"),
        (["why-differ", EXAMPLE, "none.yaml"], "none.yaml: there is no such file"),
        (["why-differ", "-", "-"], "only one of them can be standard input"),
        (["why-differ", "--", "-#1", "-#2"], "only one of them can be standard input"),
        (["verify", "-", "--situation", "-#1"], "only one of them can be standard input"),
        (["serve", "--audit", "-", "-"], "only one of them can be standard input"),
        (["replay", "none.json"], "none.json"),
        (["replay", EXAMPLE], "this is no conclusion in JSON"),
    ],
    ids=lambda value: shlex.join(value[:1]) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_told_with_exit_code_2(arguments, words, run):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_a_replay_shows_every_step_with_agenda_and_working_memory(run, conclusion_file):
    code, out, _ = run("replay", str(conclusion_file))
    steps = len(json.loads(conclusion_file.read_text("utf-8"))["trace"])
    assert code == 0
    assert out.count("On the agenda before it fired") == out.count("In working memory after it fired") == steps
    code, out, _ = run("replay", str(conclusion_file), "--step", "2", "--whole", "--format", "json")
    (step,) = json.loads(out)["steps"]
    assert step["firing"]["cycle"] == 2


REPLACING = [
    ["infer"],
    ["infer", "--short"],
    ["why"],
    ["why", "fact:reassurance"],
    ["why-not", "remorse"],
    ["what-if", "reassurance=helps"],
    ["what-if", "--each"],
]
GRAPHS = ("mermaid", "dot")
FORMATS = {"infer": ("text", "markdown", "html", *GRAPHS), "why": ("text", "json", "markdown", *GRAPHS)}
FLAGS = {("--reassurance", "helps-briefly", "--argument"): ["just-before"], ("--usual-crying=seldom",): []}


@pytest.mark.parametrize("arguments", REPLACING, ids=shlex.join)
def test_whatever_is_written_names_the_facts_for_which_a_flag_replaced_the_answer_of_the_file(arguments, run):
    command, *rest = arguments
    formats = FORMATS.get(command, ("text", "json", "markdown"))
    if rest and command in FORMATS:
        formats = ("text", "markdown")
    for format_, flags in product(formats, FLAGS):
        code, out, _ = run(command, EXAMPLE, *rest, "--format", format_, *flags)
        assert code == 0
        if format_ == "json":
            assert json.loads(out)["replaced_by_flags"] == FLAGS[flags]
        else:
            said = "A flag replaced the answer in the file for: just-before." in " ".join(out.replace("\\", "").split())
            assert said == bool(FLAGS[flags])


@pytest.mark.parametrize("arguments", ALL, ids=shlex.join)
def test_an_audit_says_that_it_carries_no_proof_and_what_does(arguments, run):
    words = "This carries no proof of its own: infer --format json writes one, and verify checks that."
    for format_ in (
        "text",
        "markdown",
        "json",
        *(GRAPHS if arguments[0] == "why" and "fact:" not in arguments[-1] else ()),
    ):
        assert words in " ".join(run(*arguments, "--format", format_)[1].replace("\\", "").split())
    assert words not in " ".join(run("infer", EXAMPLE)[1].split())


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\n3\nb\nq\n", [1, 2, 3, 2]),
        ("b\nback\nquit\n", [1, 1, 1]),
        ("a\nq\n", [1, 1]),
        ("2\n", [1, 2]),
        ("foo\n0\n999\n-1\n\u00b2\n" + "9" * 5000 + "\nh\nw\nb c\n\x1b[2J\nq\n", [1]),
    ],
    ids=["on and back", "back at the first", "all of it", "the end of the input", "what means nothing"],
)
def test_a_replay_in_a_terminal_goes_where_it_is_told_and_nowhere_else(typed, seen, conclusion_file, monkeypatch):
    monkeypatch.setattr("whycry_expert.cli.replay.is_interactive", lambda: True)
    done = CliRunner().invoke(commands, ["replay", str(conclusion_file)], input=typed)
    assert done.exit_code == 0
    assert [int(number) for number in re.findall(r"^(\d+) of \d+: ", done.stdout, re.MULTILINE)] == seen
    lines = [line for line in typed.splitlines() if line not in ("", "q", "quit", "b", "back", "a", "2", "3")]
    assert done.stdout.count("means nothing here") == len(lines)
    assert "\x1b" not in done.stdout


def test_enter_at_the_last_step_of_a_replay_ends_it(conclusion_file, monkeypatch):
    monkeypatch.setattr("whycry_expert.cli.replay.is_interactive", lambda: True)
    total = len(json.loads(conclusion_file.read_text("utf-8"))["trace"])
    done = CliRunner().invoke(commands, ["replay", str(conclusion_file)], input=f"{total}\n\n\n")
    assert done.exit_code == 0
    assert done.stdout.count("Enter next") == 2


def test_a_conclusion_that_does_not_hold_is_not_replayed(run, conclusion_file):
    text = conclusion_file.read_text("utf-8")
    conclusion_file.write_text(text.replace('"picture": "clear"', '"picture": "open"'), "utf-8")
    code, out, err = run("replay", str(conclusion_file))
    assert (code, out) == (1, "")
    assert "does not hold" in err


def test_the_columns_of_two_situations_are_headed_by_what_they_are_called(run, tmp_path):
    _, out, _ = run("why-differ", EXAMPLE, OPEN, "--format", "markdown")
    assert '| Answer | "He saw a message on my phone" |' in out
    twice = [tmp_path / name for name in ("one.yaml", "two.yaml")]
    for path, ending in zip(twice, ("he-ended-it", "you-ended-it"), strict=True):
        path.write_text(f"title: The same\nending: {ending}\n", "utf-8")
    _, out, _ = run("why-differ", *map(str, twice), "--format", "markdown")
    assert f"| Answer | {escaped(str(twice[0]))} | {escaped(str(twice[1]))} |" in out


def test_a_rule_is_put_down_to_the_options_that_it_hangs_on_alone(run):
    _, out, _ = run("why", EXAMPLE, "fact:just-before")
    told = " ".join(out.split()).partition("rival-another-person-had-come-up")[2].partition(" - ")[0]
    assert "just-before: another-person" in told
    assert "you-hurt-him" not in told
