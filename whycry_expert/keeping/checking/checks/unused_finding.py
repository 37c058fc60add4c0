"""No rule uses a finding."""

from collections.abc import Iterator

from whycry_expert.keeping.checking.base import Base
from whycry_expert.keeping.checking.remark import Remark, Severity

SEVERITY = Severity.WARNING


def look(base: Base) -> Iterator[Remark]:
    """Remark on each finding that no condition tests: it is concluded in vain."""
    for finding in base.knowledge.findings:
        if finding.name not in base.uses.findings:
            yield Remark(finding.place, "unused-finding", f"no condition tests the finding {finding.name}")
