"""Puts findings into an order in which each can be concluded."""

from collections.abc import Iterable
from typing import Final

from whycry_expert.errors import Complaints
from whycry_expert.knowledge.condition import findings_in
from whycry_expert.knowledge.model import Finding

MAX_DEPTH_OF_FINDINGS: Final = 50
"""So many findings may rest on one another in a row: whoever explains a conclusion has to go down all of them."""


def dependency_order(findings: Iterable[Finding], complaints: Complaints) -> tuple[Finding, ...]:
    """Order findings so that each comes after those that its rules test; complain about every circle."""
    waiting = {finding.name: finding for finding in findings}
    needs = {
        name: {other for rule in finding.rules for other in findings_in(rule.condition)}
        for name, finding in waiting.items()
    }
    ordered: list[Finding] = []
    depth = 0
    while waiting:
        ready = [name for name in waiting if not needs[name] & waiting.keys()]
        if not ready:
            ready = _circle(needs, list(waiting))
            message = f"these findings depend on each other in a circle: {' -> '.join([*ready, ready[0]])}"
            complaints.add(waiting[ready[0]].place, message)
        depth += 1
        if depth == MAX_DEPTH_OF_FINDINGS + 1:
            message = (
                f"findings rest on findings here more than {MAX_DEPTH_OF_FINDINGS} deep, the most that is followed"
            )
            complaints.add(waiting[ready[0]].place, message)
        ordered.extend(waiting.pop(name) for name in ready)
    return tuple(ordered)


def _circle(needs: dict[str, set[str]], waiting: list[str]) -> list[str]:
    """Give a circle among names of which each needs another one, beginning with its first in the order of the file."""
    path: list[str] = []
    name = waiting[0]
    while name not in path:
        path.append(name)
        name = next(other for other in waiting if other in needs[name])
    circle = path[path.index(name) :]
    first = circle.index(min(circle, key=waiting.index))
    return circle[first:] + circle[:first]
