"""The file that an interview writes every answer to."""

from pathlib import Path

from msgspec import Struct

from whycry_expert.cli.file_writing import (
    ChangedMeanwhileError,
    create_file,
    refuse_read_only,
    remove_leftovers,
    replace_file,
)
from whycry_expert.cli.output import Output
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.editing import edited
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.situation.writing import situation_text
from whycry_expert.source import check_size, read_bytes, reason_of


class _Begun(Struct, frozen=True):
    """A file as it was when the interview began: its text, and the situation that it says."""

    text: str
    says: Situation


class AnswerFile:
    """Keeps a situation file up to date; without a target it keeps nothing.

    `start` is what the file held when it was taken up. All that is no answer stays in the file as it was written:
    its order, its comments, its title and story and notes. `target` is the file that answers go to, if any does.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.start = Situation()
        self.target: str | None = None
        self._knowledge = knowledge
        self._begun: _Begun | None = None
        self._held: bytes | None = None
        self._failed = False

    @property
    def kept_in(self) -> str | None:
        """The file that holds all the answers that were to be written, or None where there is none."""
        return None if self._failed else self.target

    def take_up(self, file: str) -> None:
        """Read the file to go on from, and write to none yet. Raises InputError when it is no situation."""
        content = read_bytes(Path(file), file)
        self.start = read_situation(content, file, self._knowledge)
        self._begun, self._held = _Begun(content.decode("utf-8"), self.start), content

    def resume(self, target: str) -> str:
        """Take a file up and write to it from here on; nothing is written yet.

        A read-only file is taken up and stays without a target: then this says so, and else it says nothing. Raises
        InputError when the file is no situation or no ordinary file.
        """
        path = Path(target)
        if _exists(target) and not (path.is_file() or path.is_dir()):
            # before it is read, since one may wait for ever for what comes out of a pipe
            raise _problem(target, "this is no ordinary file, so no answers can be kept in it")
        self.take_up(target)
        remove_leftovers(path)
        try:
            refuse_read_only(path)
            refuse_read_only(path.resolve().parent)
        except PermissionError as error:
            what = "this file" if error.filename == str(path) else "its folder"
            return f"{Place(target)}: {what} is read-only, so no answers are written to it; s saves them to a new file"
        self.target = target
        return ""

    def begin(self, target: str, situation: Situation) -> None:
        """Write to a new file from here on. Raises InputError when it is there already or cannot be written."""
        place = Output(target)
        if not target or target.endswith("/") or not all(map(str.isprintable, target)):
            raise _problem(target, "this is no name of a file; give the name of a new one")
        if place.descriptor is not None or (_exists(target) and not Path(target).is_file()):
            raise _problem(target, "this is no ordinary file; give the name of a new one")
        content = self._content(situation, target)
        try:
            create_file(Path(target), content)
        except FileExistsError:
            raise _problem(target, f"this file is there already; go on from it with --resume {target}") from None
        except (OSError, ValueError) as error:
            raise _not_saved(target, error) from None
        self._held, self.target, self._failed = content, target, False

    def write(self, situation: Situation) -> None:
        """Bring the file up to date, if it is not. Raises InputError when that cannot be; it is then as it was.

        Once something else has changed the file, nothing more is written to it: there is no target any more.
        """
        if self.target is None:
            return
        self._failed = True
        content = self._content(situation, self.target)
        if content != self._held:
            self._replace(self.target, content)
        self._failed = False

    def whole(self, situation: Situation) -> Situation:
        """Give a situation with the title, story and notes that the file began with."""
        return self.start.going_on_with(situation)

    def _replace(self, target: str, content: bytes) -> None:
        try:
            replace_file(Path(target), content, expected=self._held)
        except ChangedMeanwhileError:
            self.target = None
            message = (
                "something else has changed or removed this file since it was last read, so nothing is written to it "
                "any more; your answers can be saved to a new file"
            )
            raise _problem(target, message) from None
        except (OSError, ValueError) as error:
            raise _not_saved(target, error) from None
        self._held = content

    def _content(self, situation: Situation, target: str) -> bytes:
        """Give what a file is to hold, after a look that it reads back as the same answers."""
        whole = self.whole(situation)
        if self._begun is None:
            content = situation_text(whole).encode("utf-8")
        else:
            content = edited(self._begun.text, self._begun.says, whole).encode("utf-8")
        read = read_situation(check_size(content, Place(target)), target, self._knowledge)
        if not _says_all(read, whole):
            raise _problem(target, "the answers cannot be put into the text of this file")
        return content


def _says_all(read: Situation, whole: Situation) -> bool:
    """Tell whether what was read back is what was to be written.

    A note can come back that an unsure answer had before: the situation does not know it, but the file keeps it.
    """
    notes = {name: given.note for name, given in whole.given.items() if given.note}
    kept = all(name in read.given and read.given[name].note == note for name, note in notes.items())
    return kept and _said(read) == _said(whole)


def _said(situation: Situation) -> tuple[object, ...]:
    answers = {name: given.answer for name, given in situation.given.items()}
    unsure = frozenset(situation.unsure) - answers.keys()
    return answers, unsure, situation.title, situation.story, situation.written_for, situation.expectation


def _exists(target: str) -> bool:
    try:
        return Path(target).exists()
    except (OSError, ValueError):
        return False  # writing to it then says what is wrong


def _problem(target: str, message: str) -> InputError:
    return InputError([Problem(Place(target or '""'), message)])


def _not_saved(target: str, error: Exception) -> InputError:
    return _problem(target, f"the answers cannot be saved: {reason_of(error)}")
