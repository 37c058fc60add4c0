"""Why an interview ends, in words, and on request in numbers; in danger only that it ends."""

from fractions import Fraction
from typing import Final

from whycry_expert.interview.session import Ending, Interview
from whycry_expert.knowledge.certainty import Band, band_of, points
from whycry_expert.presentation.document import Document, Paragraph
from whycry_expert.presentation.wording import SUPPORT
from whycry_expert.reasoning.bounds import Outlook, outlook_of

_UNFINISHED = "What follows rests on what was answered so far; there was more to ask."
_IN_DANGER = "That is enough. Nothing more needs to be asked."
_NOTHING_BEARS = "No question that is left could bring a reading forward."
_COULD_TURN = "Only more about what you left open or set aside could change that."
_WISHED = {
    Ending.ALL_ASKED: "Every question that applies was asked.",
    Ending.MOST_ASKED: "As many questions as you wished for were asked.",
}


def ending_document(interview: Interview) -> Document:
    """Say why an interview ends where its answers are not looked over."""
    return Document((Paragraph(ending_text(interview)),))


def ending_text(interview: Interview) -> str:
    """Say why an interview ends, and how firm that is."""
    ending = interview.ending
    if ending is None:
        return _UNFINISHED
    if interview.in_danger:
        return _IN_DANGER
    if ending in _WISHED:
        return _WISHED[ending]
    firm = f"That is enough. {_certificate(interview.outlook) if ending is Ending.FINAL else _NOTHING_BEARS}"
    could_turn = not outlook_of(interview.knowledge, interview.situation.answers).final
    return f"{firm} {_COULD_TURN}" if could_turn else firm


def numbers_text(interview: Interview) -> str:
    """Give the certificate in numbers, or nothing where there is none or where readings are held back."""
    outlook = interview.outlook
    if interview.in_danger or interview.ending is not Ending.FINAL or not outlook.leading:
        return ""
    worst, best = _ends(outlook)
    return (
        f"In numbers: what leads keeps at least {points(worst):+} points whatever the questions that are left would "
        f"bring, and nothing else gets above {points(best):+}. Points measure support; they are no odds."
    )


_CERTIFICATES: Final = {
    (True, True): "Whatever the questions that are left would bring, what fits best now keeps {keeps}, and no other "
    "reading gets beyond {limit}.",
    (True, False): "Whatever the questions that are left would bring, what fits best now keeps {keeps}, and no other "
    "reading gets any support.",
    (False, True): "Whatever the questions that are left would bring, what fits best now keeps {keeps} or more, and no "
    "other reading gets beyond {limit}.",
    (False, False): "Whatever the questions that are left would bring, what fits best now keeps {keeps} or more, and "
    "no other reading gets any support.",
}
"""By whether what leads keeps the highest support, and whether another reading can get any."""


def _certificate(outlook: Outlook) -> str:
    """Say in words what the bounds prove about every answer to the questions that are left."""
    if not outlook.leading:
        return "Whatever the questions that are left would bring, no reading would stand out."
    worst, best = (band_of(certainty) for certainty in _ends(outlook))
    if worst is best:
        return "Whatever the questions that are left would bring, no other reading comes near what fits best now."
    limit = SUPPORT[best] if best not in (Band.NONE, Band.AGAINST) else None
    return _CERTIFICATES[worst is Band.VERY_STRONG, limit is not None].format(keeps=SUPPORT[worst], limit=limit)


def _ends(outlook: Outlook) -> tuple[Fraction, Fraction]:
    """Give the worst that can become of what leads, and the best that anything else can reach."""
    worst = min(outlook.worst(name) for name in outlook.leading)
    others = (bounds.best for name, bounds in outlook.bounds.items() if name not in outlook.leading)
    return worst, max(others, default=worst)
