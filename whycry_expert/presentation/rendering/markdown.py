"""Writes a document as Markdown, for pasting elsewhere."""

import re

from whycry_expert.presentation.document import Block, Document, Piece, Row, Style, Table
from whycry_expert.printable import printable

_HEADINGS = {Style.TITLE: "#", Style.HEADING: "##", Style.SUBHEADING: "###", Style.NOTICE: "###"}
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]|^[-+=]")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")


def to_markdown(document: Document) -> str:
    """Give a document as Markdown; whatever its texts hold is shown as it stands, and never read as markup."""
    lines: list[str] = []
    for block in document:
        told = _piece(block)
        if lines and not (_in_a_list(lines[-1]) and _in_a_list(told)):
            lines.append("")
        lines.append(told)
    return "\n".join(lines) + "\n"


def _piece(piece: Piece) -> str:
    if isinstance(piece, Table):
        return _table(piece)
    return _row(piece) if isinstance(piece, Row) else _block(piece)


def _table(table: Table) -> str:
    lines = [table.headings, ("---",) * len(table.headings), *(tuple(map(_escaped, row)) for row in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(row: Row) -> str:
    return f"- **{_escaped(row.word)}** {_escaped(row.text)}" if row.word else f"  - {_escaped(row.text)}"


def _block(block: Block) -> str:
    text = _escaped(block.full_text)
    if block.style in _HEADINGS:
        return f"{_HEADINGS[block.style]} {text}"
    indent = "  " * block.depth
    if block.style is Style.ITEM:
        return f"{indent}- {text}"
    if block.style is Style.DETAIL:
        return f"{indent}  - *{text}*"
    return f"**{text}**" if block.style is Style.LEAD else text


def _in_a_list(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _escaped(text: str) -> str:
    flat = " ".join(printable(text).split())
    return _LIST_NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", flat))
