import json
import sys
from pathlib import Path

import pytest

from whycry_expert.cli.main import main

BREAD = Path(__file__).parent.parent / "knowledge_bases" / "bread"


@pytest.fixture
def infer(monkeypatch, capsys):
    """Run `infer` over the bread base and give the exit code, what was written and what was told."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["whycry-expert", "infer", "--knowledge", str(BREAD), *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return left.value.code, captured.out, captured.err

    return run


@pytest.fixture
def answers(infer):
    """Give the answers that a conclusion was drawn from, as its JSON says them."""

    def read(*arguments):
        code, out, err = infer(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return {
            fact: {key: value for key, value in answer.items() if key in {"answer", "certainty", "options"}}
            for fact, answer in json.loads(out)["facts"].items()
        }

    return read


@pytest.fixture
def refusal(infer):
    """Give what is told of arguments that are refused."""

    def read(*arguments):
        code, out, err = infer(*arguments)
        assert (code, out) == (2, "")
        return err.splitlines()

    return read


def yes_no(word, certainty):
    return {"risen": {"answer": word, "certainty": certainty}}


RYE = {"flour": {"answer": "rye", "certainty": 1}}
OLD_AND_ON = {"yeast": {"options": {"old": 1, "on": 1}}}


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--risen"], yes_no("yes", 1)),
        (["--risen=yes"], yes_no("yes", 1)),
        (["--no-risen"], yes_no("no", -1)),
        (["--risen=no"], yes_no("no", -1)),
        (["--risen=probably"], yes_no("probably", 0.7)),
        (["--risen=maybe not"], yes_no("maybe not", -0.4)),
        (["-f", "risen=probably"], yes_no("probably", 0.7)),
        (["--fact=risen=probably"], yes_no("probably", 0.7)),
        (["--risen=unsure"], {}),
        (["--risen="], {}),
        (["--flour", "rye"], RYE),
        (["--flour=rye"], RYE),
        (["-f", "flour=rye"], RYE),
        (["-fflour=rye"], RYE),
        (["--flour=probably rye"], {"flour": {"answer": "rye", "certainty": 0.7}}),
        (["--flour=rye", "-f", "flour=rye"], RYE),
        (["--yeast", "on"], {"yeast": {"options": {"on": 1}}}),
        (["--yeast", "old,on"], OLD_AND_ON),
        (["--yeast=old, on"], OLD_AND_ON),
        (["--yeast", "old", "--yeast", "on"], OLD_AND_ON),
        (["--yeast", "old", "-f", "yeast=on"], OLD_AND_ON),
        (["--yeast", "none"], {"yeast": {"options": {"fresh": -1, "old": -1, "on": -1}}}),
        (["--yeast", "no on"], {"yeast": {"options": {"on": -1}}}),
        (["--old"], {"yeast": {"options": {"old": 1}}}),
        (["--old=yes"], {"yeast": {"options": {"old": 1}}}),
        (["--old=probably"], {"yeast": {"options": {"old": 0.7}}}),
        (["--no-old"], {"yeast": {"options": {"old": -1}}}),
        (["--old=maybe not"], {"yeast": {"options": {"old": -0.4}}}),
        (["-f", "old=probably"], {"yeast": {"options": {"old": 0.7}}}),
        (["--old", "--on"], OLD_AND_ON),
        (["--yeast", "old", "--on"], OLD_AND_ON),
        (["--old=n"], {"yeast": {"options": {"old": -1}}}),
        (["--old=True"], {"yeast": {"options": {"old": 1}}}),
        (["--old=unsure"], {}),
        (["--yeast=UNSURE old, on"], {"yeast": {"options": {"on": 1}}}),
        (["--old="], {}),
        (["--hours", "3"], {"hours": {"answer": 3, "certainty": 1}}),
        (["--hours=0.5 hours"], {"hours": {"answer": 0.5, "certainty": 1}}),
    ],
)
def test_a_flag_answers_its_fact(arguments, given, answers):
    assert answers(*arguments) == given


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--risen=so"], '--risen: risen: there is no answer "so"; valid are: yes, probably, maybe'),
        (["--risen=on"], '--risen: risen is answered with words: write yes or no, not "on"'),
        (["--flour", "ry"], '--flour: there is no option of flour "ry"; did you mean "rye"?'),
        (["--hours", "-1"], "--hours: hours must be at least 0 hours"),
        (["--hours", "long"], '--hours: hours needs a number of hours, such as 3, not "long"'),
        (["--yeast", "old,none"], "--yeast: none cannot stand beside other options of yeast"),
        (["--yeast", "old", "--yeast", "old"], '--yeast: "old" is answered twice for yeast'),
        (["--old", "--old=unsure"], '--old: "old" is answered, and made unsure as well'),
        (["--yeast", "no old, Unsure  old"], '--yeast: "old" is answered, and made unsure as well'),
        (["--yeast", "none", "--old=unsure"], '--old: "old" is answered, and made unsure as well'),
        (["--yeast", "old,fresh"], "--yeast: "),
        (["--flour=rye", "--flour=wheat"], '--flour: flour is answered more than once: "rye" and "wheat"'),
        (["--risen", "--no-risen"], '--risen: risen is answered more than once: "yes" and "no"'),
        (["--risen", "-f", "risen=no"], '-f risen=no: risen is answered more than once: "yes" and "no"'),
        (["-f", "flour"], "-f flour: write FACT=ANSWER, for instance flour=wheat"),
        (["-f", "=rye"], '-f =rye: there is no fact ""'),
        (["-f", "flower=rye"], '-f flower=rye: there is no fact "flower"; did you mean "flour"?'),
        (["--old=so"], '--old: there is no answer "so"; valid are: yes, probably, maybe'),
        (["-f", "old=so"], '-f old=so: there is no answer "so"; valid are: yes, probably, maybe'),
        (["--no-old=yes"], "--no-old: this means no and takes no answer; write --no-old alone, or --old=ANSWER"),
        (["--no-risen=yes"], "--no-risen: this means no and takes no answer; write --no-risen alone"),
        (["--rye"], "--rye: this is an option of flour: write --flour=rye"),
        (["-f", "rye=yes"], '-f rye=yes: "rye" is no fact but an option of flour: write flour=rye'),
        (["--old", "--no-old"], "--old: "),
        (["none.yaml"], "none.yaml: there is no such file"),
        (["--risen", "maybe"], "maybe: there is no such file; an answer follows its flag with =, as in --FACT=maybe"),
        ([""], '"": an empty name is no file'),
        (["-f", "title=so"], '-f title=so: "title" is no fact: it stands at the beginning of a line'),
        (["-f", f"hours={'9' * 5000}"], f"-f hours={'9' * 51}...: hours "),
    ],
)
def test_a_flag_with_a_mistake_is_told_in_one_line(arguments, words, refusal):
    (line,) = refusal(*arguments)
    assert line.startswith(words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--flouur", "rye"], "--flour"),
        (["--no-flour"], "No such option"),
        (["--odl"], "Did you mean '--old'"),
        (["--no-rissen"], "Did you mean '--risen'"),
        (["--format", "xml"], "'text', 'json'"),
        (["one.yaml", "two.yaml"], "two.yaml"),
    ],
)
def test_a_command_line_with_a_mistake_is_told_with_the_way_to_the_help(arguments, words, refusal):
    lines = refusal(*arguments)
    assert words in lines[-1]
    assert any("--help" in line for line in lines)


def test_a_flag_without_its_answer_is_told(refusal):
    assert "'--flour' requires an argument" in refusal("--flour")[-1]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text("risen: no\nflour: rye\n")
    return path


def test_a_flag_before_the_file_does_not_take_the_file_for_its_answer(file, answers):
    assert answers("--risen", file) == answers(file, "--risen") == yes_no("yes", 1) | RYE
    assert answers("--no-risen", file) == yes_no("no", -1) | RYE


def test_a_file_may_have_the_name_of_a_flag_after_two_hyphens(infer, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("--risen").write_text("title: A loaf\nflour: rye\n")
    code, out, _ = infer("--", "--risen")
    assert code == 0
    assert out.startswith('"A loaf"\n')


def test_a_flag_wins_over_the_file_and_the_text_says_so(file, infer):
    _, out, _ = infer(file, "--risen", "--flour", "rye")
    assert "A flag replaced the answer in the file for: risen." in out
    _, out, _ = infer(file, "--no-risen")
    assert "A flag replaced" not in out


def test_a_flag_that_is_unsure_takes_the_answer_of_the_file_out(file, answers, infer):
    assert answers(file, "--risen=unsure") == RYE
    for fact in ("risen", "flour"):
        assert f"A flag replaced the answer in the file for: {fact}." in infer(file, f"--{fact}=unsure")[1]


def test_a_flag_may_mend_a_clash_within_the_file(answers, refusal, tmp_path):
    path = tmp_path / "clash.yaml"
    path.write_text("flour: rye\nsourdough: yes\nyeast: fresh\n")
    assert refusal(path)[0].startswith(f"{path}:3:1: ")
    assert set(answers(path, "--yeast=unsure")) == {"flour", "sourdough"}


def test_a_flag_that_clashes_with_the_file_is_told(refusal, file):
    (line,) = refusal(file, "--flour", "no-gluten", "--sourdough")
    assert "sourdough is asked only if flour: wheat or rye" in line


def test_every_fact_has_a_flag_in_the_help(infer):
    code, out, _ = infer("--help")
    assert code == 0
    for flag in ("--flour", "--risen", "--hours", "--sourdough", "--yeast", "--smoke", "--no-risen"):
        assert flag in out
