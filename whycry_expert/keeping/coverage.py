"""What of a knowledge base its situations exercise, and which rule none of them would miss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.enumeration import all_of
from whycry_expert.keeping.evaluating import Evaluator
from whycry_expert.keeping.examples import Example
from whycry_expert.knowledge.alternatives import alternatives
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.model import Direction, Knowledge, Rule
from whycry_expert.reasoning.expectations import shortfalls


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """How many situations a rule holds in, counts in, and is needed by: without it their stated outcome is missed.

    `alternatives` gives for each alternative of its condition how many situations it holds in.
    """

    rule: Rule
    holds: int
    counts: int
    needed: int
    alternatives: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LineCoverage:
    """How many situations speak for and against a meaning in one of its lines; None where no rule can."""

    meaning: str
    line: str
    speaks_for: int | None
    speaks_against: int | None


@dataclass(frozen=True, slots=True)
class OptionCoverage:
    """How many situations answer an option, or a fact without options, with yes and with no.

    A choice or a number cannot be denied; then `no` is None.
    """

    fact: str
    option: str
    yes: int
    no: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a whole knowledge base by `situations` that could be read."""

    situations: int
    rules: tuple[RuleCoverage, ...]
    lines: tuple[LineCoverage, ...]
    options: tuple[OptionCoverage, ...]

    @property
    def unneeded(self) -> tuple[str, ...]:
        """The rules whose removal no stated outcome notices."""
        return tuple(covered.rule.name for covered in self.rules if not covered.needed)


class _Count:
    """Counts over situations, one by one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._evaluator = Evaluator(knowledge)
        names = [rule.name for rule in knowledge.rules()]
        self.holds, self.counts, self.needed = (dict.fromkeys(names, 0) for _ in range(3))
        self.held = {rule.name: [0] * len(alternatives(rule.condition)) for rule in knowledge.rules()}
        self.sides: dict[tuple[str, str, Direction], int] = {}
        self._answered: dict[tuple[str, str, bool], int] = {}

    def take(self, example: Example) -> None:
        if example.situation is None:
            return
        weighed = self._evaluator.weigh(example.situation.answers)
        counting = self._evaluator.counts(weighed)
        expected = example.situation.expectation
        for rule in self._evaluator.knowledge.rules():
            if not weighed.weights[rule.name]:
                continue
            self.holds[rule.name] += 1
            for position in weighed.alternatives_held(rule):
                self.held[rule.name][position] += 1
            if rule.name in counting:
                self.counts[rule.name] += 1
                outcome = self._evaluator.outcome_without(weighed, rule.name)
                self.needed[rule.name] += bool(expected is not None and shortfalls(expected, outcome))
        self._take_sides(weighed.weights)
        self._take_answers(example.situation.answers)

    def _take_sides(self, weights: Mapping[str, Fraction]) -> None:
        sides = {
            (meaning.name, rule.line, rule.direction)
            for meaning in self._evaluator.knowledge.meanings
            for rule in meaning.rules
            if weights[rule.name]
        }
        for side in sides:
            self.sides[side] = self.sides.get(side, 0) + 1

    def _take_answers(self, answers: Answers) -> None:
        for fact, answer in answers.items():
            for option, signed in answer.options:
                said = fact, option, signed > 0
                self._answered[said] = self._answered.get(said, 0) + 1

    def option(self, fact: str, option: str, *, can_deny: bool) -> OptionCoverage:
        yes, no = (self._answered.get((fact, option, said), 0) for said in (True, False))
        return OptionCoverage(fact, option, yes, no if can_deny else None)


def coverage_of(knowledge: Knowledge, examples: Iterable[Example]) -> Coverage:
    """Count what some situations exercise; those that cannot be read are left out."""
    count = _Count(knowledge)
    readable = [example for example in examples if example.situation is not None]
    for example in readable:
        count.take(example)
    return Coverage(
        len(readable),
        tuple(_rule(count, rule) for rule in knowledge.rules()),
        tuple(_lines(count, knowledge)),
        tuple(_options(count, knowledge)),
    )


def _rule(count: _Count, rule: Rule) -> RuleCoverage:
    told = [all_of(map(str, alternative)) for alternative in alternatives(rule.condition)]
    held = tuple(zip(told, count.held[rule.name], strict=True))
    return RuleCoverage(rule, count.holds[rule.name], count.counts[rule.name], count.needed[rule.name], held)


def _lines(count: _Count, knowledge: Knowledge) -> Iterable[LineCoverage]:
    for meaning in knowledge.meanings:
        for line in meaning.lines:
            directions = {rule.direction for rule in meaning.rules if rule.line == line.name}
            found = [
                count.sides.get((meaning.name, line.name, direction), 0) if direction in directions else None
                for direction in Direction
            ]
            yield LineCoverage(meaning.name, line.name, *found)


def _options(count: _Count, knowledge: Knowledge) -> Iterable[OptionCoverage]:
    for fact in knowledge.facts.values():
        for option in fact.option_names or ("",):
            yield count.option(fact.name, option, can_deny=fact.can_be_denied)
