"""Remarks in SARIF 2.1.0, which code review tools show beside the line."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from whycry_expert.keeping.checking.remark import Remark
from whycry_expert.keeping.checking.running import Check
from whycry_expert.printable import one_line

_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
"""What begins a link within a message, unless a backslash stands before it (SARIF 2.1.0, 3.11.6)."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_data(remarks: Iterable[Remark], checks: Mapping[str, Check], version: str) -> dict[str, Any]:
    """Give remarks as a SARIF log of one run; files are named relative to the working folder where they lie in it."""
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "whycry-expert kb check",
                        "version": version,
                        "rules": [_rule(check) for check in checks.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(remark, checks[remark.code]) for remark in remarks],
            }
        ],
    }


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "shortDescription": {"text": check.title},
        "help": {"text": f"docs/checks/{check.code}.md says what it means, why it matters, and how it is mended."},
        "defaultConfiguration": {"level": check.severity.value},
    }


def _result(remark: Remark, check: Check) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(remark.place.file)}}
    if remark.place.line:
        location["region"] = {"startLine": remark.place.line, "startColumn": remark.place.column}
    return {
        "ruleId": remark.code,
        "level": check.severity.value,
        "message": {"text": _LINK.sub(r"\\[", one_line(remark.message))},
        "locations": [{"physicalLocation": location}],
    }


def _uri(file: str) -> str:
    path = Path(file)
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
