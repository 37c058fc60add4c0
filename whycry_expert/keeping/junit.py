"""Trials as JUnit XML, which build servers read."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from whycry_expert.keeping.trial import Trial, TrialVerdict
from whycry_expert.printable import one_line, printable

_FAILED = (TrialVerdict.MISSED, TrialVerdict.UNREADABLE)


def junit_text(trials: Sequence[Trial]) -> str:
    """Write one test case for each situation; a situation that states nothing counts as skipped."""
    counted = {
        "tests": len(trials),
        "failures": sum(trial.verdict is TrialVerdict.MISSED for trial in trials),
        "errors": sum(trial.verdict is TrialVerdict.UNREADABLE for trial in trials),
        "skipped": sum(trial.verdict is TrialVerdict.STATES_NOTHING for trial in trials),
    }
    attributes = {name: str(number) for name, number in counted.items()}
    root = Element("testsuites")
    suite = SubElement(root, "testsuite", {"name": "situations", **attributes})
    for trial in trials:
        _case(suite, trial)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, trial: Trial) -> None:
    name, path = one_line(trial.example.name), one_line(str(trial.example.path))
    case = SubElement(suite, "testcase", {"classname": "situations", "name": name, "file": path})
    if trial.verdict in _FAILED:
        kind = "failure" if trial.verdict is TrialVerdict.MISSED else "error"
        told = SubElement(case, kind, {"message": one_line(trial.missed[0])})
        told.text = printable("\n".join(trial.missed))
    elif trial.verdict is TrialVerdict.STATES_NOTHING:
        SubElement(case, "skipped", {"message": "it states no outcome"})
