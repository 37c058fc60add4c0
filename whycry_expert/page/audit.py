"""Pages for those who check: how some situations were concluded, firing by firing, as a drawing, and side by side."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.inference.stepping import steps_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.page import wording
from whycry_expert.page.proof_drawing import drawn
from whycry_expert.page.rendering import Page, cited, page
from whycry_expert.presentation.document import Part
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.documents.difference import why_differ_document
from whycry_expert.presentation.documents.frame import as_heading
from whycry_expert.presentation.documents.step import steps_document
from whycry_expert.presentation.documents.why import why_document
from whycry_expert.presentation.gate import Found, Gated
from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn
from whycry_expert.presentation.sentences import in_own_words
from whycry_expert.reasoning.difference import difference_of
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.model import Situation

_LONGEST_NUMBER: Final = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A situation that is looked at, and the name of its file."""

    name: str
    situation: Situation

    @property
    def title(self) -> str:
        """What it is called on the pages."""
        return as_heading(in_own_words(self.situation.title) if self.situation.title else self.name)


@dataclass(frozen=True)
class Audit:
    """The situations that are looked at, numbered from 1; with `trace`, also what is held back from people."""

    knowledge: Knowledge
    cases: tuple[Case, ...]
    trace: bool = False


def audit_page(audit: Audit, place: str) -> Page | None:
    """Give the page at a place such as 0, 1, 1/steps/4, 1/proof or 1/with/2; None where there is none."""
    for pattern, show in _PLACES.items():
        match = re.fullmatch(pattern, place, re.ASCII)
        if match is not None and all(len(number) <= _LONGEST_NUMBER for number in match.groups()):
            numbers = tuple(map(int, match.groups()))
            return show(audit, numbers, "../" * place.count("/"))
    return None


def _case(audit: Audit, number: int) -> Case | None:
    return audit.cases[number - 1] if 1 <= number <= len(audit.cases) else None


def _list(audit: Audit, _: tuple[int, ...], root: str) -> Page:
    return page(
        "audit",
        wording.AUDIT_TITLE,
        heading="Situations to check",
        cases=audit.cases,
        **_around(audit, root, (), 0),
    )


def _around(audit: Audit, root: str, parts: tuple[Part, ...], number: int) -> dict[str, Any]:
    """Give what every page of an audit is shown with."""
    return {
        "parts_shown": parts,
        "root": root,
        "leave": f"{root}../leave",
        "number": number,
        "others": [(at, case.title) for at, case in enumerate(audit.cases, start=1) if number and at != number],
        "back": "",
        "tools": None,
        "cited": cited(audit.knowledge, parts),
    }


def _whole(audit: Audit, numbers: tuple[int, ...], root: str) -> Page | None:
    case = _case(audit, numbers[0])
    if case is None:
        return None
    report = report_on(audit.knowledge, case.situation)
    document = conclusion_document(report, gated_report(report, trace=audit.trace, on_request=wording.ON_REQUEST_AUDIT))
    return page(
        "audit", wording.AUDIT_TITLE, heading=case.title, cases=(), **_around(audit, root, document.parts, numbers[0])
    )


def _step(audit: Audit, numbers: tuple[int, ...], root: str) -> Page | None:
    case = _case(audit, numbers[0])
    if case is None:
        return None
    steps = tuple(steps_of(audit.knowledge, case.situation))
    if not 1 <= numbers[1] <= len(steps):
        return None
    gated = _gated(audit, (infer(audit.knowledge, case.situation),), lambda: steps[numbers[1] - 1 : numbers[1]])
    document = steps_document(gated, len(steps), whole=True)
    return page(
        "audit_step",
        wording.AUDIT_TITLE,
        heading=case.title,
        step=numbers[1],
        total=len(steps),
        **_around(audit, root, document.parts, numbers[0]),
    )


def _proof(audit: Audit, numbers: tuple[int, ...], root: str) -> Page | None:
    case = _case(audit, numbers[0])
    if case is None:
        return None
    conclusion = infer(audit.knowledge, case.situation)
    gated = _gated(audit, (conclusion,), lambda: readings_drawn(conclusion, whole=False))
    graph = proof_graph(gated)
    return page(
        "audit_proof",
        wording.AUDIT_TITLE,
        heading=case.title,
        remarks=graph.remarks,
        drawing=drawn(graph),
        **_around(audit, root, why_document(gated).parts, numbers[0]),
    )


def _beside(audit: Audit, numbers: tuple[int, ...], root: str) -> Page | None:
    first, second = _case(audit, numbers[0]), _case(audit, numbers[1])
    if first is None or second is None:
        return None
    before, after = (infer(audit.knowledge, case.situation) for case in (first, second))
    gated = _gated(audit, (before, after), lambda: difference_of(before, after))
    document = why_differ_document(gated, (first.title, second.title))
    return page(
        "audit",
        wording.AUDIT_TITLE,
        heading=document.title,
        cases=(),
        **_around(audit, root, document.parts, numbers[0]),
    )


def _gated(audit: Audit, conclusions: tuple[Conclusion, ...], find: Callable[[], Found]) -> Gated[Found]:
    return Gated(conclusions, find, audit.trace, wording.ON_REQUEST_AUDIT)


_PLACES: Final[dict[str, Callable[[Audit, tuple[int, ...], str], Page | None]]] = {
    "0": _list,
    r"([0-9]+)": _whole,
    r"([0-9]+)/steps/([0-9]+)": _step,
    r"([0-9]+)/proof": _proof,
    r"([0-9]+)/with/([0-9]+)": _beside,
}
