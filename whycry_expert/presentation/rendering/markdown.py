"""Writes a document as Markdown, for pasting elsewhere."""

import re
from collections.abc import Iterable, Iterator

from whycry_expert.presentation.document import (
    Document,
    Item,
    Listing,
    Paragraph,
    Part,
    Row,
    Rows,
    Section,
    Table,
    Tone,
)
from whycry_expert.printable import printable

_TITLE, _HEADING, _DEEPEST_HEADING = 1, 2, 3
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$%^]|^[-+=:]")
"""What is markup in CommonMark or in a common extension of it: `%%` begins a comment that hides what follows."""
_IN_AN_ADDRESS = re.compile(r"(?<=\w)(?::(?=//)|\.(?=[^\W\d_]))|(?i:(?<=www))\.")
"""What a renderer that makes links of bare addresses must not see next to each other."""
_AFTER_AN_AT = re.compile(r"(?<=@)((?:[-.]|\\[._])*)([^\W_]+)")
"""The first word of what may be a host: GitHub seeks mail addresses once escapes are gone, but not across stress."""
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")


def markdown_of(document: Document) -> str:
    """Give a document as Markdown; whatever its texts hold is shown as it stands, and never read as markup."""
    lines = [_heading(document.title, _TITLE)] if document.title else []
    for line in _parts(document.parts, _HEADING):
        if lines and not (_in_a_list(lines[-1]) and _in_a_list(line)):
            lines.append("")
        lines.append(line)
    return "\n".join(lines) + "\n"


def _parts(parts: Iterable[Part], rank: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Section):
            yield _heading(part.heading, _DEEPEST_HEADING if part.notice else rank)
            yield from _parts(part.parts, _DEEPEST_HEADING)
        elif isinstance(part, Paragraph):
            yield _paragraph(part)
        elif isinstance(part, Listing):
            yield from _items(part.items, "")
        elif isinstance(part, Rows):
            yield from map(_row, part.rows)
        else:
            yield _table(part)


def _heading(text: str, rank: int) -> str:
    return f"{'#' * rank} {escaped(text)}"


def _paragraph(paragraph: Paragraph) -> str:
    text = escaped(paragraph.full_text)
    if paragraph.tone is Tone.DETAIL:
        return f"  - *{text}*"
    if paragraph.tone is Tone.OWN:
        return f"> {text}"
    return f"**{text}**" if paragraph.tone is Tone.LEAD else text


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {escaped(item.text)}"
        yield from (f"{indent}{_paragraph(told)}" for told in item.details)
        yield from _items(item.items, f"{indent}  ")


def _row(row: Row) -> str:
    return f"- **{escaped(row.word)}** {escaped(row.text)}" if row.word else f"  - {escaped(row.text)}"


def _table(table: Table) -> str:
    headings, *rows = (tuple(map(escaped, row)) for row in (table.headings, *table.rows))
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _in_a_list(line: str) -> bool:
    return line.lstrip().startswith("- ")


def escaped(text: str) -> str:
    """Give a text as Markdown that shows it as it stands, in one line."""
    flat = " ".join(printable(text).split())
    escaped = _IN_AN_ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", flat))
    return _LIST_NUMBER.sub(r"\1\\\2", _AFTER_AN_AT.sub(r"\1*\2*", escaped))
