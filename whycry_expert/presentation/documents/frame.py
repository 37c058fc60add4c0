"""What stands around everything that is told of a situation: safety first, and once more at the end."""

from collections.abc import Callable, Iterable, Iterator

from whycry_expert.knowledge.model import Notice
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Section, Tone
from whycry_expert.presentation.gate import Found, Gated


def framed(
    gated: Gated[Found],
    parts: Callable[[Found], Iterable[Part]],
    title: Callable[[Found], str] | str = "",
    opening: Iterable[Part] = (),
    closing: Iterable[Part] = (),
) -> Document:
    """Put a title, the notices and the reminder of the most urgent one around what may be shown.

    A title that is made from what was found is held back with it. `opening` and `closing` are shown in any case.
    """
    own_title = title if isinstance(title, str) and title else situation_title(gated)

    def opened(found: Found) -> tuple[str, tuple[Part, ...]]:
        return own_title if isinstance(title, str) else title(found), tuple(parts(found))

    heading, told = gated.open(opened, (own_title, held_back_parts(gated)))
    return Document((*notice_parts(gated), *opening, *told, *closing, *reminder_parts(gated)), heading)


def situation_title(gated: Gated[Found]) -> str:
    """Give the titles of the situations, or else that of the knowledge base."""
    titles = [conclusion.situation.title for conclusion in gated.conclusions]
    return " | ".join(dict.fromkeys(filter(None, titles))) or gated.conclusions[0].knowledge.about.title


def held_back_parts(gated: Gated[Found]) -> tuple[Part, ...]:
    """Say why the readings are held back and how to see them; where they are not, that is nothing."""
    if not gated.withheld:
        return ()
    danger = gated.conclusions[0].knowledge.about.danger
    return (*map(Paragraph, danger), Paragraph(gated.on_request, Tone.QUIET))


def notice_parts(gated: Gated[Found]) -> Iterator[Section]:
    """Give the notices in full, the most urgent first."""
    if gated.notices:
        yield Section(wording.FIRST, tuple(map(notice_section, gated.notices)))


def notice_section(notice: Notice) -> Section:
    """Give a notice in full."""
    *says, last = notice.says
    told = (*map(Paragraph, says), Paragraph(last, cites=(*notice.claims, *notice.sources)))
    return Section(notice.title, (Paragraph(notice.first, Tone.LEAD), *told), notice=True)


def reminder_parts(gated: Gated[Found]) -> Iterator[Paragraph]:
    """Give the first line of the most urgent notice once more."""
    if gated.notices:
        yield Paragraph(wording.REMINDER)
        yield Paragraph(gated.notices[0].first, Tone.LEAD)
