"""A figure in the docs no longer holds."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from whycry_expert.errors import Place
from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, STRENGTHS, lower_end, points
from whycry_expert.printable import quoted

SEVERITY = Severity.ERROR
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*<!-- figure: ([^>]*?) -->")


def look(base: Base) -> Iterator[Remark]:
    """Remark on each number in docs/*.md with a comment after it that names the figure, where they differ."""
    known = figures(base)
    for path in sorted((base.root / "docs").glob("*.md")):
        for number, line in enumerate(_lines(path), start=1):
            for match in _FIGURE.finditer(line):
                message = _message(match[1], match[2], known)
                if message:
                    yield Remark(Place(str(path), number, match.start() + 1), "stale-figure", message)


def figures(base: Base) -> Mapping[str, float]:
    """Give what the docs can quote: how many there are of what, what strengths weigh, and where bands begin."""
    knowledge = base.knowledge
    counted: dict[str, float] = {
        "themes": len(knowledge.themes),
        "facts": len(knowledge.facts),
        "options": sum(len(fact.options) for fact in knowledge.facts.values()),
        "findings": len(knowledge.findings),
        "meanings": len(knowledge.meanings),
        "rules": sum(1 for _ in knowledge.rules()),
        "notices": len(knowledge.notices),
        "claims": len(knowledge.claims),
        "sources": len(knowledge.sources),
        "situations": len(base.examples),
    }
    for name, weight in STRENGTHS.items():
        counted |= {f"value of {name}": float(weight), f"points of {name}": float(points(weight))}
    for band in BANDS_OF_SUPPORT:
        end = lower_end(band)
        if end is not None:
            counted |= {f"value of {band.value}": float(end), f"points of {band.value}": float(points(end))}
    return counted


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _message(number: str, name: str, known: Mapping[str, float]) -> str:
    if name not in known:
        return f"there is no figure {quoted(name)}; there are: {', '.join(known)}"
    decimals = len(number.partition(".")[2])
    if round(known[name], decimals) == float(number):
        return ""
    return f"{number} stands here for {name}; it is {known[name]:g}"
