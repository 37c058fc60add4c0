"""The lines that a person types, with what was typed ahead of the question that it would meet."""

import select
import sys
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from whycry_expert.interview.commands import Command, command_in

_PARTS = ";"


class TypedLines:
    """Reads lines. At a question, a semicolon parts answers to this question and to the next ones.

    What was typed ahead is kept only from one question to the next (`meet`). Through a pipe, every line is the answer
    to the prompt that it meets.
    """

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._ahead: deque[str] = deque()
        self._seen = ""

    @property
    def waiting(self) -> bool:
        """Whether something that was typed ahead comes next."""
        return bool(self._ahead)

    def read(self, question: str) -> str | None:
        """Give the next line, at a `question` up to the first semicolon; None at the end of the input."""
        if self._ahead:
            return self._ahead.popleft()
        line = self._source.readline()
        if not line:
            return None
        self._seen = question
        first, *rest = line.rstrip("\n").split(_PARTS) if question else [line.rstrip("\n")]
        self._ahead.extend(part for part in rest if part.strip())
        return first

    def meet(self, question: str, *, safety: bool) -> str:
        """Forget what was typed ahead and cannot be meant for the prompt that comes now, and give that.

        It may be meant for a `question`; but one of `safety` is answered only by someone who had it before them.
        """
        return self.forget() if not question or (safety and question != self._seen) else ""

    def forget(self) -> str:
        """Forget what was typed ahead, also lines that wait in a terminal, and give it; a q among it still leaves."""
        lines = [*self._ahead, *self._waiting_lines()]
        leave = [line for line in lines if command_in(line) is Command.QUIT]
        self._ahead = deque(leave[:1])
        return "" if leave else _PARTS.join(filter(str.strip, lines)).strip()

    def _waiting_lines(self) -> Iterator[str]:
        # a terminal gives one line at a time, so none is held back in a buffer where select would not see it
        while self._source.isatty() and sys.platform != "win32" and select.select([self._source], [], [], 0)[0]:
            line = self._source.readline()
            if not line:
                break
            yield line.rstrip("\n")
