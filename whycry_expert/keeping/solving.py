"""All situations that a vocabulary allows, as a problem for an SMT solver, so that what can never be is decided.

The domain is finite: every fact is unanswered or answered in one of the words of certainty, and a number is one of
those that the conditions can tell apart. The solver is z3: besides plain satisfiability it decides sums of weights,
which says whether a reading can lead. A witness is checked against the vocabulary as the loader applies it before it is
believed; where that refuses it, the solver learns why and looks on.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

import z3

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer, Answers
from whycry_expert.knowledge.certainty import ONE, THRESHOLD
from whycry_expert.knowledge.condition import (
    RELATIONS,
    AllOf,
    AnyOf,
    Condition,
    FactTest,
    FindingTest,
    Not,
    facts_in,
    findings_in,
)
from whycry_expert.knowledge.model import Fact, Finding, Kind, Knowledge, Rule
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.full_answers import telling_numbers

_ALWAYS, _NEVER = z3.BoolVal(True), z3.BoolVal(False)  # noqa: FBT003 - z3's own

MOST_SECONDS: Final = 300
"""So long all that is asked of one solver may take; the shipped knowledge takes some seconds."""

LEVELS: Final = tuple(sorted(value for value in CERTAINTY_WORDS.values() if value > 0))
"""How sure an answer can be, in words."""

_Spot = tuple[str, str]
"""A fact, and what is answered of it: an option, a number, or nothing for a yes-no fact."""


@dataclass(frozen=True)
class Statement:
    """Something that is so in some situations, and the facts that it depends on."""

    formula: z3.BoolRef
    facts: frozenset[str]

    def denied(self) -> "Statement":
        """Claim the contrary."""
        return Statement(z3.Not(self.formula), self.facts)


class Solver:
    """Looks for situations under which conditions of a knowledge base hold."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._findings: Mapping[str, Finding] = {finding.name: finding for finding in knowledge.findings}
        numbers = telling_numbers(knowledge)
        self._numbers = {name: {str(number): number for number in found} for name, found in numbers.items()}
        self._formulas: dict[tuple[Condition, Fraction, bool], z3.BoolRef] = {}
        self._applies: dict[str, z3.BoolRef] = {}
        self._given: dict[tuple[_Spot, bool], tuple[z3.BoolRef, ...]] = {}
        self._rules_of: dict[str, list[z3.BoolRef]] = {name: [] for name in knowledge.facts}
        self._learnt: list[Statement] = []
        self._values: dict[Condition, frozenset[Fraction]] = {}
        self._below: dict[Condition, frozenset[str]] = {}
        self._until = time.monotonic() + MOST_SECONDS
        for fact in knowledge.facts.values():
            self._declare(fact)
        for fact in knowledge.facts.values():
            if fact.only_if is not None:
                self._rules_of[fact.name].append(z3.Implies(self._answered(fact), self._possible(fact.only_if)))
        self._clashes = [
            (
                z3.Not(z3.And([self.holds(condition).formula for condition in clash.conditions])),
                [frozenset(facts_in(condition)) for condition in clash.conditions],
            )
            for clash in knowledge.clashes
        ]

    def holds(self, condition: Condition) -> Statement:
        """Claim that a condition holds."""
        return self.at_least(condition, THRESHOLD)

    def at_least(self, condition: Condition, level: Fraction) -> Statement:
        """Claim that the value of a condition is at least `level`, which lies above 0."""
        return Statement(self._at_least(condition, level, negated=False), self._facts_below(condition))

    def weighs(self, rule: Rule, weight: Fraction) -> Statement:
        """Claim that a rule weighs at least `weight`, which lies above 0."""
        return Statement(self._weighs(rule, weight), self._facts_below(rule.condition))

    def values(self, condition: Condition) -> frozenset[Fraction]:
        """Give all values above 0 that a condition might have."""
        if condition not in self._values:
            self._values[condition] = self._values_of(condition)
        return self._values[condition]

    def _values_of(self, condition: Condition) -> frozenset[Fraction]:
        if isinstance(condition, (AllOf, AnyOf)):
            return frozenset(value for part in condition.parts for value in self.values(part))
        if isinstance(condition, Not):
            return self.values(condition.part)
        if isinstance(condition, FindingTest):
            rules = self._findings[condition.finding].rules
            return frozenset(weight for rule in rules for weight in self.weights(rule))
        return frozenset(LEVELS)

    def weights(self, rule: Rule) -> tuple[Fraction, ...]:
        """Give all weights above 0 that a rule might have, in ascending order."""
        return tuple(
            sorted(rule.certainty_factor * value for value in self.values(rule.condition) if value >= THRESHOLD)
        )

    def witness(self, *claims: Statement) -> Answers | None:
        """Give answers that the vocabulary allows and under which all claims are so, or None where there are none.

        Only the facts that the claims depend on are answered: what else could be answered can also be left open.
        """
        cone = self._cone(fact for claim in claims for fact in claim.facts)
        solver = z3.Solver()
        solver.add(*(claim.formula for claim in claims), *self._constraints(cone))
        while self._satisfied(solver):
            model = solver.model()
            answers = self._answers(model, cone)
            clashes = find_clashes(self._knowledge, answers)
            if not clashes:
                return answers
            for clash in clashes:
                self._learnt.append(Statement(self._not_so(model, clash.facts), frozenset(clash.facts)))
                solver.add(self._learnt[-1].formula)
        return None

    def _satisfied(self, solver: z3.Solver) -> bool:
        """Tell whether a formula can be so. Raises InputError once all of it takes too long."""
        left = self._until - time.monotonic()
        solver.set("timeout", max(1, int(1000 * left)))
        found = solver.check() if left > 0 else z3.unknown
        if found == z3.unknown:
            message = (
                f"what answers can bring about was not decided within {MOST_SECONDS} s, so this was given up; "
                "a smaller knowledge base, or a part of this one, can be checked"
            )
            raise InputError([Problem(Place("kb check"), message)])
        return bool(found == z3.sat)

    def _cone(self, facts: Iterable[str]) -> frozenset[str]:
        """Give facts with all those that decide whether they are asked."""
        found: set[str] = set()
        waiting = list(facts)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                only_if = self._knowledge.facts[name].only_if
                waiting.extend(facts_in(only_if) if only_if is not None else ())
        return frozenset(found)

    def _constraints(self, cone: frozenset[str]) -> Iterator[z3.BoolRef]:
        outside: set[str] = set()
        for name in cone:
            yield from self._rules_of[name]
        for formula, sides in self._clashes:
            if all(side & cone for side in sides):
                outside.update(*sides)
                yield formula
        for name in outside - cone:
            yield z3.Not(self._answered(self._knowledge.facts[name]))
        yield from (claim.formula for claim in self._learnt if claim.facts <= cone)

    def _facts_below(self, condition: Condition) -> frozenset[str]:
        # worked out once each, however many rules test the same finding
        if condition not in self._below:
            self._below[condition] = self._found_below(condition)
        return self._below[condition]

    def _found_below(self, condition: Condition) -> frozenset[str]:
        found = set(facts_in(condition))
        for name in findings_in(condition):
            for rule in self._findings[name].rules:
                found |= self._facts_below(rule.condition)
        return frozenset(found)

    def _weighs(self, rule: Rule, weight: Fraction) -> z3.BoolRef:
        value = max(weight / rule.certainty_factor, THRESHOLD)
        return self._at_least(rule.condition, value, negated=False) if value <= ONE else _NEVER

    def _declare(self, fact: Fact) -> None:
        spots = [(fact.name, name) for name in self._names(fact)]
        rules = self._rules_of[fact.name]
        for spot in spots:
            for said in (True, False) if fact.can_be_denied else (True,):
                levels = tuple(z3.Bool(f"{'' if said else 'not '}{spot[0]}: {spot[1]} {level}") for level in LEVELS)
                self._given[spot, said] = levels
                rules += [z3.Implies(higher, lower) for lower, higher in pairwise(levels)]
            if fact.can_be_denied:
                rules.append(z3.Not(z3.And(self._given[spot, True][0], self._given[spot, False][0])))
        if not fact.can_be_denied and len(spots) > 1:
            rules.append(z3.AtMost(*(self._given[spot, True][0] for spot in spots), 1))

    def _names(self, fact: Fact) -> tuple[str, ...]:
        if fact.kind is Kind.NUMBER:
            return tuple(self._numbers[fact.name]) or ("0",)
        return fact.option_names or ("",)

    def _answered(self, fact: Fact) -> z3.BoolRef:
        return z3.Or([levels[0] for levels in self._levels(fact).values()])

    def _levels(self, fact: Fact) -> dict[tuple[str, bool], tuple[z3.BoolRef, ...]]:
        return {
            (name, said): self._given[(fact.name, name), said]
            for name in self._names(fact)
            for said in (True, False)
            if ((fact.name, name), said) in self._given
        }

    def _at_least(self, condition: Condition, level: Fraction, *, negated: bool) -> z3.BoolRef:
        key = condition, level, negated
        if key not in self._formulas:
            self._formulas[key] = self._formula(condition, level, negated=negated)
        return self._formulas[key]

    def _formula(self, condition: Condition, level: Fraction, *, negated: bool) -> z3.BoolRef:
        if isinstance(condition, Not):
            return self._at_least(condition.part, level, negated=not negated)
        if isinstance(condition, (AllOf, AnyOf)):
            parts = [self._at_least(part, level, negated=negated) for part in condition.parts]
            return z3.And(parts) if isinstance(condition, AllOf) != negated else z3.Or(parts)
        if isinstance(condition, FindingTest):
            return z3.Or([self._weighs(rule, level) for rule in self._findings[condition.finding].rules])
        return self._tested(condition, level, negated=negated)

    def _tested(self, test: FactTest, level: Fraction, *, negated: bool) -> z3.BoolRef:
        fact = self._knowledge.facts[test.fact]
        named = [(fact.name, name) for name in self._met(test, fact)]
        if not negated:
            return z3.Or([self._sure(spot, level, said=True) for spot in named])
        if fact.can_be_denied:
            return z3.And([self._sure(spot, level, said=False) for spot in named])
        others = [(fact.name, name) for name in self._names(fact) if (fact.name, name) not in named]
        return z3.Or([self._sure(spot, level, said=True) for spot in others])

    def _met(self, test: FactTest, fact: Fact) -> Iterable[str]:
        """Name what meets a test: options, or numbers."""
        if fact.kind is Kind.NUMBER:
            return [
                name
                for name, number in self._numbers[fact.name].items()
                if any(RELATIONS[spot.relation](number, spot.bound) for spot in test.spots)
            ]
        return test.options or ("",)

    def _sure(self, spot: _Spot, level: Fraction, *, said: bool) -> z3.BoolRef:
        enough = [position for position, known in enumerate(LEVELS) if known >= level]
        return self._given[spot, said][enough[0]] if enough else _NEVER

    def _possible(self, condition: Condition, *, negated: bool = False) -> z3.BoolRef:
        """Say that a condition holds or may still come to hold, as far as the answers to its own facts go."""
        if isinstance(condition, Not):
            return self._possible(condition.part, negated=not negated)
        if isinstance(condition, (AllOf, AnyOf)):
            parts = [self._possible(part, negated=negated) for part in condition.parts]
            return z3.And(parts) if isinstance(condition, AllOf) != negated else z3.Or(parts)
        if isinstance(condition, FindingTest):
            raise TypeError("a follow-up question depends on facts alone")
        contrary = self._at_least(condition, THRESHOLD, negated=not negated)
        still_open = z3.And(z3.Not(contrary), self._applying(condition.fact))
        return z3.Or(self._at_least(condition, THRESHOLD, negated=negated), still_open)

    def _applying(self, name: str) -> z3.BoolRef:
        if name not in self._applies:
            only_if = self._knowledge.facts[name].only_if
            self._applies[name] = _ALWAYS if only_if is None else self._possible(only_if)
        return self._applies[name]

    def _answers(self, model: z3.ModelRef, cone: frozenset[str]) -> dict[str, Answer]:
        found = {name: self._answer(fact, model) for name, fact in self._knowledge.facts.items() if name in cone}
        return {name: answer for name, answer in found.items() if answer is not None}

    def _answer(self, fact: Fact, model: z3.ModelRef) -> Answer | None:
        given: dict[str, Fraction] = {}
        for (name, said), levels in self._levels(fact).items():
            reached = [level for level, known in zip(LEVELS, levels, strict=True) if z3.is_true(model[known])]
            if reached:
                given[name] = reached[-1] if said else -reached[-1]
        if not given:
            return None
        if fact.kind is Kind.NUMBER:
            ((name, certainty),) = given.items()
            return Answer.of_number(self._number(fact, name), certainty)
        return Answer(tuple(sorted(given.items())), rest_denied=fact.kind is Kind.CHOICE)

    def _number(self, fact: Fact, name: str) -> Fraction:
        return self._numbers[fact.name].get(name, fact.least or fact.most or Fraction(0))

    def _not_so(self, model: z3.ModelRef, facts: Iterable[str]) -> z3.BoolRef:
        """Say that some facts are not answered as they are in a model."""
        known = [
            known for name in facts for levels in self._levels(self._knowledge.facts[name]).values() for known in levels
        ]
        return z3.Or([z3.Not(one) if z3.is_true(model[one]) else one for one in known])
