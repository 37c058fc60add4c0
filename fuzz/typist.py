"""Someone who answers an interview: with what is valid at the prompt shown, and now and then with noise.

Coverage alone stays shallow in an interview, since hardly any line of bytes is an answer. So the bytes that a fuzzer
makes are read as choices of a grammar.
"""

import io
from contextlib import suppress
from typing import TextIO

from whycry_expert import Interview, Knowledge, Situation
from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.cli.dialogue import Dialogue, Left
from whycry_expert.interview.commands import COMMAND_WORDS
from whycry_expert.interview.moves import Finished, Moved, SaveTo, back, change, take
from whycry_expert.interview.prompts import (
    Asking,
    Changing,
    Clashing,
    LookingOver,
    Naming,
    Noticed,
    Prompt,
    changeable,
    opening,
)
from whycry_expert.interview.session import Until
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.model import Fact, Kind

_MOST_LINES = 150
_WORDS = (*CERTAINTY_WORDS, "u", "unsure", "p", "mn", "n", "y")
_COMMANDS = tuple(word for word in COMMAND_WORDS if word not in ("q", "quit", "exit", "leave"))
_NOISE = (
    *(
        "",
        " ",
        "=",
        ";",
        "1;;2",
        "none;none;none",
        "0",
        "-1",
        "99",
        "1e9",
        "\u00b2",
        "\u0663",
        "1,2,,3",
        "only",
        "only 1",
    ),
    *("not 1", "none 1", "1 no", "1 maybe not 2", "\x1b[2J", "\u202e1", "a=b", "=1", "x" * 3000, "1 " * 900, "\ufffd"),
    *("stop", "g", "2", "'", '"x"', "~", "/dev/null", ".", "\x00", "1\t2"),
)


class Choices:
    """Bytes, read as choices; when they are used up, it is the end of the input."""

    def __init__(self, content: bytes) -> None:
        self._content, self._position = content, 0

    @property
    def over(self) -> bool:
        """Whether nothing is left to choose by."""
        return self._position >= len(self._content)

    def number(self, most: int) -> int:
        """Give a number from 0 to `most`."""
        if self.over:
            return 0
        value = self._content[self._position]
        self._position += 1
        return value % (most + 1)

    def one_of(self, things: "tuple[str, ...]") -> str:
        """Choose a text."""
        return things[(self.number(255) * 256 + self.number(255)) % len(things)]

    def text(self) -> str:
        """Give a few of the bytes as they are, as characters."""
        length = self.number(12)
        taken = self._content[self._position : self._position + length]
        self._position += length
        return taken.decode("utf-8", "replace").replace("\n", " ").replace("\r", " ")


def reply_at(prompt: Prompt, choices: Choices) -> str:
    """Make up a line: three in four are valid where it is asked for."""
    kind = choices.number(15)
    if kind == 0:
        return choices.text()
    if kind == 1:
        return choices.one_of(_NOISE)
    if kind in (2, 3):
        return choices.one_of(_COMMANDS)
    return _valid(prompt, choices)


def _valid(prompt: Prompt, choices: Choices) -> str:
    if isinstance(prompt, Asking):
        fact = prompt.fact
        if choices.number(7):
            line = answer_to(fact, choices)
            return line if choices.number(5) else f"{line}; {answer_to(fact, choices)}"
        facts = prompt.interview.knowledge.facts
        other = facts[choices.one_of(tuple(facts))]
        return f"{other.name}={answer_to(other, choices)}"
    if isinstance(prompt, Noticed):
        return choices.one_of(("", "", "stop"))
    if isinstance(prompt, Clashing):
        return choices.one_of(("1", "2", "b"))
    if isinstance(prompt, Changing | LookingOver):
        most = len(changeable(prompt.interview))
        return choices.one_of(("", "g", str(1 + choices.number(max(0, most)))))
    return choices.one_of(("x.yaml", "", "y.yaml", "folder/x.yaml", "b")) if isinstance(prompt, Naming) else ""


def answer_to(fact: Fact, choices: Choices) -> str:
    """Make up an answer that can be understood."""
    word = choices.one_of(_WORDS) if choices.number(2) == 0 else ""
    if fact.kind is Kind.YES_NO:
        return word or choices.one_of(_WORDS)
    if fact.kind is Kind.NUMBER:
        return f"{word} {choices.number(40)}{choices.one_of(('', '.5', ',25', f' {fact.unit}'))}".strip()
    if fact.kind is Kind.CHOICE:
        return f"{word} {choices.one_of(fact.option_names)}".strip()
    some = [choices.one_of(fact.option_names) for _ in range(choices.number(3))]
    numbers = [str(1 + fact.option_names.index(name)) if choices.number(1) else name for name in some]
    told = [f"{word} {name}".strip() if choices.number(2) == 0 else name for name in numbers]
    return ", ".join(told) or choices.one_of(("none", "u", "1", "only 1"))


class _Typing(io.TextIOBase):
    """What a typist types, line by line, at the prompt that is shown."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._lines = 0
        self.prompt: Prompt | None = None

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        """Give a line, or nothing at the end."""
        if self._choices.over or self.prompt is None or self._lines > _MOST_LINES:
            return ""
        self._lines += 1
        return reply_at(self.prompt, self._choices) + "\n"


class _Watched(Dialogue):
    """A dialogue that tells the typist which prompt it shows."""

    def __init__(self, file: AnswerFile, typing: _Typing, screen: TextIO) -> None:
        super().__init__(file, typing, screen)  # type: ignore[arg-type]
        self._typing = typing

    def _read(self, prompt: Prompt) -> str | None:
        self._typing.prompt = prompt
        return super()._read(prompt)


def dialogue_of(knowledge: Knowledge, content: bytes, file: AnswerFile) -> str:
    """Hold the whole dialogue that these bytes choose; give what was shown."""
    choices = Choices(content)
    until = Until.ALL if choices.number(1) else Until.SETTLED
    screen = io.StringIO()
    dialogue = _Watched(file, _Typing(choices), screen)
    with suppress(Left):
        dialogue.hold(Interview(knowledge, until=until))
    return screen.getvalue()


def interview_of(knowledge: Knowledge, content: bytes) -> Situation:
    """Take the moves of an interview that these bytes choose, with nothing shown; give what was answered."""
    choices = Choices(content)
    prompt = opening(Interview(knowledge, until=Until.ALL if choices.number(1) else Until.SETTLED))
    for _ in range(_MOST_LINES):
        if choices.over:
            break
        line = reply_at(prompt, choices)
        outcome = back(prompt) if line == "b" else change(prompt) if line == "c" else take(prompt, line)
        if isinstance(outcome, Finished | SaveTo):
            break
        prompt = outcome.prompt if isinstance(outcome, Moved) else prompt
    return prompt.interview.situation
