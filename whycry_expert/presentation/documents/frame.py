"""What stands around everything that is told of a situation: safety first, and once more at the end."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from msgspec import Struct

from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Section, Tone
from whycry_expert.presentation.gate import Found, Gated
from whycry_expert.presentation.notices import ToldNotice
from whycry_expert.presentation.sentences import in_own_words
from whycry_expert.presentation.wrapping import SCREEN_WIDTH, cut
from whycry_expert.printable import printable

_HEADING_LINES: Final = 2


class Around(Struct, frozen=True):
    """What is shown in any case: `opening` before and `closing` after what may be shown.

    `instead` is shown where that is held back; as a rule it says why, and how to see it. `after` follows what may be
    shown, and is held back with it.
    """

    opening: tuple[Part, ...] = ()
    closing: tuple[Part, ...] = ()
    instead: tuple[Part, ...] | None = None
    after: tuple[Part, ...] = ()


def framed(
    gated: Gated[Found],
    parts: Callable[[Found], Iterable[Part]],
    title: Callable[[Found], str] | str = "",
    around: Around | None = None,
) -> Document:
    """Put a title, the notices and the reminder of the most urgent one around what may be shown.

    Where nothing is given to stand `around` it, that is an audit, which carries no proof and says so. A title that is
    made from what was found is held back with it.
    """
    around = _around_an_audit(gated) if around is None else around
    instead = held_back_parts(gated) if around.instead is None else around.instead
    own_title = title if isinstance(title, str) and title else situation_title(gated)

    def opened(found: Found) -> tuple[str, tuple[Part, ...]]:
        return own_title if isinstance(title, str) else title(found), (*parts(found), *around.after)

    heading, told = gated.open(opened, (own_title, instead))
    shown = (*around.opening, *told, *around.closing)
    return Document((*notice_parts(gated), *shown, *reminder_parts(gated)), as_heading(heading))


def joined(first: Document, second: Document) -> Document:
    """Let one document follow the other, under the title of the first."""
    return Document((*first.parts, *second.parts), first.title)


def untitled(document: Document) -> Document:
    """Leave the title of a document away, since it stands above already."""
    return Document(document.parts)


def situation_title(gated: Gated[Found]) -> str:
    """Give the titles of the situations, or else that of the knowledge base."""
    titles = [conclusion.situation.title for conclusion in gated.conclusions]
    return (
        " | ".join(map(in_own_words, dict.fromkeys(filter(None, titles)))) or gated.conclusions[0].knowledge.about.title
    )


def heading_of(gated: Gated[Found]) -> str:
    """Give the title of the situations as it stands above all else: cut off where the notices would move down."""
    return as_heading(situation_title(gated))


def whole_title(gated: Gated[Found]) -> Iterator[Paragraph]:
    """Give a title in full that was too long to stand above all else."""
    title = situation_title(gated)
    if printable(title) != heading_of(gated):
        yield Paragraph(title, Tone.OWN)


def as_heading(title: str) -> str:
    """Cut a title off that is too long to stand above the notices."""
    title = printable(title)
    if cut(title, SCREEN_WIDTH, _HEADING_LINES) == title:
        return title
    told = cut(title, SCREEN_WIDTH - 1, _HEADING_LINES)
    return f'{told}"' if title.endswith('"') else told


def held_back_parts(gated: Gated[Found]) -> tuple[Part, ...]:
    """Say why the readings are held back and how to see them; where they are not, that is nothing."""
    if not gated.withheld:
        return ()
    danger = gated.conclusions[0].knowledge.about.danger
    return (*map(Paragraph, danger), *on_request_parts(gated))


def on_request_parts(gated: Gated[Found]) -> Iterator[Paragraph]:
    """Say how to see everything."""
    yield Paragraph(gated.on_request, Tone.QUIET)
    if gated.command:
        yield Paragraph(gated.command, Tone.COMMAND)


def _around_an_audit(gated: Gated[Found]) -> Around:
    return Around(tuple(replaced_parts(gated.replaced)), after=(Paragraph(wording.NO_PROOF, Tone.QUIET),))


def replaced_parts(facts: Collection[str]) -> Iterator[Paragraph]:
    """Say for which facts a flag replaced the answer of a file, if it did for any."""
    if facts:
        yield Paragraph(replaced_answers(facts), Tone.QUIET)


def replaced_answers(facts: Iterable[str]) -> str:
    """Say that a flag replaced the answers to these facts in a file."""
    return f"{wording.REPLACED} {', '.join(facts)}."


def notice_parts(gated: Gated[Found]) -> Iterator[Section]:
    """Give the notices in full, the most urgent first."""
    if gated.notices:
        yield Section(wording.FIRST, tuple(map(notice_section, gated.notices)))


def notice_section(told: ToldNotice) -> Section:
    """Give a notice in full, with the answers that raise it."""
    answered = (Paragraph(said_back(told), Tone.QUIET),) if told.answers else ()
    *says, last = told.says
    cites = (*told.notice.claims, *told.notice.sources)
    parts = (Paragraph(told.first, Tone.LEAD), *answered, *map(Paragraph, says), Paragraph(last, cites=cites))
    return Section(told.title, parts, notice=True)


def said_back(told: ToldNotice) -> str:
    """Say which answers raise a notice."""
    return f"{wording.YOU_SAID} {' '.join(told.answers)}"


def reminder_parts(gated: Gated[Found]) -> Iterator[Paragraph]:
    """Give the first line of the most urgent notice once more."""
    if gated.notices:
        yield Paragraph(wording.REMINDER)
        yield Paragraph(gated.notices[0].first, Tone.LEAD)
