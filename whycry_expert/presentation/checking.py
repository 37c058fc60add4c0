"""Checks whatever a conclusion was written as: its record in JSON, the page that carries answers, text, Markdown.

The proof is checked by `proof/` alone. What that does not know is worked out here once more by the program itself: the
outlook, and how a conclusion reads as a page or as a text.
"""

import json
import re
import shlex
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice, product, zip_longest
from pathlib import Path
from typing import Any

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.keeping import is_shipped
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.as_json import outlook_data, to_json
from whycry_expert.presentation.conclusion_reading import situation_in
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.documents.short_answer import short_answer
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.presentation.rendering.markdown import markdown_of
from whycry_expert.presentation.rendering.page_record import record_in
from whycry_expert.presentation.rendering.terminal import show
from whycry_expert.printable import json_escaped, quoted
from whycry_expert.proof.checker import Verdict, check, check_answers
from whycry_expert.proof.comparison import Fault, differences
from whycry_expert.proof.exact_json import Json, read_object
from whycry_expert.reasoning.report import Report, report_on
from whycry_expert.situation.model import Situation

_INFER = "whycry-expert infer "
_TRACE = "--trace"
_FLAGS = (_TRACE, "--short", "--force")
_OUTPUT = ("-o", "--output")
_WITH_VALUE = ("--format", "--matcher")
"""The options that change no answer and write nothing; knowledge is named only where it is not the shipped one."""
_STDIN = "-"
_MOST_LINES_TOLD = 5
_READINGS_OF_A_LINE = 2
"""A line can be one of a text, or of Markdown."""
_OTHER = "this is not what follows from the answers"
_NO_ANSWERS = "a text and Markdown carry no answers: with --situation FILE they are held against those of a file"
_NO_CONCLUSION = f"this is no conclusion in JSON and no page, as infer FILE --format json writes one; {_NO_ANSWERS}"
_BEGINS_A_PAGE = b"<"
_BEGINS_A_RECORD = b"{"
_RECORD, _PAGE, _TEXT = "the record in JSON", "the page in HTML", "text or Markdown"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, as what the file was read, and the situation concluded from; None where that is unknown."""

    verdict: Verdict
    read_as: str
    situation: Situation | None


def check_written(content: bytes, name: str, knowledge: Knowledge, written: Situation | None = None) -> Checked:
    """Check a conclusion, however it was written; `name` is what messages call it.

    Text and Markdown carry no answers, so they are held against a situation that is `written` down. Raises InputError
    where it cannot be checked.
    """
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins == _BEGINS_A_PAGE:
        return _check_page(_text_of(content, name), name, knowledge)
    if begins == _BEGINS_A_RECORD:
        return _check_record(read_object(content, name), name, knowledge)
    text = _text_of(content, name)
    if written is None:
        raise InputError([Problem(Place(name), _NO_CONCLUSION)])
    return _check_text(text, name, knowledge, written)


def _text_of(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError([Problem(Place(name), "the file is not UTF-8 text")]) from None


def _check_record(conclusion: dict[str, Json], name: str, knowledge: Knowledge) -> Checked:
    verdict = check(conclusion, name, knowledge)
    if not verdict.holds:
        return Checked(verdict, _RECORD, None)
    situation = situation_in(conclusion, name, knowledge)
    outlook = _as_read(outlook_data(report_on(knowledge, situation)))
    faults = tuple(Fault("outlook", message) for message in differences(outlook, conclusion["outlook"]))
    return Checked(replace(verdict, faults=faults), _RECORD, situation)


def _as_read(told: dict[str, Any]) -> dict[str, Json]:
    return read_object(json_escaped(json.dumps(told)).encode(), "")


def _check_page(page: str, name: str, knowledge: Knowledge) -> Checked:
    carried = read_object(record_in(page, name).encode(), name)
    unfit = check_answers(carried, name, knowledge)
    if not unfit.holds:
        return Checked(unfit, _PAGE, None)
    situation = situation_in(carried, name, knowledge)
    report = report_on(knowledge, situation)
    verdict = check(read_object(to_json(report).encode(), name), name, knowledge)
    faults = _line_faults(to_html(report, trace=carried.get("trace") is True), page, report)
    return Checked(replace(verdict, faults=(*verdict.faults, *faults)), _PAGE, situation)


def _check_text(text: str, name: str, knowledge: Knowledge, written: Situation) -> Checked:
    """Hold a text against all that `infer` writes of a situation, and say how it differs from what comes nearest."""
    report = report_on(knowledge, written)
    verdict = check(read_object(to_json(report).encode(), ""), "", knowledge)
    faults = min((tuple(_line_faults(way, text, report)) for way in _ways_to_write(report, text, name)), key=len)
    return Checked(replace(verdict, faults=(*verdict.faults, *faults)), _TEXT, written)


def _ways_to_write(report: Report, text: str, name: str) -> Iterator[str]:
    """Give a report as `infer` and as the library write it; the command in it is the one that stands in a text.

    `name` is what the file with the text is called.
    """
    lines = (read for line in text.split("\n") for read in dict.fromkeys((line.strip(), _unescaped(line.strip()))))
    options = _WITH_VALUE if is_shipped(report.knowledge) else (*_WITH_VALUE, "--knowledge")
    commands = islice((line for line in lines if _shows_everything(line, options, name)), _READINGS_OF_A_LINE)
    requests = [(wording.ON_REQUEST_IN_LIBRARY, ""), *((wording.ON_REQUEST, command) for command in commands)]
    for trace, request in product((False, True), requests):
        gated = gated_report(report, trace=trace, on_request=request[0], command=request[1])
        documents = (conclusion_document(report, gated), short_answer(gated, alone=True).document)
        for document in documents:
            plain = StringIO()
            show(document, plain)
            yield from (plain.getvalue(), markdown_of(document))


def _unescaped(line: str) -> str:
    """Give a line of Markdown as the text that it shows; a star without an escape is stress."""
    return re.sub(r"\\([\W_])|\*", r"\1", line)


def _shows_everything(command: str, with_value: Collection[str], name: str) -> bool:
    """Tell whether this is `infer FILE --trace` as a shell takes it.

    It changes no answer, and writes nothing or, once more, the file of this `name`.
    """
    try:
        words = shlex.split(command) if command.startswith(_INFER) else []
    except ValueError:
        return False
    options, dashes, files = list(words), "--", list[str]()
    if dashes in options:
        files, options = options[options.index(dashes) + 1 :], options[: options.index(dashes)]
    rest = iter(options[2:])
    for word in rest:
        if word in with_value:
            next(rest, None)
        elif word in _OUTPUT:
            if Path(next(rest, "")).name != Path(name).name:
                return False
        elif not word.startswith("-") or word == _STDIN:
            files.append(word)
        elif word not in _FLAGS and word.partition("=")[0] not in with_value:
            return False
    return len(files) == 1 and _TRACE in options and shlex.join(words) == command


def _line_faults(expected: str, given: str, report: Report) -> Iterator[Fault]:
    """Name the first lines that are other than they must be; what they say of readings is held back in danger."""
    if expected == given:
        return
    pairs = enumerate(zip_longest(expected.split("\n"), given.split("\n")), start=1)
    other = ((number, follows, stands) for number, (follows, stands) in pairs if follows != stands)
    for number, follows, stands in islice(other, _MOST_LINES_TOLD):
        told, is_there = ("nothing" if line is None else quoted(line.strip()) for line in (follows, stands))
        message = f"{is_there} stands here, but {told} follows from the answers"
        yield Fault(f"line {number}", _OTHER if report.in_danger else message)
