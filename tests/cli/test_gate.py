"""In danger no command shows a reading in any format unless it is asked for everything; each shows the notices in full.

The tests walk over every command and every format that click knows. One that is new fails here until it is told below
what to do with it.
"""

import ast
import io
import json
import re
import shlex
import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest
from all_commands import LEAVES
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS
from thoroughness import some_by_day

import whycry_expert
from whycry_expert import infer
from whycry_expert.cli.main import commands
from whycry_expert.inference.engine import infer as engine_infer
from whycry_expert.presentation import wording
from whycry_expert.presentation.documents.conclusion import gated_report
from whycry_expert.presentation.documents.short_answer import SCREEN_LINES, short_answer
from whycry_expert.presentation.layout import height
from whycry_expert.presentation.notices import told_notices
from whycry_expert.reasoning.report import report_on

FORMATS = {
    "infer": ("text", "json", "markdown", "html", "mermaid", "dot"),
    "batch": (),
    "ask": (),
    "why": ("text", "json", "markdown", "mermaid", "dot"),
    "why-not": ("text", "json", "markdown"),
    "what-if": ("text", "json", "markdown"),
    "why-differ": ("text", "json", "markdown"),
    "verify": ("text", "json"),
    "replay": ("text", "json"),
    "new": (),
    "serve": (),
    "facts": ("text", "json"),
    "meanings": ("text", "json"),
    "rules": ("text", "json"),
    "claims": ("text", "json"),
    "completion": (),
    "kb check": ("text", "json", "sarif"),
    "kb test": ("text", "json"),
    "kb diff": ("text", "json"),
    "kb graph": ("mermaid", "dot", "html"),
    "kb new rule": (),
    "kb new fact": (),
    "kb new meaning": (),
    "kb new situation": (),
    "kb fmt": (),
    "kb schema": (),
    "kb export clips": (),
    "kb coverage": ("text", "json"),
}
GRAPHS = ("mermaid", "dot")
INTERVIEWS = {"ask", "serve"}
"""What these show is looked at where they are tested, question by question; `serve --audit` takes the flag as well."""
NAMES_NO_READING = {"verify", "new"}
CONCLUDES_NOTHING = {
    "facts": (),
    "meanings": (),
    "rules": (),
    "claims": (),
    "completion": ("bash",),
    "kb graph": (),
    "kb new rule": ("remorse", "some-rule"),
    "kb new fact": ("some-fact",),
    "kb new meaning": ("some-meaning",),
    "kb new situation": ("Some title",),
    "kb schema": ("situation",),
    "kb export clips": (),
}
KEEPERS = {"kb check", "kb test", "kb diff", "kb fmt", "kb coverage"}
"""They judge a knowledge base by many situations at once, for whoever wrote down what each of these must conclude."""
RECORDS = {"batch"}
"""They write complete records for programs, which say themselves that readings are to be withheld from people."""
OTHERS = RECORDS | INTERVIEWS | NAMES_NO_READING | KEEPERS | CONCLUDES_NOTHING.keys()
GATED = [name for name in FORMATS if name not in OTHERS]
SHOWN = [(name, format_) for name in GATED for format_ in FORMATS[name] if (name, format_) != ("infer", "json")]
SAFE = FOLDER / "example.yaml"
ANSWERS = {name for fact in KNOWLEDGE.facts.values() for name in (fact.name, *fact.option_names)}
NAMES = {meaning.name for meaning in KNOWLEDGE.meanings} - ANSWERS
TITLES = {meaning.title for meaning in KNOWLEDGE.meanings}


@cache
def conclusion_of(name):
    return infer(KNOWLEDGE, SITUATIONS[name])


DANGER = [name for name in SITUATIONS if conclusion_of(name).in_danger]
FEW = sorted(
    {
        name
        for notice in KNOWLEDGE.notices
        if notice.danger
        for name in [name for name in DANGER if notice.name in conclusion_of(name).notices][:2]
    }
)
REST = [name for name in DANGER if name not in FEW]


@pytest.fixture(autouse=True)
def knowledge_read_once(monkeypatch):
    # every command is loaded by now: one that came while the knowledge is replaced would keep the replacement
    for name, module in list(sys.modules.items()):
        if name.startswith("whycry_expert") and hasattr(module, "load_knowledge"):
            monkeypatch.setattr(module, "load_knowledge", lambda _=None: KNOWLEDGE)


@pytest.fixture
def record(tmp_path):
    """The record of a conclusion in a file, as replay and verify read it."""

    def written(name):
        path = tmp_path / f"{name}.json"
        path.write_text(record_of(name), encoding="utf-8")
        return path

    return written


def shown(*arguments, typed=""):
    """What a command writes to standard output; it runs in this process."""
    out = io.StringIO()
    before = sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        with redirect_stdout(out):
            commands.main([str(argument) for argument in arguments], standalone_mode=False)
    finally:
        sys.stdin = before
    return out.getvalue()


@cache
def record_of(name):
    return shown("infer", FOLDER / name, "--format", "json")


def calls(command, format_, situation, record):
    """The ways to call a command on a situation that are tried."""
    of_a_fact = [] if format_ in GRAPHS else [[situation, "fact:relationship"]]
    return {
        "infer": [[situation]],
        "why": [[situation], [situation, "very-sad"], *of_a_fact],
        "why-not": [[situation, "remorse"]],
        "what-if": [[situation, "reassurance=helps"], [situation, "--each"]],
        "why-differ": [[situation, SAFE], [SAFE, situation]],
        "replay": [[record], [record, "--step", "1"]],
        "verify": [[record]],
        "new": [["--from", situation]],
    }[command]


def flat(text):
    """A text without line breaks and escapes of its format."""
    text = re.sub(r"(?<=\w)\\(?=[.:@])", "", text)  # so that Markdown makes no link of an address
    return " ".join(re.sub(r"\\(?=\W)|\\n|<br/>|#\d+;", " ", text).replace("&#39;", "'").split())


def readings_in(text, *situations):
    """The readings that a text names, apart from the words of the people who wrote situation and command."""
    told = flat(re.sub(r"whycry\\?-expert .*", "", text))
    for name in situations:
        for own in (SITUATIONS[name].title, SITUATIONS[name].story):
            told = told.replace(flat(own), "") if own else told
    names = {name for name in NAMES if re.search(rf"(?<![\w-]){name}(?![\w-])", told)}
    return {title for title in TITLES if title in told} | names


def test_the_walk_knows_every_command_and_every_format():
    found = {}
    for name, command in LEAVES.items():
        choices = [param.type.choices for param in command.params if param.name == "format_"]
        found[name] = tuple(choices[0]) if choices else ()
    assert found == FORMATS


def test_every_command_that_shows_readings_takes_the_same_flag_to_show_everything():
    for name, command in LEAVES.items():
        flags = {flag for param in command.params for flag in param.opts}
        assert ("--trace" in flags) == (name in {*GATED, *RECORDS, "serve", "verify"}), name


def test_each_notice_of_danger_is_walked_over_twice_where_there_are_two():
    for notice in KNOWLEDGE.notices:
        raising = [name for name in DANGER if notice.name in conclusion_of(name).notices]
        if notice.danger:
            assert raising
            assert len(set(raising) & set(FEW)) >= min(2, len(raising)), notice.name


@pytest.mark.parametrize(("command", "format_"), SHOWN)
def test_each_command_holds_the_readings_back_in_each_format_and_says_how_to_see_them(command, format_, record):
    for name in FEW:
        _assert_held_back(command, format_, name, record)


@pytest.mark.parametrize(("position", "name"), list(enumerate(REST)), ids=REST)
def test_every_other_situation_of_danger_is_held_back_too(position, name, record):
    _assert_held_back(*SHOWN[position % len(SHOWN)], name, record)
    _assert_held_back("infer", FORMATS["infer"][0], name, record)


def _assert_held_back(command, format_, name, record):
    for arguments in calls(command, format_, FOLDER / name, record(name)):
        text = shown(command, *arguments, "--format", format_)
        assert readings_in(text, name, SAFE.name) == set(), arguments
        _assert_safety_first(text, name, format_)


@pytest.mark.parametrize("command", sorted(NAMES_NO_READING))
def test_some_commands_name_no_reading_at_all(command, record, tmp_path):
    for name in FEW:
        situation = tmp_path / name  # what a person expects is no conclusion
        text = (FOLDER / name).read_text("utf-8")
        situation.write_text(re.sub(r"^expect:.*?(?=^\S|\Z)", "", text, flags=re.MULTILINE | re.DOTALL), "utf-8")
        for arguments in calls(command, "", situation, record(name)):
            for formatted in [["--format", format_] for format_ in FORMATS[command]] or [[]]:
                assert readings_in(shown(command, *arguments, *formatted), name) == set()


@pytest.mark.parametrize(("command", "arguments"), list(CONCLUDES_NOTHING.items()), ids=list(CONCLUDES_NOTHING))
def test_what_concludes_nothing_has_nothing_to_hold_back(command, arguments, monkeypatch):
    def refuse(*_, **__):
        pytest.fail("a conclusion was drawn")

    for module in list(sys.modules.values()):
        for name, draws in (("infer", engine_infer), ("report_on", report_on)):
            if getattr(module, name, None) is draws:
                monkeypatch.setattr(module, name, refuse)
    assert shown(*command.split(), *arguments)


@pytest.mark.parametrize("format_", FORMATS["infer"])
@pytest.mark.parametrize("name", FEW)
def test_infer_shows_every_reading_when_it_is_asked_for_everything(name, format_):
    text = shown("infer", FOLDER / name, "--format", format_, "--trace")
    graph = format_ in GRAPHS
    wanted = {reading.title for reading in conclusion_of(name).readings if reading.lines or not graph}
    told = readings_in(re.sub(r"\s+", " ", text.replace("\\n", " ")), name)
    assert wanted <= told


@pytest.mark.parametrize(("command", "format_"), [(name, format_) for name, format_ in SHOWN if name != "infer"])
def test_each_audit_shows_readings_when_it_is_asked_for_everything(command, format_, record):
    name = next(name for name in FEW if conclusion_of(name).leading)
    for arguments in calls(command, format_, FOLDER / name, record(name)):
        text = shown(command, *arguments, "--format", format_, "--trace")
        if arguments[-1] not in ("1", "fact:relationship", "reassurance=helps"):
            assert readings_in(text, name, SAFE.name), arguments
        assert flat(wording.ON_REQUEST) not in flat(text)


@pytest.mark.parametrize("command", GATED)
def test_everything_is_shown_by_the_very_command_that_the_text_names(command, record, tmp_path):
    name = next(name for name in FEW if conclusion_of(name).leading)
    situation = tmp_path / "it's between us.yaml"
    situation.write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    for arguments in calls(command, "text", situation, record(name)):
        (hint,) = re.findall(r"^  (whycry-expert .*)$", shown(command, *arguments), re.MULTILINE)
        text = shown(*shlex.split(hint)[1:])
        if arguments[-1] not in ("1", "fact:relationship", "reassurance=helps"):
            assert readings_in(text, name, SAFE.name), hint
        assert flat(wording.ON_REQUEST) not in flat(text)


def test_the_command_that_shows_everything_may_replace_what_this_one_wrote(tmp_path):
    situation, target = FOLDER / FEW[0], tmp_path / "out.md"
    shown("infer", situation, "--format", "markdown", "-o", target)
    (hint,) = re.findall(r"^whycry-expert .*$", re.sub(r"\\(.)", r"\1", target.read_text("utf-8")), re.MULTILINE)
    shown(*shlex.split(hint)[1:])
    assert readings_in(target.read_text("utf-8"), FEW[0])


@pytest.mark.parametrize("name", DANGER)
def test_a_stated_outcome_that_is_missed_names_no_reading_either(name, tmp_path, capsys):
    situation = tmp_path / "situation.yaml"
    text = re.sub(r"^expect:.*?(?=^\S|\Z)", "", (FOLDER / name).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    situation.write_text(f"{text}\nexpect: {{leading: [{', '.join(sorted(NAMES))}]}}\n", "utf-8")
    shown("infer", situation)
    told = capsys.readouterr().err
    assert "is missed" in told
    assert readings_in(told, name) == set()


@pytest.mark.parametrize("name", some_by_day(SITUATIONS, 12, DANGER))
def test_the_short_answer_fits_a_screen_and_names_no_reading_in_danger(name):
    report = report_on(KNOWLEDGE, SITUATIONS[name])
    for trace in (False, True):
        answer = short_answer(gated_report(report, trace=trace))
        assert height(answer.document) <= SCREEN_LINES
    text = shown("infer", FOLDER / name, "--short")
    assert len(text.splitlines()) <= SCREEN_LINES
    assert all(len(line) <= 80 for line in text.splitlines() if "whycry-expert" not in line)
    assert bool(readings_in(text, name)) == (not report.in_danger and bool(report.leading)) or not report.leading
    positions = [flat(text).index(flat(notice.first)) for notice in told_notices(report)]
    assert positions == sorted(positions)


@pytest.mark.parametrize("name", DANGER)
def test_the_record_is_complete_and_says_first_that_readings_are_withheld(name):
    record = json.loads(shown("infer", FOLDER / name, "--format", "json"))
    assert list(record)[:3] == ["format_version", "readings_withheld", "notices"]
    assert record["readings_withheld"] is True
    assert len(record["readings"]) == len(KNOWLEDGE.meanings)


@pytest.mark.parametrize("name", DANGER)
def test_a_line_of_many_is_complete_and_begins_with_the_notices(name):
    line = json.loads(shown("batch", FOLDER / name))
    notices = conclusion_of(name).raised
    assert list(line)[:3] == ["id", "notices", "in_danger"]
    assert line["in_danger"] is True
    assert [(notice["id"], notice["first"]) for notice in line["notices"]] == [
        (notice.name, notice.first) for notice in notices
    ]
    assert len(line["certainties"]) == len(KNOWLEDGE.meanings)


@pytest.mark.parametrize("name", FEW)
def test_the_whole_record_of_many_says_first_that_readings_are_withheld(name):
    record = json.loads(shown("batch", FOLDER / name, "--trace"))
    assert record == json.loads(record_of(name))
    assert list(record)[:3] == ["format_version", "readings_withheld", "notices"]
    assert record["readings_withheld"] is True


@pytest.mark.parametrize("name", FEW)
def test_an_interview_in_danger_names_no_reading_whatever_is_typed(name, tmp_path):
    copy = tmp_path / "answers.yaml"
    copy.write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    text = shown("ask", "--resume", copy, "--until", "all", typed="w\n?\nu\n?\nu\n?\n")
    assert readings_in(text, name) == set()
    assert wording.ON_REQUEST_IN_ASK in flat(text)


@pytest.mark.parametrize("name", FEW[:1])
def test_the_readings_are_there_as_the_interview_says(name, tmp_path):
    copy = tmp_path / "answers.yaml"
    copy.write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    text = shown("ask", "--resume", copy)
    command = shlex.split(re.findall(r"whycry-expert infer (.*)", text)[-1])
    assert readings_in(shown("infer", *command, "--trace"), name) > TITLES


def test_documents_of_conclusions_and_graphs_are_made_by_the_gate_alone():
    package = Path(whycry_expert.__file__).parent
    made_in = {"Document": set(), "ProofGraph": set(), "Gated": set()}
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        others = {
            alias.name
            for node in imports
            if not str(node.module).startswith("whycry_expert.presentation")
            for alias in node.names
        }
        if "presentation" not in path.parts:
            others |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in others:
                made_in.get(node.func.id, set()).add(str(path.relative_to(package)))
    pages = ("interview.py", "interview_help.py", "interview_end.py")
    interview = {"cli/dialogue.py", *(f"presentation/documents/{page}" for page in pages)}
    opened = {f"presentation/documents/{page}" for page in ("frame.py", "short_answer.py", "step.py")}
    assert made_in["Document"] == opened | interview
    pages_of_serve = {"page/audit.py", "page/result_pages.py"}
    assert made_in["Gated"] == {"cli/formats.py", "presentation/documents/conclusion.py"} | pages_of_serve
    of_knowledge_alone = {"presentation/knowledge_graph.py"}
    assert made_in["ProofGraph"] == {"presentation/proof_graph.py"} | of_knowledge_alone


def _assert_safety_first(text, name, format_):
    """The notices stand in full, before anything else, and the way to the readings is told."""
    told = flat(text)
    notices = told_notices(conclusion_of(name))
    if format_ == "json":
        data = json.loads(text)
        assert data["readings_withheld"] is True
        assert [notice["says"] for notice in data["notices"]] == [list(notice.says) for notice in notices]
        said = {"format_version", "readings_withheld", "notices", "replaced_by_flags", "no_proof", "knowledge"}
        assert set(data) == said
        return
    positions = [told.index(flat(notice.first)) for notice in notices]
    assert positions == sorted(positions)
    if format_ in ("text", "markdown", "html"):
        assert all(flat(text) in told for notice in notices for text in (notice.title, *notice.says, *notice.answers))
    assert flat(wording.ON_REQUEST) in told
