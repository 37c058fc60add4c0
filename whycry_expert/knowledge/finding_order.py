"""Puts findings into an order in which each can be concluded."""

from collections.abc import Iterable
from typing import Final

from whycry_expert.errors import Complaints
from whycry_expert.knowledge.condition import findings_in
from whycry_expert.knowledge.model import Finding

MAX_DEPTH_OF_FINDINGS: Final = 50
"""So many findings may rest on one another in a row: whoever explains a conclusion has to go down all of them."""


def dependency_order(findings: Iterable[Finding], complaints: Complaints) -> tuple[Finding, ...]:
    """Order findings so that each comes after those that its rules test; complain about every circle.

    Of findings that rest on others too deep no more are ordered than show it.
    """
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
            ready = _circle(needs, waiting)
            message = f"these findings depend on each other in a circle: {' -> '.join([*ready, ready[0]])}"
            complaints.add(waiting[ready[0]].place, message)
        depth += 1
        if depth == MAX_DEPTH_OF_FINDINGS + 1:
            message = (
                f"findings rest on findings here more than {MAX_DEPTH_OF_FINDINGS} deep, the most that is followed"
            )
            complaints.add(waiting[ready[0]].place, message)
            break
        ordered.extend(waiting.pop(name) for name in ready)
    return tuple(ordered)


def _circle(needs: dict[str, set[str]], waiting: Iterable[str]) -> list[str]:
    """Give a circle among names of which each needs another one, beginning with its first in the order of the file."""
    order = {name: position for position, name in enumerate(waiting)}
    path: dict[str, None] = {}
    name = next(iter(order))
    while name not in path:
        path[name] = None
        name = min(needs[name] & order.keys(), key=order.__getitem__)
    names = list(path)
    circle = names[names.index(name) :]
    first = circle.index(min(circle, key=order.__getitem__))
    return circle[first:] + circle[:first]
