"""What a page carries of itself, so that it can be checked: the answers that it was made of, as JSON.

Everything else on a page follows from them, so nothing else is carried.
"""

import html
import json
import re

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.presentation.as_json import FORMAT_VERSION, facts_data, knowledge_data, situation_data
from whycry_expert.printable import json_escaped
from whycry_expert.reasoning.report import Report

_RECORD = re.compile(r'<pre id="record">([^<]*)</pre>')


def page_record(report: Report, *, trace: bool) -> str:
    """Give what the page of a report carries; `trace` says whether it shows everything."""
    told = {
        "format_version": FORMAT_VERSION,
        "trace": trace,
        "knowledge": knowledge_data(report.knowledge),
        "situation": situation_data(report.situation),
        "facts": facts_data(report.knowledge, report.situation),
    }
    return json_escaped(json.dumps(told, ensure_ascii=False, allow_nan=False))


def record_in(page: str, name: str) -> str:
    """Give what a page carries; `name` is what messages call it. Raises InputError where it carries nothing."""
    match = _RECORD.search(page)
    if match is None:
        message = "this page carries no answers, so it cannot be checked; is it one that infer --format html wrote?"
        raise InputError([Problem(Place(name), message)])
    return html.unescape(match[1])
