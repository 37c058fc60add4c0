"""How everything stands under some answers; a few changed answers are followed up cheaply."""

from collections.abc import Mapping
from fractions import Fraction

from whycry_expert.evaluation.ratio import Ratio, can_lead, certainty_of, combined, leading_among, stands_beside
from whycry_expert.evaluation.valuation import Valuation
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.knowledge.answer import Answer, Answers
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.model import Knowledge, Rule


class Standing:
    """How findings, rules and readings stand under some answers: as a run of the engine concludes from them."""

    __slots__ = ("answers", "knowledge", "ratios", "valuation", "wiring")

    def __init__(self, knowledge: Knowledge, answers: Answers, valuation: Valuation, ratios: list[Ratio]) -> None:
        self.knowledge = knowledge
        self.wiring = valuation.wiring
        self.answers = answers
        self.valuation = valuation
        self.ratios = ratios

    def after(self, changes: Mapping[str, Answer | None]) -> "Standing":
        """Give the standing with other answers to some facts, None for none; only what hangs on them is worked out."""
        answers = {name: answer for name, answer in self.answers.items() if name not in changes}
        values: dict[int, int] = {}
        for name, answer in changes.items():
            values.update(dict.fromkeys(self.wiring.fact_literals[self.wiring.facts[name]], 0))
            if answer is not None:
                answers[name] = answer
                values.update(self.wiring.met(name, answer))
        valuation, readings = self.valuation.after(values)
        ratios = self.ratios.copy()
        for reading in readings:
            ratios[reading] = ratio_of(valuation, reading)
        return Standing(self.knowledge, answers, valuation, ratios)

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition that stands in the knowledge base holds."""
        return bool(self.valuation.conditions[self.wiring.condition_numbers[condition]])

    def applies(self, fact: str) -> bool:
        """Tell whether the `only if` of a fact holds, or it has none."""
        only_if = self.wiring.compiled.only_ifs[self.wiring.facts[fact]]
        return only_if < 0 or bool(self.valuation.conditions[only_if])

    @property
    def raised(self) -> tuple[str, ...]:
        """The notices that are raised, the most urgent first."""
        conditions, numbers = self.valuation.conditions, self.wiring.compiled.notices
        return tuple(name for name, number in zip(self.wiring.notices, numbers, strict=True) if conditions[number])

    def support(self, finding: str) -> Fraction:
        """Give the support of a finding, in [0, 1)."""
        return Fraction(self.valuation.supports[self.wiring.findings[finding]], self.wiring.compiled.scale)

    def weight(self, rule: Rule) -> Fraction:
        """Give what a rule weighs, in [0, 1): its strength times the value of its condition, where that holds."""
        value = self.valuation.conditions[self.wiring.rules[rule.name]]
        return rule.certainty_factor * Fraction(value, self.wiring.compiled.scale)

    def certainty(self, meaning: str) -> Fraction:
        """Give the certainty of a reading, in (-1, 1)."""
        return certainty_of(self.ratios[self.wiring.readings[meaning]])

    @property
    def certainties(self) -> dict[str, Fraction]:
        """The certainty of every reading, in the order of the meanings."""
        return {name: certainty_of(ratio) for name, ratio in zip(self.wiring.readings, self.ratios, strict=True)}

    @property
    def leading(self) -> tuple[str, ...]:
        """The readings that lead, highest first, else in the order of the meanings."""
        able = ((name, self.ratios[number]) for name, number in self.wiring.readings.items())
        return leading_among((name, ratio) for name, ratio in able if can_lead(ratio))

    def leads(self, meaning: str) -> bool:
        """Tell whether a reading leads, alone or beside others."""
        own = self.ratios[self.wiring.readings[meaning]]
        return can_lead(own) and all(stands_beside(own, other) for other in self.ratios)


def ratio_of(valuation: Valuation, reading: int) -> Ratio:
    """Combine what counts on each side of each line of a reading."""
    compiled, sides = valuation.wiring.compiled, valuation.sides
    numbers = compiled.readings[reading]
    return combined(
        [sides[side] for side in numbers if not compiled.against[side]],
        [sides[side] for side in numbers if compiled.against[side]],
        compiled.scale,
    )


def standing_of(knowledge: Knowledge, answers: Answers) -> Standing:
    """Work out the standing under some answers."""
    wiring = wiring_of(knowledge)
    valuation = Valuation.of(
        wiring, (literal for name, answer in answers.items() for literal in wiring.met(name, answer))
    )
    return Standing(
        knowledge, answers, valuation, [ratio_of(valuation, number) for number in range(len(wiring.readings))]
    )
