"""What the program is fed, target by target. An input brings a result or the one-line error; all else is a defect."""

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click
from typist import dialogue_of, interview_of

from whycry_expert import InputError, Knowledge, Situation, load_knowledge, to_json, to_text
from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.piece import Lines
from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.cli.infer import infer_command
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.errors import Complaints
from whycry_expert.inference.stepping import steps_of
from whycry_expert.interview.reply import read_reply
from whycry_expert.knowledge.files import KnowledgeFiles, read_files
from whycry_expert.knowledge.understanding import knowledge_in
from whycry_expert.presentation.conclusion_reading import situation_concluded_from
from whycry_expert.proof.checker import check_conclusion
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.reading import occasions_in, read_situation, situation_in
from whycry_expert.situation.writing import situation_text

ROOT = Path(__file__).parents[1]
BREAD = ROOT / "tests" / "knowledge_bases" / "bread"


@cache
def shipped() -> Knowledge:
    """Give the knowledge that comes with the program."""
    return load_knowledge()


@cache
def bread() -> Knowledge:
    """Give the small knowledge base."""
    return load_knowledge(BREAD)


def _whole(problem: InputError) -> None:
    """Hold an error to what every error is: lines of their own that can be printed."""
    lines = str(problem).split("\n")
    assert problem.problems, "an error that says nothing"
    assert len(lines) == len(problem.problems), "a problem of several lines"
    assert all(map(str.isprintable, lines)), "a problem that a terminal would obey"


def _tell(message: str) -> None:
    assert message, "an error that says nothing"


def situation(content: bytes) -> None:
    """Read a situation file of one occasion and of several; what was read is the same after it was written."""
    try:
        occasions_in(content, "x.yaml", shipped(), complaints := Complaints())
        complaints.raise_if_any()
    except InputError as error:
        _whole(error)
    try:
        read = read_situation(content, "x.yaml", shipped())
    except InputError as error:
        _whole(error)
        return
    again = read_situation(situation_text(read).encode(), "x.yaml", shipped())
    assert _said(again) == _said(read), "it reads otherwise after it was written"
    if not len(content) % 8:
        report = report_on(shipped(), read)
        to_text(report, trace=True)


def _said(told: Situation) -> tuple[object, ...]:
    given = {name: (each.answer, each.note) for name, each in told.given.items()}
    return given, told.title, told.story, told.written_for, told.expectation, told.unsure


_FILES = (
    ("facts", "01-dough.yaml"),
    ("rules", "01-old-yeast.yaml"),
    ("rules", "02-heavy-flour.yaml"),
    ("rules", "about.yaml"),
    ("rules", "claims.yaml"),
    ("rules", "findings.yaml"),
    ("rules", "safety.yaml"),
)


@cache
def _bread_files() -> KnowledgeFiles:
    return read_files(BREAD)


def knowledge(content: bytes) -> None:
    """Understand a knowledge base of which one file is replaced; the first byte says which. Conclude from it."""
    folder, name = _FILES[content[0] % len(_FILES)] if content else _FILES[0]
    files = _bread_files()
    folders = {each: dict(contents) for each, contents in files.folders.items()}
    folders[folder][name] = content[1:]
    try:
        read = knowledge_in(KnowledgeFiles(files.root, folders))
    except InputError as error:
        _whole(error)
        return
    report = report_on(read, Situation())
    to_text(report, trace=True)
    verdict = check_conclusion(to_json(report).encode(), "x.json", read)
    assert verdict.holds, verdict.faults


def flags(content: bytes) -> None:
    """Read a line of flags, whose words are apart by a zero byte."""
    words = [word for word in content.decode("utf-8", "replace").split("\0") if word not in ("-h", "--help")]
    words = [word for word in words if not word.startswith(("--know", "-o", "--out"))]
    try:
        context = infer_command.make_context("infer", words)
        values = dict(context.params)
        situation_of(shipped(), None, {name: values[name] for name in values if name != "situation"})
    except click.ClickException as error:
        _tell(error.format_message())
    except click.exceptions.Exit:
        pass
    except InputError as error:
        _whole(error)


def verify(content: bytes) -> None:
    """Check a conclusion about bread."""
    try:
        verdict = check_conclusion(content, "x.json", bread())
    except InputError as error:
        _whole(error)
        return
    assert all(str(fault).isprintable() for fault in verdict.faults)


def replay(content: bytes) -> None:
    """Read the situation back from a conclusion about bread, and step through it."""
    try:
        concluded, faults = situation_concluded_from(content, "x.json", bread())
    except InputError as error:
        _whole(error)
        return
    if not faults:
        tuple(steps_of(bread(), concluded))


def replies(content: bytes) -> None:
    """Read what was typed at a question; the first two bytes say at which."""
    names = tuple(shipped().facts)
    fact = shipped().facts[names[int.from_bytes(content[:2], "big") % len(names)]]
    reply = read_reply(content[2:].decode("utf-8", "replace"), fact, shipped().facts)
    assert getattr(reply, "message", "x"), "a reply that is refused without a word"
    given = getattr(reply, "given", None)
    if given is not None:
        told = Situation({reply.fact: given})  # type: ignore[union-attr]
        complaints = Complaints()  # options that do not go together are told later
        again = situation_in(situation_text(told).encode(), "x.yaml", shipped(), complaints)
        assert not complaints, "what was written cannot be read"
        assert again.answers == told.answers, "it reads otherwise after it was written"


def batch(content: bytes) -> None:
    """Conclude from lines of JSON, which are wrong one by one."""
    outcome = conclude(Lines("x.jsonl", 1, tuple(content.splitlines(keepends=True))), shipped())
    for refused in outcome.refused:
        assert refused


def interview(content: bytes) -> None:
    """Take the moves of an interview; what was answered can be written and read again."""
    told = interview_of(shipped(), content)
    again = read_situation(situation_text(told).encode(), "x.yaml", shipped())
    assert again.answers == told.answers, "it reads otherwise after it was written"


def dialogue(content: bytes) -> None:
    """Hold the whole dialogue over streams, saved from the start; what was saved loads and says all that was said."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            file = AnswerFile(shipped())
            if len(content) % 2:
                file.begin("mine.yaml", file.start)
            shown = dialogue_of(shipped(), content, file)
            assert all(line.isprintable() for line in shown.split("\n")), "what was shown could steer a terminal"
            for saved in Path(folder).iterdir():
                read_situation(saved.read_bytes(), saved.name, shipped())
        finally:
            os.chdir(here)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (situation, knowledge, flags, verify, replay, replies, batch, interview, dialogue)
}
