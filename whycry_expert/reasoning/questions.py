"""Which unanswered fact would tell the open readings apart best.

Strengths are judgements and not frequencies, so an expected value would be fictitious. What is summed instead is
the greatest swing that an answer can take part in: over the open rules that a fact feeds, the points that the
rule can still bring, shared among the facts of the rule that are not answered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.answer import Answers, Choices
from whycry_expert.knowledge.certainty import THRESHOLD, ZERO, bar_to_lead, points
from whycry_expert.knowledge.condition import FindingTest, OptionTest, facts_in, value_of
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, Rule
from whycry_expert.reasoning.bounds import Outlook, RuleState, rule_alternatives

SENSITIVE_COST = 2


@dataclass(frozen=True, slots=True)
class OpenQuestion:
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
    swings: dict[str, Decimal] = defaultdict(Decimal)
    meanings: dict[str, dict[str, None]] = defaultdict(dict)
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    for meaning in contending(outlook):
        for state in open_rules(outlook, meaning):
            fed = search.askable(state.rule)
            for fact in fed:
                swings[fact] += points(state.possible) / len(fed)
                meanings[fact][meaning] = None
                rules[fact][state.rule.name] = None
    found = [
        OpenQuestion(
            name,
            _per_cost(fact, swings[name]),
            tuple(meanings[name]),
            tuple(rules[name]),
            search.options_that_matter(fact),
        )
        for name, fact in knowledge.facts.items()
        if name in swings
    ]
    return tuple(sorted(found, key=lambda question: -question.swing))


def contending(outlook: Outlook) -> tuple[str, ...]:
    """Name the readings that lead or may still lead."""
    worst = max((bounds.worst for bounds in outlook.bounds.values()), default=ZERO)
    bar = bar_to_lead(worst)
    return tuple(name for name, bounds in outlook.bounds.items() if bounds.best >= bar)


def open_rules(outlook: Outlook, meaning: str) -> Iterator[RuleState]:
    """Give the rules of a meaning that can still change it: they can weigh more than what counts in their line."""
    states = outlook.rules[meaning]
    for state in states:
        counted = max(
            other.known
            for other in states
            if other.rule.line == state.rule.line and other.rule.direction is state.rule.direction
        )
        if state.possible > counted:
            yield state


def asked_now(fact: Fact, answers: Answers) -> bool:
    """Tell whether a fact is to be asked: it is not answered in full, and its `only if` holds."""
    given = answers.get(fact.name)
    if given is not None and not (isinstance(given, Choices) and len(given.options) < len(fact.options)):
        return False
    return fact.only_if is None or value_of(fact.only_if, answers, {}).holds


class _Search:
    """Finds the facts that bear on rules, under one set of answers."""

    def __init__(self, knowledge: Knowledge, answers: Answers, outlook: Outlook, closed: Collection[str]) -> None:
        self._closed = closed
        self._knowledge = knowledge
        self._answers = answers
        self._outlook = outlook
        self._findings = {finding.name: finding for finding in knowledge.findings}
        self._options: dict[str, dict[str, None]] = defaultdict(dict)

    def askable(self, rule: Rule) -> tuple[str, ...]:
        """Name the facts to be asked that bear on a rule: by itself, through findings or through an `only if`."""
        pending = [rule]
        gates: list[str] = []
        seen: dict[str, None] = {}
        while pending:
            for literal in self._undecided(pending.pop(0)):
                if literal.subject not in seen:
                    seen[literal.subject] = None
                    if isinstance(literal.test, FindingTest):
                        pending.extend(self._findings[literal.subject].rules)
                    else:
                        gates.extend(self._gates(literal.subject))
        return tuple(name for name in dict.fromkeys((*seen, *gates)) if self._is_asked(name))

    def options_that_matter(self, fact: Fact) -> tuple[str, ...]:
        """Name the unanswered options of a choices fact that any rule searched so far tests."""
        given = self._answers.get(fact.name)
        answered = dict(given.options) if isinstance(given, Choices) else {}
        wanted = self._options[fact.name] if fact.kind is Kind.CHOICES else {}
        return tuple(name for name in fact.option_names if name in wanted and name not in answered)

    def _is_asked(self, name: str) -> bool:
        fact = self._knowledge.facts.get(name)
        return fact is not None and name not in self._closed and asked_now(fact, self._answers)

    def _gates(self, name: str) -> Iterator[str]:
        """Name the facts that decide whether a fact is asked at all, while that is open."""
        condition = self._knowledge.facts[name].only_if
        if condition is not None and name not in self._answers and not self._is_asked(name):
            for gate in facts_in(condition):
                yield gate
                yield from self._gates(gate)

    def _undecided(self, rule: Rule) -> Iterator[Literal]:
        """Give the literals that can still come to hold, in alternatives that can."""
        possibilities, support = self._outlook.possibilities, self._outlook.support
        for alternative in rule_alternatives(rule):
            if possibilities.alternative(alternative, support).hi < THRESHOLD:
                continue
            for literal in alternative:
                value = possibilities.literal(literal, support)
                if value.lo < value.hi:
                    if isinstance(literal.test, OptionTest):
                        self._options[literal.subject].update(dict.fromkeys(literal.test.options))
                    yield literal


def _per_cost(fact: Fact, swing: Decimal) -> Decimal:
    return swing / SENSITIVE_COST if fact.sensitive else swing
