"""What one answer did everywhere in a conclusion."""

from msgspec import Struct

from whycry_expert.evaluation.prospect import Prospect
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.inference.trace import ConditionMet
from whycry_expert.knowledge.model import Rule
from whycry_expert.reasoning.difference import Difference, difference_of


class FactEffect(Struct, frozen=True):
    """What the answer to a fact did.

    `without` compares the conclusion (after) with what it would be without the answer (before). `matched` are rules
    that fired on the answer, and `ruled_out` those that it keeps from ever firing, whatever else is answered.
    """

    fact: str
    conclusion: Conclusion
    without: Difference
    matched: tuple[Rule, ...]
    ruled_out: tuple[Rule, ...]


def effect_of(conclusion: Conclusion, fact: str) -> FactEffect:
    """Say what the answer to a fact did; where it is not answered, that is nothing at all."""
    knowledge = conclusion.knowledge
    other = infer(knowledge, conclusion.situation.with_answers({fact: None}))
    met = (firing for firing in conclusion.trace if isinstance(firing, ConditionMet))
    fired = {firing.rule for firing in met if any(match.subject == fact for match in firing.matched)}
    before, after = (
        Prospect(standing_of(knowledge, answers)).possible.conditions
        for answers in (other.situation.answers, conclusion.situation.answers)
    )
    # a rule of a finding has no line
    lost = (rule for number, rule in enumerate(knowledge.rules()) if rule.line and before[number] > after[number] == 0)
    return FactEffect(
        fact,
        conclusion,
        difference_of(other, conclusion),
        tuple(rule for rule in knowledge.rules() if rule.name in fired),
        tuple(lost),
    )
