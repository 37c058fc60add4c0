"""Which unanswered fact would tell the open readings apart best.

Strengths are judgements and not frequencies, so an expected value would be fictitious. What is summed instead is
the greatest swing that an answer can take part in: over the open rules that a fact feeds, the points that the
rule can still bring, shared among the facts of the rule that are not answered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from whycry_expert.evaluation.compiled import TWENTIETHS
from whycry_expert.evaluation.standing import Standing
from whycry_expert.knowledge.answer import Answers
from whycry_expert.knowledge.certainty import ZERO, bar_to_lead, points
from whycry_expert.knowledge.condition import FactTest, facts_in
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.reasoning.bounds import Outlook

SENSITIVE_COST = 2


class OpenQuestion(Struct, frozen=True):
    """A fact that is not answered, or not in full.

    `swing` says how much it could matter, in points; `meanings` and `rules` whom it serves. For a choices fact
    `options` are those that are not answered and would matter.
    """

    fact: str
    swing: Decimal
    meanings: tuple[str, ...]
    rules: tuple[str, ...]
    options: tuple[str, ...] = ()


def open_questions(
    knowledge: Knowledge, answers: Answers, outlook: Outlook, closed: Collection[str] = ()
) -> tuple[OpenQuestion, ...]:
    """Rank the facts that are to be asked and can matter, the most telling first; ties in vocabulary order.

    Facts in `closed` are not asked, as they were asked before.
    """
    search = _Search(knowledge, answers, outlook, closed)
    facts = outlook.standing.wiring.compiled.facts
    names = tuple(outlook.standing.wiring.rules)
    served: dict[int, list[tuple[Decimal, str, str]]] = defaultdict(list)
    for meaning in contending(outlook):
        for rule, possible in open_rules(outlook, meaning):
            if fed := search.askable(rule):
                share = _points(possible, outlook.standing.wiring.compiled.scale) / len(fed), meaning, names[rule]
                for fact in fed:
                    served[fact].append(share)
    found = []
    for number in sorted(served):
        shares, meanings, rules = zip(*served[number], strict=True)
        asked = knowledge.facts[facts[number]]
        swing = _per_cost(asked, sum(shares, Decimal()))
        options = search.options_that_matter(asked)
        found.append(OpenQuestion(asked.name, swing, tuple(dict.fromkeys(meanings)), rules, options))
    return tuple(sorted(found, key=lambda question: -question.swing))


@lru_cache(maxsize=65536)
def _points(weight: int, scale: int) -> Decimal:
    return points(Fraction(weight, scale))


def contending(outlook: Outlook) -> tuple[str, ...]:
    """Name the readings that lead or may still lead."""
    worst = max((bounds.worst for bounds in outlook.bounds.values()), default=ZERO)
    bar = bar_to_lead(worst)
    return tuple(name for name, bounds in outlook.bounds.items() if bounds.best >= bar)


def open_rules(outlook: Outlook, meaning: str) -> Iterator[tuple[int, int]]:
    """Give the numbers of the rules of a meaning that can still change it, each with the most that it can weigh.

    They can weigh more than what counts on their side of their line.
    """
    wiring, compiled = outlook.standing.wiring, outlook.standing.wiring.compiled
    counted, possible = outlook.standing.valuation.sides, outlook.prospect.possible.conditions
    for rule in wiring.rules_of[wiring.readings[meaning]]:
        weight = compiled.strengths[rule] * possible[rule] // TWENTIETHS
        if weight > counted[wiring.side_of[rule]]:
            yield rule, weight


def asked_now(standing: Standing, fact: Fact) -> bool:
    """Tell whether a fact is to be asked: it is not answered in full, and its `only if` holds."""
    given = standing.answers.get(fact.name)
    answered_in_full = given is not None and len(given.options) >= len(fact.parts)
    return not answered_in_full and standing.applies(fact.name)


class _Search:
    """Finds the facts that bear on rules, under one set of answers."""

    def __init__(self, knowledge: Knowledge, answers: Answers, outlook: Outlook, closed: Collection[str]) -> None:
        self._answers = answers
        self._standing, self._possible = outlook.standing, outlook.prospect.possible
        self._facts = list(knowledge.facts.values())
        self._asked = [fact.name not in closed and asked_now(self._standing, fact) for fact in self._facts]
        self._below: dict[int, frozenset[int]] = {}
        self._bearing: dict[int, frozenset[int]] = {}
        self._met: set[int] = set()

    def askable(self, rule: int) -> frozenset[int]:
        """Give the facts to be asked that bear on a rule: by itself, through findings or through an `only if`."""
        if rule not in self._below:
            found: set[int] = set()
            wiring = self._standing.wiring
            over_facts = len(wiring.compiled.literal_spots)
            for literal in self._undecided(rule):
                if literal < over_facts:
                    self._met.add(literal)
                    found |= self._bearing_on(wiring.fact_of[literal])
                else:
                    for inner in wiring.compiled.findings[literal - over_facts]:
                        found |= self.askable(inner)
            self._below[rule] = frozenset(found)
        return self._below[rule]

    def options_that_matter(self, fact: Fact) -> tuple[str, ...]:
        """Name the unanswered options of a choices fact that any rule searched so far tests."""
        if not fact.several:
            return ()
        wiring, given = self._standing.wiring, self._answers.get(fact.name)
        answered = dict(given.options) if given is not None else {}
        tests = [
            wiring.compiled.literals[literal].test
            for literal in wiring.fact_literals[wiring.facts[fact.name]]
            if literal in self._met
        ]
        wanted = {option for test in tests if isinstance(test, FactTest) for option in test.options}
        return tuple(name for name in fact.option_names if name in wanted and name not in answered)

    def _bearing_on(self, number: int) -> frozenset[int]:
        """Give a fact where it is asked, else the facts that decide whether it is asked at all, while that is open."""
        if number not in self._bearing:
            fact = self._facts[number]
            found = {number} if self._asked[number] else set()
            if not found and fact.only_if is not None and fact.name not in self._answers:
                for gate in facts_in(fact.only_if):
                    found |= self._bearing_on(self._standing.wiring.facts[gate])
            self._bearing[number] = frozenset(found)
        return self._bearing[number]

    def _undecided(self, rule: int) -> set[int]:
        """Give the literals that can still come to hold, or hold better, in alternatives that can."""
        known, possible = self._standing.valuation.literals, self._possible.literals
        return {
            literal
            for way in self._standing.wiring.ways[rule]
            if all(map(possible.__getitem__, way))
            for literal in way
            if known[literal] < possible[literal]
        }


def _per_cost(fact: Fact, swing: Decimal) -> Decimal:
    return swing / SENSITIVE_COST if fact.sensitive else swing
