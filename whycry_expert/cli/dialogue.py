"""Holds an interview over two text streams, line by line, with nothing redrawn."""

import os.path
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TextIO

from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.cli.typed_lines import TypedLines
from whycry_expert.errors import InputError
from whycry_expert.interview.commands import Command, command_in
from whycry_expert.interview.moves import Finished, Moved, Refused, SaveTo, back, change, take
from whycry_expert.interview.prompts import Asking, Concluded, Naming, Prompt, opening
from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph
from whycry_expert.presentation.documents.conclusion import gated_report, in_two_parts
from whycry_expert.presentation.documents.frame import joined
from whycry_expert.presentation.documents.interview import (
    heard_text,
    prompt_document,
    refusal_text,
    welcome_document,
)
from whycry_expert.presentation.documents.interview_end import (
    ending_document,
)
from whycry_expert.presentation.documents.interview_help import help_document, prompt_line, why_document
from whycry_expert.presentation.rendering.terminal import show
from whycry_expert.printable import one_line, printable, quoted
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.model import Situation


class Left(Exception):  # noqa: N818 - leaving is no error
    """The person left; `clearing` tells whether what stands on the screen is to go."""

    def __init__(self, *, clearing: bool) -> None:
        super().__init__()
        self.clearing = clearing


class Dialogue:
    """Shows prompts, reads lines, and keeps the answer file up to date."""

    def __init__(self, file: AnswerFile, source: TextIO, screen: TextIO, knowledge: Sequence[str] = ()) -> None:
        """Talk over two streams; `knowledge` is how a command names the knowledge base, where it is another one."""
        self._file = file
        self._knowledge = knowledge
        self._lines = TypedLines(source)
        self._screen = screen
        self._messages: list[str] = []
        self._written = Situation()

    @property
    def kept_text(self) -> str:
        """Where the answers are, now that the interview is over."""
        if self._file.target is None:
            return "Nothing was saved."
        if self._file.kept_in is None:
            return f"The last answers could not be saved to {one_line(self._file.target)}."
        return f"Your answers so far are in {one_line(self._file.target)}."

    def welcome(self, knowledge: Knowledge) -> None:
        """Say what will happen, and whether answers are kept."""
        self._show(welcome_document(knowledge, self._file.target))

    def hold(self, interview: Interview) -> None:
        """Ask until everything is said or the input ends. Raises Left where the person leaves earlier."""
        self._written = interview.situation
        prompt = opening(interview)
        self._open(prompt)
        while (line := self._read(prompt)) is not None:
            command = command_in(line)
            outcome = take(prompt, line) if command is None else self._obeyed(prompt, command)
            if isinstance(outcome, Finished):
                break
            if isinstance(outcome, SaveTo):
                outcome = self._saved_to(prompt, outcome.name)
            prompt = self._moved(prompt, outcome, ordered=command is not None)
        else:
            self._end(prompt)
        if self._file.target is not None:
            self._say(self.kept_text if self._file.kept_in is None else "To see this again:")
        if self._file.kept_in is not None:
            self._command("infer", self._file.kept_in)

    def _moved(self, prompt: Prompt, outcome: Moved | Refused | None, *, ordered: bool) -> Prompt:
        """Go where a line leads, or say why it leads nowhere. What follows a command or a mistake is forgotten."""
        after = outcome.prompt if isinstance(outcome, Moved) else prompt
        if ordered or not isinstance(outcome, Moved):
            forgotten = self._lines.forget()
        else:
            forgotten = self._lines.meet(_question_of(after), safety=isinstance(after, Asking) and after.for_safety)
        if isinstance(outcome, Moved):
            self._keep(after.interview)
            self._open(after)
            self._note(heard_text(outcome))
        elif outcome is not None:
            self._note(refusal_text(prompt.interview, outcome))
        self._note(f"What was typed after that is not taken: {quoted(forgotten)}." if forgotten else "")
        return after

    def _obeyed(self, prompt: Prompt, command: Command) -> Moved | Refused | None:
        """Obey a command; None where the prompt stays as it is, and only wants to be asked again."""
        if command is Command.QUIT:
            raise Left(clearing=True)
        if command is Command.SAVE:
            return self._save(prompt)
        if command in (Command.BACK, Command.CHANGE):
            return back(prompt) if command is Command.BACK else change(prompt)
        if command in (Command.WHY, Command.HELP):
            self._show(why_document(prompt) if command is Command.WHY else help_document(prompt))
            return None
        self._show(joined(*self._conclusion(prompt.interview, trace=command is Command.READINGS)))
        return Moved(prompt)

    def _save(self, prompt: Prompt) -> Moved:
        if self._file.target is None:
            return Moved(prompt if isinstance(prompt, Naming) else Naming(prompt))
        return self._saved(prompt, lambda: self._file.write(prompt.interview.situation))

    def _saved_to(self, prompt: Prompt, name: str) -> Moved:
        file = os.path.expanduser(name)  # noqa: PTH111 - a name that means nobody's home stays as it is
        return self._saved(prompt.before or prompt, lambda: self._file.begin(file, prompt.interview.situation))

    def _saved(self, prompt: Prompt, write: Callable[[], None]) -> Moved:
        """Write and leave; where that fails, say so at the prompt at which one was."""
        try:
            write()
        except InputError as error:
            self._note(f"{error}. Your answers are still here; s tries again.")
            return Moved(prompt)
        self._say("Saved. To go on later, or to see what your answers point to:")
        self._command("ask", "--resume", str(self._file.target))
        self._command("infer", str(self._file.target))
        raise Left(clearing=False)

    def _keep(self, interview: Interview) -> None:
        """Write the answers where they differ from what was written last."""
        if self._file.target is None or (interview.situation == self._written and self._file.kept_in):
            return
        try:
            self._file.write(interview.situation)
        except InputError as error:
            self._note(f"{error}. Your answers are still here; s tries again.")
        else:
            self._written = interview.situation

    def _end(self, prompt: Prompt) -> None:
        """Say what has not been said yet, since the input has ended."""
        self._screen.write("\n")
        if not isinstance(prompt, Concluded):
            self._show(ending_document(prompt.interview))
            self._show(joined(*self._conclusion(prompt.interview, on_request=wording.ON_REQUEST_IN_ASK)))
        elif not prompt.whole:
            self._open(replace(prompt, whole=True))

    def _conclusion(
        self, interview: Interview, *, trace: bool = False, on_request: str = wording.ON_REQUEST_HERE
    ) -> tuple[Document, Document]:
        report = report_on(interview.knowledge, self._file.whole(interview.situation))
        return in_two_parts(report, gated_report(report, trace=trace, on_request=on_request))

    def _open(self, prompt: Prompt) -> None:
        if isinstance(prompt, Concluded):
            short, rest = self._conclusion(prompt.interview)
            self._show(rest if prompt.whole else short)
        else:
            self._show(prompt_document(prompt, self._file.target))

    def _read(self, prompt: Prompt) -> str | None:
        """Give the next line, after whatever is to be said right above the place where it is typed."""
        for message in self._messages:
            self._say(message)
        self._messages.clear()
        ahead = self._lines.waiting
        if not ahead:
            self._say(prompt_line(prompt))
        self._screen.write("> ")
        self._screen.flush()
        line = self._lines.read(_question_of(prompt))
        if ahead:
            self._screen.write(printable(f"{line}\n"))
        return line

    def _command(self, *words: str) -> None:
        # a command stands on a line of its own, so that it can be copied
        self._screen.write(printable(f"  {shlex.join(['whycry-expert', *words, *self._knowledge])}\n"))

    def _note(self, message: str) -> None:
        """Keep a message for the place right above the line that is typed next."""
        if message and message not in self._messages:
            self._messages.append(message)

    def _say(self, text: str) -> None:
        self._show(Document((Paragraph(text),)))

    def _show(self, document: Document) -> None:
        self._screen.write("\n")
        show(document, self._screen)


def _question_of(prompt: Prompt) -> str:
    return prompt.question.fact if isinstance(prompt, Asking) else ""
