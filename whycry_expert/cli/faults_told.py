"""What is told of the faults of a conclusion where readings are held back."""

from collections.abc import Iterable

from whycry_expert.knowledge.model import Knowledge
from whycry_expert.proof.comparison import Fault


def without_readings(faults: Iterable[Fault], knowledge: Knowledge) -> tuple[Fault, ...]:
    """Leave out the faults that name a reading or a rule of one, and say how many there are."""
    names = [name for meaning in knowledge.meanings for name in (meaning.name, meaning.title)]
    names += [rule.name for meaning in knowledge.meanings for rule in meaning.rules]
    all_of_them = tuple(faults)
    told = tuple(fault for fault in all_of_them if not any(name in str(fault) for name in names))
    left = len(all_of_them) - len(told)
    if not left:
        return told
    return (*told, Fault("readings", f"held back, since a notice was raised: {left}; --trace shows all"))
