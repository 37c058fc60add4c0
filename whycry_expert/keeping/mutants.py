"""Mutants of a knowledge base: each with one small mistake, as people make them.

A mutant that nothing notices shows where a situation or a check is missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from whycry_expert.keeping.evaluating import Evaluator, Weighed
from whycry_expert.keeping.examples import Example
from whycry_expert.knowledge.certainty import STRENGTHS
from whycry_expert.knowledge.condition import AllOf, AnyOf, Condition, FactTest, Not, without_each_part
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Rule
from whycry_expert.reasoning.expectations import shortfalls

_WORDS = tuple(STRENGTHS)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A knowledge base with one mistake in a rule: what kind of mistake, in which rule, and what it is.

    `before` and `after` are the rule without the mistake and with it.
    """

    kind: str
    rule: str
    what: str
    before: Rule
    after: Rule | None
    knowledge: Knowledge


def is_noticed(mutant: Mutant, evaluator: Evaluator, weighed: Iterable[tuple[Example, Weighed]]) -> bool:
    """Tell whether one of some situations, weighed without the mistake, states an outcome that is missed with it."""
    for example, one in weighed:
        expected = example.situation.expectation if example.situation else None
        mistaken = evaluator.weigh_with(one, mutant.before, mutant.after) if expected else None
        if expected and mistaken and shortfalls(expected, evaluator.outcome(mistaken)):
            return True
    return False


def mutants_of(knowledge: Knowledge) -> Iterator[Mutant]:
    """Give every mutant.

    A rule is dropped, a part of a condition is dropped, a sign turned, an option changed, a strength lowered by a step.
    """
    for rule in knowledge.rules():
        for kind, what, mutated in _mutations(knowledge, rule):
            yield Mutant(kind, rule.name, what, rule, mutated, with_rule(knowledge, rule, mutated))


def _mutations(knowledge: Knowledge, rule: Rule) -> Iterator[tuple[str, str, Rule | None]]:
    yield "drop a rule", "", None
    for part, rest in without_each_part(rule.condition):
        yield "drop a condition", str(part), replace(rule, condition=rest)
    if rule.line:
        turned = Direction.AGAINST if rule.direction is Direction.FOR else Direction.FOR
        yield "turn a sign", turned.value, replace(rule, direction=turned)
    for changed, what in _with_another_option(knowledge, rule.condition):
        yield "change an option", what, replace(rule, condition=changed)
    step = _WORDS.index(rule.strength)
    if step:
        yield "lower a strength", _WORDS[step - 1], replace(rule, strength=_WORDS[step - 1])


def _with_another_option(knowledge: Knowledge, condition: Condition) -> Iterator[tuple[Condition, str]]:
    """Put another option of its fact in the place of each option that is tested."""
    if isinstance(condition, Not):
        yield from ((Not(changed), what) for changed, what in _with_another_option(knowledge, condition.part))
    elif isinstance(condition, (AllOf, AnyOf)):
        for position, part in enumerate(condition.parts):
            before, after = condition.parts[:position], condition.parts[position + 1 :]
            for changed, what in _with_another_option(knowledge, part):
                yield type(condition)((*before, changed, *after)), what
    elif isinstance(condition, FactTest):
        names = knowledge.facts[condition.fact].option_names
        for position, option in enumerate(condition.options):
            other = next((name for name in _after(names, option) if name not in condition.options), None)
            if other is not None:
                options = (*condition.options[:position], other, *condition.options[position + 1 :])
                yield FactTest.of_options(condition.fact, options), f"{condition.fact}: {option} -> {other}"


def _after(names: tuple[str, ...], option: str) -> Iterable[str]:
    position = names.index(option)
    return (*names[position + 1 :], *names[:position])


def with_rule(knowledge: Knowledge, old: Rule, new: Rule | None) -> Knowledge:
    """Give a knowledge base with another rule, or none, in the place of one of its rules."""

    def rules(owner: Finding | Meaning) -> tuple[Rule, ...]:
        kept = ((new if rule is old else rule) for rule in owner.rules)
        return tuple(rule for rule in kept if rule is not None)

    return replace(
        knowledge,
        findings=tuple(replace(owner, rules=rules(owner)) for owner in knowledge.findings),
        meanings=tuple(replace(owner, rules=rules(owner)) for owner in knowledge.meanings),
        digest=f"{knowledge.digest} with a mistake in {old.name}",
    )
