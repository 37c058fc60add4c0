"""Conditions, said in sentences of the vocabulary."""

from collections.abc import Iterator

from whycry_expert.enumeration import one_of
from whycry_expert.knowledge.condition import AllOf, AnyOf, Condition, FindingTest, Not, Test
from whycry_expert.knowledge.model import Kind, Knowledge, Option


def condition_lines(knowledge: Knowledge, condition: Condition) -> tuple[str, ...]:
    """Say a condition in lines, of which those that belong together are indented by two spaces a level."""
    return tuple(_lines(knowledge, condition, negated=False))


def _lines(knowledge: Knowledge, condition: Condition, *, negated: bool) -> Iterator[str]:
    if isinstance(condition, Not):
        yield from _lines(knowledge, condition.part, negated=not negated)
    elif isinstance(condition, (AllOf, AnyOf)):
        every = isinstance(condition, AllOf) != negated
        if len(condition.parts) > 1:
            yield "all of these:" if every else "one of these at least:"
        indent = "  " if len(condition.parts) > 1 else ""
        for part in condition.parts:
            for line in _lines(knowledge, part, negated=negated):
                yield f"{indent}{line}"
    else:
        yield f"{_sentence(knowledge, condition, negated=negated)} ({'not ' if negated else ''}{condition})"


def _sentence(knowledge: Knowledge, test: Test, *, negated: bool) -> str:
    if isinstance(test, FindingTest):
        return knowledge.findings_by_name[test.finding].says
    fact = knowledge.facts[test.fact]
    if fact.kind is Kind.YES_NO:
        return fact.no if negated else fact.yes
    if fact.kind is Kind.NUMBER:
        relation = one_of(f"{spot} {fact.unit}" for spot in test.spots)
        said = fact.yes.replace("{answer}", relation)
        return f"Not so: {said}" if negated else said
    options = [fact.option(name) for name in test.options]
    if not negated:
        return " Or: ".join(option.yes for option in options)
    return " ".join(map(_denied, options))


def _denied(option: Option) -> str:
    return option.no or f"Not so: {option.yes}"
