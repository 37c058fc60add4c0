"""A plugin for pytest that runs the tests of experta itself with our matcher in the place of its Rete.

Our matcher takes rules whose patterns join no variables. Whatever else a test uses (NOT, TEST, EXISTS, FORALL, a
variable in two patterns, a negated one) is refused with a reason, and the test is skipped with it.
"""

from collections.abc import Mapping

import pytest

from whycry_expert.inference.counting import CountingMatcher
from whycry_expert.inference.experta_import import Activation, ExpertaFact, KnowledgeEngine

from experta import OR  # isort: skip # it needs the import above
from experta.conditionalelement import AND  # isort: skip
from experta.fieldconstraint import NOTFC, FieldConstraint  # isort: skip
from experta.matchers.rete.utils import generate_checks, prepare_rule  # isort: skip


class NotSupportedError(Exception):
    """A rule needs more than counting."""


class RuleIndex:
    """The conditions of any rules of experta, each pattern of each rule for itself."""

    def __init__(self, rules):
        self.rules, self.conditions, self._patterns = [], [], []
        for rule in dict.fromkeys(map(prepare_rule, rules)):
            for conjunction in rule[0] if isinstance(rule[0], OR) else [rule]:
                patterns = [conjunction] if isinstance(conjunction, ExpertaFact) else _flat(conjunction)
                _refuse_joins(patterns)
                self.conditions.append(range(len(self._patterns), len(self._patterns) + len(patterns)))
                self._patterns += [tuple(generate_checks(pattern)) for pattern in patterns]
                self.rules.append(rule)
        self.uses = [[number] for number, conditions in enumerate(self.conditions) for _ in conditions]

    def met_by(self, fact):
        return [number for number in range(len(self._patterns)) if self.context(number, fact) is not None]

    def context(self, number, fact):
        context = {}
        for check in self._patterns[number]:
            told = check(fact)
            if not told:
                return None
            if isinstance(told, Mapping):
                if any(context.get(name, value) != value for name, value in told.items()):
                    return None
                context |= told
        return context


def _flat(conjunction):
    patterns = []
    for part in conjunction:
        if isinstance(part, AND):
            patterns += _flat(part)
        elif isinstance(part, ExpertaFact):
            patterns.append(part)
        else:
            raise NotSupportedError(f"{type(part).__name__} in a rule")
    return patterns


def _refuse_joins(patterns):
    bound = [name for pattern in patterns for name in set(_bound_in(pattern))]
    if len(bound) > len(set(bound)):
        raise NotSupportedError("a variable that joins patterns")


def _bound_in(constraint):
    parts = constraint.values() if isinstance(constraint, ExpertaFact) else constraint
    for part in parts:
        if isinstance(part, FieldConstraint):
            if getattr(part, "__bind__", None) is not None:
                yield part.__bind__
            below = list(_bound_in(part)) if isinstance(part, tuple) and not hasattr(part, "_fields") else []
            if below and isinstance(part, NOTFC):
                raise NotSupportedError("a negated variable")
            yield from below


class RuleMatcher(CountingMatcher):
    def __init__(self, engine):
        engine.conditions = RuleIndex(engine.get_rules())
        engine.rule = engine.conditions.rules.__getitem__
        super().__init__(engine)

    def _activation(self, rule, elements):
        context = {}
        for number, element in zip(self.engine.conditions.conditions[rule], elements, strict=True):
            context |= self.engine.conditions.context(number, element)
        return Activation(self.engine.rule(rule), elements, context)


def pytest_configure():
    KnowledgeEngine.__matcher__ = RuleMatcher


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    try:
        return (yield)
    except NotSupportedError as refused:
        pytest.skip(f"not for counting: {refused}")
