"""The words of the pages. What belongs to a subject stands in the knowledge base; no title of a window does."""

from typing import Final

from whycry_expert.presentation.wording import IF_WANTED

LEFT_TITLE: Final = "New tab"
START_TITLE: Final = "Start"
NOTICE_TITLE: Final = "Please read first"
CLASH_TITLE: Final = "Which holds?"
CHECK_TITLE: Final = "Your answers"
RESULT_TITLE: Final = "Result"
TRY_TITLE: Final = "What if"
CONTRAST_TITLE: Final = "Why not"
CHANGE_TITLE: Final = "Change an answer"
AUDIT_TITLE: Final = "Audit"
ERROR: Final = "Error:"

WELCOME: Final = (
    "One question at a time, as few as are needed. Take your time, and skip whatever you like with Not sure.",
    "Everything stays on this device, in the memory of the program that opened this page.",
    "Nothing is written unless you choose to save it, and an hour after your last click your answers are dropped.",
)
LEAVE_HELP: Final = (
    "Leave now is on every page. It empties this window at once and drops your answers. Pressing the Shift key three "
    "times does the same. It cannot empty what your browser noted before: the history may still hold an address of "
    "this device that leads nowhere."
)
ON_REQUEST: Final = f"{IF_WANTED}."
ON_REQUEST_AUDIT: Final = f"{IF_WANTED}: start with --trace as well."
TOPICS_HELP: Final = (
    "Tick all that you know or noticed something about. What you leave out is not asked, and counts neither for nor "
    "against anything. You can come back to it at the end."
)
NOT_TICKED: Final = "What you do not tick stays open: it counts neither for nor against anything."
DANGER_SAVING: Final = (
    "Someone else who opens this file can read it. Think about who uses this device before you save it."
)
NO_ADVICE: Final = "This says what would be made of other answers. It is no advice to give them."


def progress(remaining: int) -> str:
    """Say how many questions there could still be, this one among them."""
    if remaining <= 1:
        return "As things stand, this is the only question that could still matter."
    return f"As things stand, at most {remaining} questions could still matter. Your answer can change that."
