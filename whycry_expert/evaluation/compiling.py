"""Compiles a knowledge base into plain numbers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from whycry_expert.evaluation.compiled import MILLIONTHS, TWENTIETHS, CompiledKnowledge
from whycry_expert.knowledge.alternatives import Literal, alternatives
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.condition import Condition, FactTest, FindingTest, Spot, findings_in, tests_in
from whycry_expert.knowledge.model import Direction, Fact, Kind, Knowledge, Rule


def compile_knowledge(knowledge: Knowledge) -> tuple[CompiledKnowledge, tuple[int, ...]]:
    """Compile a knowledge base, and tell which number each of its conditions has, in their order."""
    compiled, numbers = _Compiler(knowledge).compile(knowledge)
    return compiled, tuple(map(numbers.__getitem__, knowledge.conditions()))


class _Compiler:
    def __init__(self, knowledge: Knowledge) -> None:
        self._facts = knowledge.facts
        normal_forms = {condition: alternatives(condition) for condition in knowledge.conditions()}
        excluded = [
            [list(_entailing(condition, self._facts)) for condition in clash.conditions] for clash in knowledge.clashes
        ]
        used = chain(chain.from_iterable(chain.from_iterable(normal_forms.values())), *chain.from_iterable(excluded))
        over_facts = dict.fromkeys(literal for literal in used if isinstance(literal.test, FactTest))
        over_findings = [Literal(FindingTest(finding.name)) for finding in knowledge.findings]
        self._literals = {literal: number for number, literal in enumerate([*over_facts, *over_findings])}
        self._over_facts = tuple(over_facts)
        self._spots = {spot: number for number, spot in enumerate(_spots(knowledge))}
        self._normal_forms = normal_forms
        self._excluded = excluded
        self._alternatives: list[tuple[int, ...]] = []
        self._conditions: list[tuple[int, ...]] = []

    def compile(self, knowledge: Knowledge) -> tuple[CompiledKnowledge, dict[Condition, int]]:
        rules = {rule.name: number for number, rule in enumerate(knowledge.rules())}
        numbers: dict[Condition, int] = {}
        for rule in knowledge.rules():
            numbers.setdefault(rule.condition, self._add(rule.condition))
        numbers |= {condition: self._add(condition) for condition in self._normal_forms if condition not in numbers}
        spots_of: dict[str, list[int]] = {name: [] for name in knowledge.facts}
        for spot, number in self._spots.items():
            spots_of[spot.fact].append(number)
        of_meanings = [meaning.sides() for meaning in knowledge.meanings]
        sides = [side for of_meaning in of_meanings for side in of_meaning.items()]
        scale = MILLIONTHS * TWENTIETHS ** (_depth(knowledge) + 1)
        compiled = CompiledKnowledge(
            scale=scale,
            threshold=int(scale * THRESHOLD),
            facts=tuple(knowledge.facts),
            spots=tuple(self._spots),
            fact_spots=tuple(map(tuple, spots_of.values())),
            literals=tuple(self._literals),
            literal_spots=tuple(tuple(self._spots[spot] for spot in _spots_of(one)) for one in self._over_facts),
            negated=tuple(literal.negated for literal in self._over_facts),
            alternatives=tuple(self._alternatives),
            conditions=tuple(self._conditions),
            strengths=tuple(int(rule.certainty_factor * TWENTIETHS) for rule in knowledge.rules()),
            findings=tuple(_numbers(finding.rules, rules) for finding in knowledge.findings),
            sides=tuple(_numbers(members, rules) for _, members in sides),
            against=tuple(direction is Direction.AGAINST for (_, direction), _ in sides),
            readings=_consecutive(map(len, of_meanings)),
            notices=tuple(numbers[notice.condition] for notice in knowledge.notices),
            only_ifs=tuple(numbers[fact.only_if] if fact.only_if else -1 for fact in knowledge.facts.values()),
            clashes=tuple(tuple(numbers[part] for part in clash.conditions) for clash in knowledge.clashes),
            ruled_out=tuple(
                tuple(tuple(self._literals[literal] for literal in literals) for literals in parts)
                for parts in self._excluded
            ),
        )
        return compiled, numbers

    def _add(self, condition: Condition) -> int:
        first = len(self._alternatives)
        for alternative in self._normal_forms[condition]:
            self._alternatives.append(tuple(self._literals[literal] for literal in alternative))
        self._conditions.append(tuple(range(first, len(self._alternatives))))
        return len(self._conditions) - 1


def _spots(knowledge: Knowledge) -> list[Spot]:
    """Give the spots of all facts, in the order of the vocabulary: of numbers, those that anything tests."""
    found: dict[str, dict[Spot, None]] = {}
    for fact in knowledge.facts.values():
        spots = [Spot(fact.name, option) for option in fact.option_names]
        found[fact.name] = dict.fromkeys([Spot(fact.name)] if fact.kind is Kind.YES_NO else spots)
    for condition in knowledge.conditions():
        for test in tests_in(condition):
            if isinstance(test, FactTest):
                found[test.fact].update(dict.fromkeys(test.spots))
    return [spot for spots in found.values() for spot in spots]


def _spots_of(literal: Literal) -> tuple[Spot, ...]:
    return literal.test.spots if isinstance(literal.test, FactTest) else ()


def _numbers(rules: Iterable[Rule], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers[rule.name] for rule in rules)


def _consecutive(counts: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    found, first = [], 0
    for count in counts:
        found.append(tuple(range(first, first + count)))
        first += count
    return tuple(found)


def _depth(knowledge: Knowledge) -> int:
    """Give how many findings stand on each other at most."""
    depths: dict[str, int] = {}
    for finding in knowledge.findings:
        below = [depths[name] for rule in finding.rules for name in findings_in(rule.condition)]
        depths[finding.name] = 1 + max(below, default=0)
    return max(depths.values(), default=0)


def _entailing(condition: Condition, facts: Mapping[str, Fact]) -> Iterator[Literal]:
    """Give literals over facts that make `condition` hold all by themselves."""
    for alternative in alternatives(condition):
        literal = alternative[0]
        if len(alternative) == 1 and isinstance(literal.test, FactTest):
            yield literal
            yield from _making_it_hold(literal, literal.test, facts[literal.test.fact])


def _making_it_hold(literal: Literal, test: FactTest, fact: Fact) -> Iterator[Literal]:
    """Give literals over one spot each that entail a literal: any of its spots, or of a choice another option."""
    if not literal.negated:
        yield from (Literal(FactTest((spot,))) for spot in test.spots)
    elif fact.kind is Kind.CHOICE:
        others = (option for option in fact.option_names if option not in test.options)
        yield from (Literal(FactTest((Spot(fact.name, option),))) for option in others)
