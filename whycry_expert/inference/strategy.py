"""Conflict resolution with a total order, so that the firings are the same in every process."""

from collections.abc import Hashable

from whycry_expert.inference.experta_import import Activation, Agenda, Strategy


class RankedStrategy(Strategy):  # type: ignore[misc]  # experta has no types
    """Fires the activation with the highest salience first and, of those, the one whose rule has the lowest rank.

    Each rule carries a rank of its own, and a rule has at most one activation at a time, since working memory
    holds at most one element that meets a pattern. So the order is total. Activations are taken off the agenda by what
    they are, never by where a sort would put them.
    """

    def _update_agenda(self, agenda: Agenda, added: list[Activation], removed: list[Activation]) -> None:
        if removed:
            withdrawn = {_identity(activation) for activation in removed}
            agenda.activations = [kept for kept in agenda.activations if _identity(kept) not in withdrawn]
        if added:
            agenda.activations.extend(added)
            agenda.activations.sort(key=_urgency)


def _identity(activation: Activation) -> Hashable:
    return activation.rule.rank, frozenset(fact["__factid__"] for fact in activation.facts)


def _urgency(activation: Activation) -> tuple[int, int]:
    """Give the place on the agenda, whose last element fires next."""
    return activation.rule.salience, -activation.rule.rank
