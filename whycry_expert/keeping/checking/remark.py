"""What a check remarks."""

from dataclasses import dataclass
from enum import Enum

from whycry_expert.errors import Place
from whycry_expert.printable import one_line


class Severity(Enum):
    """An error is surely wrong, a warning very likely, and a note is for a person to decide."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing that a check remarks, where it stands. `code` names the check and its page in docs/checks/."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {one_line(self.message)} [{self.code}]"
