"""Where a knowledge base uses its facts, options, findings, claims and sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from whycry_expert.errors import Place
from whycry_expert.knowledge.condition import Condition, FindingTest, tests_in
from whycry_expert.knowledge.model import Knowledge, Passage

_Key = TypeVar("_Key")


class UseKind(Enum):
    """What uses something. A passage is an advice, a caution or what a meaning expresses."""

    RULE = "rule"
    NOTICE = "notice"
    FOLLOW_UP = "follow-up question"
    EXCLUSION = "exclusion"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Conditioned:
    """A condition of the knowledge base, with what it belongs to; `place` is that of the owner."""

    kind: UseKind
    owner: str
    condition: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class Use:
    """That `owner` tests something, in the words of the test."""

    kind: UseKind
    owner: str
    test: str


def conditions_in(knowledge: Knowledge) -> Iterator[Conditioned]:
    """Give every condition of a knowledge base, rules first."""
    for rule in knowledge.rules():
        yield Conditioned(UseKind.RULE, rule.name, rule.condition, rule.place)
    for notice in knowledge.notices:
        yield Conditioned(UseKind.NOTICE, notice.name, notice.condition, notice.place)
    for fact in knowledge.facts.values():
        if fact.only_if is not None:
            yield Conditioned(UseKind.FOLLOW_UP, fact.name, fact.only_if, fact.place)
    for clash in knowledge.clashes:
        for condition in clash.conditions[1:]:
            yield Conditioned(UseKind.EXCLUSION, clash.fact, condition, clash.place)
    for owner, place, passage in _passages(knowledge):
        if passage.condition is not None:
            yield Conditioned(UseKind.PASSAGE, owner, passage.condition, place)


def _passages(knowledge: Knowledge) -> Iterator[tuple[str, Place, Passage]]:
    for meaning in knowledge.meanings:
        for passage in (*meaning.expresses, *meaning.advice, *meaning.cautions):
            yield meaning.name, meaning.place, passage
    for passage in (*knowledge.about.advice, *knowledge.about.cautions):
        yield "about", Place("about"), passage
    for notice in knowledge.notices:
        for passage in notice.passages:
            yield notice.name, notice.place, passage


@dataclass(frozen=True)
class Uses:
    """Who uses what. Options go by the name of their fact and their own; claims and sources by the citing rule."""

    facts: Mapping[str, tuple[Use, ...]]
    options: Mapping[tuple[str, str], tuple[Use, ...]]
    findings: Mapping[str, tuple[Use, ...]]
    cited: Mapping[str, tuple[str, ...]]


def uses_in(knowledge: Knowledge) -> Uses:
    """Gather all uses in a knowledge base, in its order."""
    facts: dict[str, dict[Use, None]] = defaultdict(dict)
    options: dict[tuple[str, str], dict[Use, None]] = defaultdict(dict)
    findings: dict[str, dict[Use, None]] = defaultdict(dict)
    for found in conditions_in(knowledge):
        for test in tests_in(found.condition):
            use = Use(found.kind, found.owner, str(test))
            if isinstance(test, FindingTest):
                findings[test.finding][use] = None
                continue
            facts[test.fact][use] = None
            for option in test.options:
                options[test.fact, option][use] = None
    return Uses(_frozen(facts), _frozen(options), _frozen(findings), _citations(knowledge))


def _frozen(found: Mapping[_Key, dict[Use, None]]) -> dict[_Key, tuple[Use, ...]]:
    return {key: tuple(uses) for key, uses in found.items()}


def _citations(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    cited: dict[str, dict[str, None]] = defaultdict(dict)

    def cite(names: Iterable[str], owner: str) -> None:
        for name in names:
            cited[name][owner] = None

    for rule in knowledge.rules():
        cite((*rule.claims, *rule.sources), rule.name)
    for notice in knowledge.notices:
        cite((*notice.claims, *notice.sources), notice.name)
    for owner, _, passage in _passages(knowledge):
        cite((*passage.claims, *passage.sources), owner)
    return {name: tuple(owners) for name, owners in cited.items()}
