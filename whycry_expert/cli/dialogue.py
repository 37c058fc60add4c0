"""Holds an interview over two text streams, line by line, with nothing redrawn."""

import shlex
import sys
from collections import deque
from typing import TextIO

import click

from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.errors import InputError
from whycry_expert.interview.choosing import Question
from whycry_expert.interview.reply import Answered, Command, Misunderstood, read_reply
from whycry_expert.interview.session import Ending, Interview
from whycry_expert.interview.settling import answered_instead, clashes_with_itself
from whycry_expert.interview.topics import TOPICS, topic_question
from whycry_expert.knowledge.answer import Choices
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph
from whycry_expert.presentation.documents.conclusion import conclusion_document
from whycry_expert.presentation.documents.frame import notice_section
from whycry_expert.presentation.documents.interview import (
    answers_document,
    changeable,
    clash_document,
    ending_document,
    help_document,
    own_clash_document,
    prompt_of,
    question_document,
    welcome_document,
    why_document,
)
from whycry_expert.presentation.rendering.terminal import show
from whycry_expert.presentation.report import report_on
from whycry_expert.printable import printable
from whycry_expert.situation.model import Given

_ALL = ("a", "all")


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
        self._misunderstood = False

    def welcome(self, knowledge: Knowledge) -> None:
        """Say what will happen, and whether answers are kept."""
        self._show(welcome_document(knowledge, self._file.target))

    def hold(self, interview: Interview) -> Interview:
        """Ask until the interview ends or the input does, say why, and give it as it then is. Raises Left on q."""
        self._tell_notices(interview)
        chosen: Question | None = None
        while True:
            question = chosen or (Question(TOPICS) if interview.topics else interview.question)
            if question is None:
                self._show(ending_document(interview))
                if interview.ending is Ending.ALL_ASKED or not self._wants_to_go_on():
                    return interview
                interview = interview.going_on()
                continue
            fact = _fact_of(interview, question)
            if not self._misunderstood:
                self._show(question_document(interview, question, fact))
            self._misunderstood = False
            line = self._line(prompt_of(fact))
            if line is None:
                self._show(ending_document(interview))
                return interview
            interview, chosen = self._step(interview, question, fact, line)

    def _step(
        self, interview: Interview, question: Question, fact: Fact, line: str
    ) -> tuple[Interview, Question | None]:
        """Take one line; give the interview after it, and the question to ask next if it is not the interview's own."""
        if question.fact == TOPICS and line.strip().lower() in _ALL:
            return interview.choose_topics([topic.name for topic in interview.topics]), None
        reply = read_reply(line, fact, interview.knowledge.facts)
        if isinstance(reply, Misunderstood):
            self._say(reply.message)
            self._misunderstood = True
            return interview, question
        if not isinstance(reply, Answered):
            return self._obey(reply, interview, question, fact)
        ((name, given),) = reply.answers
        if name == TOPICS:
            return self._choose_topics(interview, given), None
        after = self._take(interview, name, given, asked=name == question.fact)
        answered = question.fact == name or question.fact in after.closed
        return after, None if answered else question

    def _choose_topics(self, interview: Interview, given: Given | None) -> Interview:
        chosen = [topic.name for topic in interview.topics]
        if given is not None and isinstance(given.answer, Choices):
            denied = {name for name, signed in given.answer.options if signed < 0}
            chosen = [name for name in chosen if name not in denied]
        return self._saved(interview.choose_topics(chosen))

    def _obey(
        self, command: Command, interview: Interview, question: Question, fact: Fact
    ) -> tuple[Interview, Question | None]:
        if command is Command.QUIT:
            raise Left
        if command is Command.WHY:
            self._show(why_document(interview, question))
        elif command is Command.HELP:
            self._show(help_document(fact))
        elif command is Command.SO_FAR:
            report = report_on(interview.knowledge, self._file.whole(interview.situation))
            self._show(conclusion_document(report, on_request=wording.ON_REQUEST_IN_ASK))
        elif command is Command.SAVE:
            self._save_and_leave(interview)
        elif command is Command.BACK:
            return self._back(interview)
        else:
            return self._change(interview, question)
        return interview, question

    def _back(self, interview: Interview) -> tuple[Interview, Question | None]:
        if interview.previous is None:
            self._say("This is where it began; there is nothing before it.")
        return self._saved(interview.undo()), None

    def _take(self, interview: Interview, fact: str, given: Given | None, *, asked: bool) -> Interview:
        if given is not None and clashes_with_itself(interview, fact, given):
            self._show(own_clash_document(interview, fact, given))
            return interview
        clashes = interview.clashes(fact, given) if given is not None else ()
        if given is not None and clashes:
            self._show(clash_document(interview, fact, given, clashes[0]))
            line = self._line("[1 the earlier answer, 2 this answer]")
            if line is None or line.strip() != "2":
                return interview
            after = answered_instead(interview, fact, given, asked=asked)
        else:
            after = interview.answer(fact, given, asked=asked)
        self._saved(after)
        self._tell_notices(after)
        return after

    def _change(self, interview: Interview, question: Question) -> tuple[Interview, Question | None]:
        names = changeable(interview)
        if not names:
            self._say("Nothing is answered yet.")
            return interview, question
        self._show(answers_document(interview))
        line = self._line("[the number of the answer to change, or nothing to leave it]")
        if line and line.strip().isdigit() and 1 <= int(line) <= len(names):
            return interview, Question(names[int(line) - 1])
        return interview, question

    def _saved(self, interview: Interview) -> Interview:
        try:
            self._file.write(interview.situation)
        except InputError as error:
            self._say(f"{error}. Your answers are still here; s tries again.")
        return interview

    def _save_and_leave(self, interview: Interview) -> None:
        try:
            if self._file.target is None:
                line = self._line("[the name of a file to save to, or nothing to go on]")
                if not line or not line.strip():
                    return
                self._file.begin(line.strip(), interview.situation)
            else:
                self._file.write(interview.situation)
        except InputError as error:
            self._say(str(error))
            return
        self._say("Saved. To go on later:")
        # a command stands on a line of its own, so that it can be copied
        self._screen.write(printable(f"  {shlex.join(['whycry-expert', 'ask', '--resume', str(self._file.target)])}\n"))
        raise Left

    def _wants_to_go_on(self) -> bool:
        line = self._line("[Enter for what the answers point to, or go for all remaining questions]")
        return line is not None and line.strip().lower() in ("g", "go")

    def _tell_notices(self, interview: Interview) -> None:
        for notice in interview.notices:
            if notice.name not in self._told:
                self._told.add(notice.name)
                self._show(Document((notice_section(notice),)))

    def _line(self, prompt: str) -> str | None:
        """Give the next line typed, or None at the end of the input. A semicolon ends an answer like a new line."""
        if not self._typed:
            self._say(prompt)
            self._screen.write("> ")
            self._screen.flush()
            line = self._source.readline()
            if not line:
                self._screen.write("\n")
                return None
            self._typed.extend(line.rstrip("\n").split(";"))
        return self._typed.popleft()

    def _say(self, text: str) -> None:
        self._show(Document((Paragraph(text),)))

    def _show(self, document: Document) -> None:
        self._screen.write("\n")
        show(document, self._screen)


def _fact_of(interview: Interview, question: Question) -> Fact:
    if question.fact == TOPICS:
        return topic_question(interview.topics)
    return interview.knowledge.facts[question.fact]


def clear_screen() -> None:
    """Clear the screen where there is one."""
    if sys.stdout.isatty():
        click.clear()
