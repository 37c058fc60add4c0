"""The file that an interview writes every answer to."""

from dataclasses import replace
from pathlib import Path

from whycry_expert.cli.output import replace_file
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.situation.model import Situation
from whycry_expert.situation.writing import situation_text
from whycry_expert.source import reason_of


class AnswerFile:
    """Keeps a situation file up to date; without a target it keeps nothing.

    What the file held besides answers (title, story, notes, what it expects) stays in it.
    """

    def __init__(self, target: str | None, start: Situation) -> None:
        self.target = target
        self._start = start

    def whole(self, situation: Situation) -> Situation:
        """Give a situation with the title, story and notes that the file began with."""
        notes = {name: given.note for name, given in self._start.given.items() if given.note}
        given = {
            name: replace(answer, note=answer.note or notes.get(name, "")) for name, answer in situation.given.items()
        }
        return replace(self._start, given=given, unsure=situation.unsure)

    def begin(self, target: str, situation: Situation) -> None:
        """Write to a new file from here on. Raises InputError when it is there already or cannot be written."""
        if _is_there(target):
            raise InputError(
                [Problem(Place(target), f"this file is there already; go on from it with --resume {target}")]
            )
        before, self.target = self.target, target
        try:
            self.write(situation)
        except InputError:
            self.target = before
            raise

    def write(self, situation: Situation) -> None:
        """Replace the file as a whole. Raises InputError when it cannot be written; the old file is then as it was."""
        if self.target is None:
            return
        try:
            replace_file(Path(self.target), situation_text(self.whole(situation)))
        except (OSError, ValueError) as error:
            reason = reason_of(error)
            raise InputError([Problem(Place(self.target), f"the answers cannot be saved: {reason}")]) from None


def _is_there(target: str) -> bool:
    try:
        return Path(target).exists()
    except OSError:
        return False  # writing to it then says what is wrong
