"""Holds an interview over two text streams, line by line, with nothing redrawn."""

import sys
from collections import deque
from typing import TextIO

import click

from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.errors import InputError
from whycry_expert.interview.choosing import Question
from whycry_expert.interview.reply import Answered, Command, Misunderstood, read_reply
from whycry_expert.interview.session import Ending, Interview
from whycry_expert.interview.settling import settled_for
from whycry_expert.knowledge.condition import value_of
from whycry_expert.knowledge.model import Knowledge, Notice
from whycry_expert.presentation.conclusion_document import conclusion_document
from whycry_expert.presentation.document import Block, Document, Style
from whycry_expert.presentation.interview_document import (
    answers_document,
    changeable,
    clash_document,
    notice_document,
    prompt_of,
    question_document,
    why_document,
)
from whycry_expert.presentation.report import report_on
from whycry_expert.presentation.terminal import show
from whycry_expert.situation.model import Given


class Left(Exception):  # noqa: N818 - leaving is no error
    """The person left."""


class Dialogue:
    """Asks, listens, and keeps the answer file up to date."""

    def __init__(self, file: AnswerFile, source: TextIO, screen: TextIO) -> None:
        self._file = file
        self._source = source
        self._screen = screen
        self._typed: deque[str] = deque()
        self._told: set[str] = set()

    def welcome(self, knowledge: Knowledge) -> None:
        """Say what will happen, and whether answers are kept."""
        kept = (
            f"Every answer is written to {self._file.target} at once; only you can read it."
            if self._file.target
            else "Nothing is saved. To keep your answers, leave with q and start again with --save FILE."
        )
        self._show(
            Block(Style.TITLE, knowledge.about.title),
            Block(Style.PARAGRAPH, "One question at a time; take your time. You can skip any question with u."),
            Block(Style.PARAGRAPH, kept),
            Block(Style.PARAGRAPH, "You can leave at once with q; the screen is then cleared where that is possible."),
        )

    def hold(self, interview: Interview) -> Interview:
        """Ask until the interview ends or the input does, and give it as it then is. Raises Left on q."""
        self._tell_notices(interview)
        chosen: Question | None = None
        while True:
            question = chosen or interview.question
            if question is None:
                if not self._wants_to_go_on(interview):
                    return interview
                interview = interview.going_on()
                if interview.question is None:
                    self._show(Block(Style.PARAGRAPH, "There is no further question that applies."))
                    return interview
                continue
            self._show(*question_document(interview, question))
            line = self._line(prompt_of(interview.knowledge.facts[question.fact]))
            if line is None:
                return interview
            interview, chosen = self._step(interview, question, line)

    def _step(self, interview: Interview, question: Question, line: str) -> tuple[Interview, Question | None]:
        """Take one line; give the interview after it, and the question to ask next if it is not the interview's own."""
        knowledge = interview.knowledge
        reply = read_reply(line, knowledge.facts[question.fact], knowledge.facts)
        if isinstance(reply, Misunderstood):
            self._show(Block(Style.PARAGRAPH, reply.message))
            return interview, question
        if isinstance(reply, Answered):
            for fact, given in reply.answers:
                interview = self._take(interview, fact, given, asked=fact == question.fact)
            return interview, None if question.fact in interview.closed else question
        return self._obey(reply, interview, question)

    def _obey(self, command: Command, interview: Interview, question: Question) -> tuple[Interview, Question | None]:
        if command is Command.QUIT:
            raise Left
        if command is Command.WHY:
            self._show(*why_document(interview.knowledge, question))
        elif command is Command.SO_FAR:
            report = report_on(interview.knowledge, self._file.whole(interview.situation))
            self._show(*conclusion_document(report))
        elif command is Command.SAVE:
            self._save_and_leave(interview)
        elif command is Command.BACK:
            return self._saved(interview.undo()), None
        else:
            return self._change(interview, question)
        return interview, question

    def _take(self, interview: Interview, fact: str, given: Given | None, *, asked: bool) -> Interview:
        clashes = interview.clashes(fact, given) if given is not None else ()
        if given is not None and clashes:
            self._show(*clash_document(interview, fact, given, clashes[0]))
            line = self._line("[1 the earlier answer, 2 this answer]")
            if line is None or line.strip() != "2":
                return interview
            interview = settled_for(interview, fact, given)
        after = self._saved(interview.answer(fact, given, asked=asked))
        self._tell_notices(after)
        return after

    def _change(self, interview: Interview, question: Question) -> tuple[Interview, Question | None]:
        names = changeable(interview)
        self._show(*answers_document(interview))
        line = self._line("[the number of the answer to change, or nothing]")
        if line and line.strip().isdigit() and 1 <= int(line) <= len(names):
            return interview.reopen(names[int(line) - 1]), Question(names[int(line) - 1])
        return interview, question

    def _saved(self, interview: Interview) -> Interview:
        try:
            self._file.write(interview.situation)
        except InputError as error:
            self._show(Block(Style.PARAGRAPH, f"{error}. Your answers are still here; s tries again."))
        return interview

    def _save_and_leave(self, interview: Interview) -> None:
        if self._file.target is None:
            line = self._line("[the name of a file to save to, or nothing to go on]")
            if not line or not line.strip():
                return
            self._file.target = line.strip()
        try:
            self._file.write(interview.situation)
        except InputError as error:
            self._show(Block(Style.PARAGRAPH, str(error)))
            self._file.target = None
            return
        self._show(Block(Style.PARAGRAPH, f"Saved. Go on later with: whycry-expert ask --resume {self._file.target}"))
        raise Left

    def _wants_to_go_on(self, interview: Interview) -> bool:
        if interview.ending is Ending.ALL_ASKED:
            return False
        reason = interview.ending.value if interview.ending else ""
        self._show(Block(Style.PARAGRAPH, f"That is enough: {reason}."))
        line = self._line("[Enter for the answer, or go for all remaining questions]")
        return line is not None and line.strip().lower() in ("g", "go")

    def _tell_notices(self, interview: Interview) -> None:
        for notice in _raised(interview):
            if notice.name not in self._told:
                self._told.add(notice.name)
                self._show(*notice_document(notice))

    def _line(self, prompt: str) -> str | None:
        """Give the next line typed, or None at the end of the input. A semicolon ends an answer like a new line."""
        if not self._typed:
            self._screen.write(f"\n{prompt}\n> ")
            self._screen.flush()
            line = self._source.readline()
            if not line:
                self._screen.write("\n")
                return None
            self._typed.extend(line.rstrip("\n").split(";"))
        return self._typed.popleft()

    def _show(self, *blocks: object) -> None:
        self._screen.write("\n")
        document: Document = blocks  # type: ignore[assignment]
        show(document, self._screen)


def _raised(interview: Interview) -> tuple[Notice, ...]:
    answers = interview.situation.answers
    return tuple(notice for notice in interview.knowledge.notices if value_of(notice.condition, answers, {}).holds)


def clear_screen() -> None:
    """Clear the screen where there is one."""
    if sys.stdout.isatty():
        click.clear()
