"""Conflict resolution with a total order, so that the firings are the same in every process."""

from bisect import insort
from collections.abc import Hashable, Sequence
from operator import attrgetter

from whycry_expert.inference.experta_import import Activation, Agenda, Strategy


class RankedStrategy(Strategy):  # type: ignore[misc]  # experta has no types
    """Fires the activation with the highest salience first and, of those, the one whose rule has the lowest rank.

    Each rule carries a rank of its own, and a rule has at most one activation at a time, since working memory
    holds at most one element that meets a pattern. So the order is total. Activations are taken off the agenda by what
    they are, never by where a sort would put them.
    """

    def update_agenda(self, agenda: Agenda, added: Sequence[Activation], removed: Sequence[Activation]) -> None:
        """Put new activations in, take withdrawn ones out."""
        if added or removed:
            super().update_agenda(agenda, added, removed)

    def _update_agenda(self, agenda: Agenda, added: Sequence[Activation], removed: Sequence[Activation]) -> None:
        if removed:
            withdrawn = {_identity(activation) for activation in removed}
            agenda.activations = [kept for kept in agenda.activations if _identity(kept) not in withdrawn]
        if len(added) > _FEW:
            agenda.activations.extend(added)
            agenda.activations.sort(key=_URGENCY)
        else:
            # a sort would look at all that waits, at each firing
            for activation in added:
                insort(agenda.activations, activation, key=_URGENCY)


def _identity(activation: Activation) -> Hashable:
    return activation.rule.urgency, frozenset(fact["__factid__"] for fact in activation.facts)


_FEW = 8
_URGENCY = attrgetter("rule.urgency")
"""The place on the agenda, whose last element fires next: salience, then the lowest rank."""
