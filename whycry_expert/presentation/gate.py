"""The one place that decides what may be shown of a conclusion.

Where a notice of danger was raised, a reading could be used to excuse what must not be excused, or reassure where
nothing does. So the notices come first and in full, and whatever names or weighs a reading is held back until the
reader asks for everything (`--trace`, in every command). All commands and formats get what they show from here. What
is for programs is the one exception, and stays complete: the record that `infer --format json` writes, for `verify` and
for `replay`, and the lines of `batch`. They begin with the notices and say there that readings are to be withheld from
people: `readings_withheld` in a record, `in_danger` in a line.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.presentation import wording
from whycry_expert.presentation.notices import ToldNotice, told_notices

Found = TypeVar("Found")
Shown = TypeVar("Shown")


class Gated(Struct, Generic[Found], frozen=True):
    """Something to be found out about conclusions, behind the gate: it is looked for only when it may be shown.

    `trace` tells whether the reader asked for everything. `on_request` tells the reader how to, and `command`, where
    there is one, is what to type for it. Danger in any that are shown `beside` these holds these back as well.
    """

    conclusions: tuple[Conclusion, ...]
    find: Callable[[], Found]
    trace: bool = False
    on_request: str = wording.ON_REQUEST_IN_LIBRARY
    command: str = ""
    beside: tuple[Conclusion, ...] = ()

    @property
    def notices(self) -> tuple[ToldNotice, ...]:
        """The notices that any of the conclusions raised, each once for what it says, the most urgent first."""
        raised = dict.fromkeys(told for conclusion in self.conclusions for told in told_notices(conclusion))
        return tuple(sorted(raised, key=lambda told: told.notice.urgency))

    @property
    def replaced(self) -> tuple[str, ...]:
        """The facts whose answers in the files of the conclusions gave way to flags."""
        return tuple(dict.fromkeys(name for told in self.conclusions for name in told.situation.replaced))

    @property
    def withheld(self) -> bool:
        """Whether the readings are held back."""
        return not self.trace and any(conclusion.in_danger for conclusion in (*self.conclusions, *self.beside))

    def open(self, show: Callable[[Found], Shown], instead: Shown) -> Shown:
        """Give what `show` makes of what is found, or `instead` where the readings are held back."""
        return instead if self.withheld else show(self.find())
