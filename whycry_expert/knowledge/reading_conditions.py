"""Reads conditions as knowledge files write them."""

from collections.abc import Callable, Collection, Mapping

from whycry_expert.enumeration import all_of, one_of
from whycry_expert.errors import Complaints, Place, unknown_name
from whycry_expert.knowledge.condition import (
    MAX_ALTERNATIVES,
    RELATIONS,
    AllOf,
    AnyOf,
    Condition,
    FactTest,
    FindingTest,
    Not,
    Spot,
    alternatives_of,
)
from whycry_expert.knowledge.decimals import decimal
from whycry_expert.knowledge.fields import SEE_ALL, kind_of
from whycry_expert.knowledge.model import Fact, Kind, facts_with_option
from whycry_expert.printable import quoted
from whycry_expert.source import MappingNode, Node, ScalarNode, SequenceNode

_GROUPS: Mapping[str, Callable[[tuple[Condition, ...]], Condition]] = {"all": AllOf, "any": AnyOf}
_NEVER_NEGATED = "cannot be negated: lack of support is no evidence"
CONDITION_WORDS = (*_GROUPS, "not")
"""What begins a condition besides facts."""


class ConditionReader:
    """Reads conditions over a given vocabulary and the names of findings."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        findings: Collection[str],
        complaints: Complaints,
        unclear: Collection[str] = (),
    ) -> None:
        """Facts in `unclear` are known by name alone: a condition over them is None, without a further complaint."""
        self._facts = facts
        self._findings = findings
        self._complaints = complaints
        self._unclear = unclear

    def read(self, node: Node) -> Condition | None:
        """Give the condition that `node` writes, or None after complaints."""
        condition = self._read(node, negated=False)
        return self.checked(condition, node.place) if condition else None

    def checked(self, condition: Condition, place: Place) -> Condition | None:
        """Give `condition` back, or None after the complaint that it has too many alternatives."""
        if alternatives_of(condition) <= MAX_ALTERNATIVES:
            return condition
        message = f"this condition has more than {MAX_ALTERNATIVES} alternatives; take it apart into several rules"
        self._complaints.add(place, message)
        return None

    def _read(self, node: Node, *, negated: bool) -> Condition | None:
        if isinstance(node, ScalarNode):
            return self._named(node, negated=negated)
        if isinstance(node, MappingNode) and len(node.entries) == 1:
            key, value = node.entries[0]
            if key.text in _GROUPS:
                return self._group(key.text, value, negated=negated)
            if key.text == "not":
                part = self._read(value, negated=not negated)
                return Not(part) if part else None
            return self._tested(key, value)
        expected = "a fact, a finding, or one of {all: [...]}, {any: [...]}, {not: ...}, {fact: option}"
        self._complaints.add(node.place, f"a condition must be {expected}, not {_shape(node)}")
        return None

    def _named(self, node: ScalarNode, *, negated: bool) -> Condition | None:
        if node.text in self._findings:
            if negated:
                message = f"the finding {node.text} {_NEVER_NEGATED}"
                self._complaints.add(node.place, message)
                return None
            return FindingTest(node.text)
        fact = self._facts.get(node.text)
        if fact is None:
            if node.text not in self._unclear:
                kind = "fact or finding" if self._findings else "fact"
                self._complain_of_no_name(node, kind, (*self._facts, *self._findings))
            return None
        if fact.kind is not Kind.YES_NO:
            self._complaints.add(node.place, f"{fact.name} is a {fact.kind.value} fact: write {_example(fact)}")
            return None
        return FactTest((Spot(fact.name),))

    def _group(self, word: str, node: Node, *, negated: bool) -> Condition | None:
        if not isinstance(node, SequenceNode) or not node.items:
            found = "an empty list" if isinstance(node, SequenceNode) else kind_of(node)
            self._complaints.add(node.place, f'"{word}" needs a list of conditions, not {found}')
            return None
        parts = [self._read(item, negated=negated) for item in node.items]
        known = tuple(part for part in parts if part)
        return _GROUPS[word](known) if len(known) == len(parts) else None

    def _tested(self, key: ScalarNode, node: Node) -> Condition | None:
        fact = self._facts.get(key.text)
        if fact is None:
            self._complain_of_unknown(key)
        elif fact.kind is Kind.YES_NO:
            message = f"{fact.name} is a yes-no fact: write {fact.name}, or {{not: {fact.name}}}"
            self._complaints.add(key.place, message)
        elif fact.kind is Kind.NUMBER:
            return self._number(fact, node)
        else:
            return self._options(fact, node)
        return None

    def _complain_of_unknown(self, key: ScalarNode) -> None:
        if key.text in self._findings:
            self._complaints.add(key.place, f"{key.text} is a finding: write {key.text} alone")
        elif key.text not in self._unclear:
            self._complain_of_no_name(key, "fact", (*self._facts, *CONDITION_WORDS))

    def _complain_of_no_name(self, node: ScalarNode, kind: str, valid: Collection[str]) -> None:
        """Complain of a name that is none; what is an option, or is denied in so many words, says how it is written."""
        owners = facts_with_option(node.text, self._facts)
        word, _, denied = node.text.partition(" ")
        if owners:
            ways = one_of(f"{{{owner}: {node.text}}}" for owner in owners)
            message = f"{node.text} is no fact but an option of {all_of(owners)}: write {ways}"
        elif word in ("no", "not") and denied in self._findings:
            message = f"the finding {denied} {_NEVER_NEGATED}"
        elif word in ("no", "not") and denied in self._facts:
            message = f"{quoted(node.text)} is no name: write {{not: {denied}}}"
        else:
            message = unknown_name(kind, node.text, valid, SEE_ALL)
        self._complaints.add(node.place, message)

    def _options(self, fact: Fact, node: Node) -> Condition | None:
        nodes = node.items if isinstance(node, SequenceNode) else (node,)
        options = []
        for item in nodes:
            if not isinstance(item, ScalarNode):
                self._complaints.add(item.place, f"{fact.name} needs names of options, not {kind_of(item)}")
            elif item.text in fact.option_names:
                options.append(item.text)
            else:
                message = unknown_name(f"option of {fact.name}", item.text, fact.option_names)
                self._complaints.add(item.place, message)
        if not nodes:
            self._complaints.add(node.place, f"the list of options of {fact.name} is empty")
        return FactTest.of_options(fact.name, tuple(options)) if options and len(options) == len(nodes) else None

    def _number(self, fact: Fact, node: Node) -> Condition | None:
        if isinstance(node, MappingNode) and len(node.entries) == 1:
            relation, bound = node.entries[0]
            value = decimal(bound.text) if isinstance(bound, ScalarNode) else None
            if relation.text not in RELATIONS:
                self._complaints.add(relation.place, unknown_name("relation", relation.text, RELATIONS))
                return None
            if value is not None:
                return FactTest((Spot(fact.name, relation=relation.text, limit=value),))
        message = f"{fact.name} is a number: write {_example(fact)}; valid are: {', '.join(RELATIONS)}"
        self._complaints.add(node.place, message)
        return None


def _example(fact: Fact) -> str:
    if fact.kind is Kind.NUMBER:
        return f"{{{fact.name}: {{at least: 3}}}}"
    return f"{{{fact.name}: {fact.option_names[0] if fact.options else 'option'}}}"


def _shape(node: Node) -> str:
    if isinstance(node, MappingNode) and node.entries:
        return f"a mapping with {len(node.entries)} keys"
    return kind_of(node)
