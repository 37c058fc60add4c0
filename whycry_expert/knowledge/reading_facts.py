"""Reads the vocabulary: the files of `facts/`."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from whycry_expert.errors import Complaints
from whycry_expert.knowledge.condition import Condition, FactTest, Not, Spot, facts_in
from whycry_expert.knowledge.fields import Fields
from whycry_expert.knowledge.model import Clash, Fact, Kind, Option, Theme
from whycry_expert.knowledge.reading_conditions import CONDITION_WORDS, ConditionReader
from whycry_expert.knowledge.reserved import RESERVED_NAMES, RESERVED_OPTIONS
from whycry_expert.source import MappingNode, Node, ScalarNode

_FIELDS_BY_KIND = ("yes", "no", "options", "unit", "range", "says", "only if", "excludes", "implies", "sensitive")
_KINDS = tuple(kind.value for kind in Kind)


class Vocabulary(Struct):
    """The themes, facts and clashes of a knowledge base."""

    themes: list[Theme] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    """Names of facts whose kind is not known; these are complained of already."""
    clashes: list[Clash] = field(default_factory=list)


class _Relations(Struct, frozen=True):
    """The conditions beside a fact or option, not yet read."""

    subject: Condition
    fact: str
    only_if: Node | None
    excludes: tuple[Node, ...]
    implies: tuple[Node, ...]


def read_vocabulary(documents: Iterable[Node], complaints: Complaints) -> Vocabulary:
    """Read theme files, in their order, into a vocabulary; problems go to `complaints`."""
    reader = _VocabularyReader(complaints)
    for document in documents:
        reader.take_theme(document)
    return reader.finish()


def why_no_fact(name: str) -> str | None:
    """Say why no fact may be called by a name, or give None where one may."""
    if name in RESERVED_NAMES:
        return f"no fact may be called {name}: situation files use that word otherwise"
    return f"no fact may be called {name}: conditions use that word otherwise" if name in CONDITION_WORDS else None


class _VocabularyReader:
    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._vocabulary = Vocabulary()
        self._pending: list[_Relations] = []

    def take_theme(self, document: Node) -> None:
        fields = Fields(document, self._complaints, "a theme file")
        name, title = fields.name("theme"), fields.text("title", required=True)
        if any(theme.name == name for theme in self._vocabulary.themes):
            self._complaints.add(document.place, f"the theme {name} is defined twice")
        names = [self._take_fact(key, node, name) for key, node in fields.entries("facts", required=True)]
        self._vocabulary.themes.append(Theme(name, title, tuple(names)))
        fields.finish()

    def finish(self) -> Vocabulary:
        """Read the conditions beside facts and options, which may name any fact."""
        reader = ConditionReader(self._vocabulary.facts, (), self._complaints, self._vocabulary.unclear)
        order = {name: position for position, name in enumerate(self._vocabulary.facts)}
        for relations in self._pending:
            self._resolve(relations, reader, order)
        return self._vocabulary

    def _take_fact(self, key: ScalarNode, node: Node, theme: str) -> str:
        fields = Fields(node, self._complaints, f"the fact {key.text}")
        name = fields.name_in(key) or key.text
        self._check_name(key, name)
        kind = fields.one_of("kind", _KINDS)
        question, help_ = fields.text("question", required=True), fields.text("help", required=True)
        if not kind:
            self._vocabulary.unclear.add(name)
            fields.accept(*_FIELDS_BY_KIND)
            fields.finish()
            return name
        sensitive = fields.flag("sensitive")
        fact = Fact(name, theme, Kind(kind), question, help_, place=key.place, sensitive=sensitive)
        only_if, excludes, implies = fields.node("only if"), fields.items("excludes"), fields.items("implies")
        if fact.kind is Kind.YES_NO:
            fact = replace(fact, yes=fields.text("yes", required=True), no=fields.text("no", required=True))
        elif excludes or implies:
            message = f"{name} is a {fact.kind.value} fact: excludes and implies stand beside its options"
            self._complaints.add(key.place, message)
            excludes = implies = ()
        if fact.kind is Kind.NUMBER:
            fact = self._number_fact(fact, fields)
        elif fact.kind is not Kind.YES_NO:
            fact = replace(fact, options=self._options(fact, fields))
        fields.finish()
        self._vocabulary.facts[name] = fact
        self._pending.append(_Relations(FactTest((Spot(name),)), name, only_if, excludes, implies))
        return name

    def _check_name(self, key: ScalarNode, name: str) -> None:
        if fault := why_no_fact(name):
            self._complaints.add(key.place, fault)
        if name in self._vocabulary.facts:
            first = self._vocabulary.facts[name].place
            self._complaints.add(key.place, f"the fact {name} is defined twice; it was first at {first}")

    def _number_fact(self, fact: Fact, fields: Fields) -> Fact:
        says = fields.text("says", required=True)
        if says and "{answer}" not in says:
            self._complaints.add(fact.place, f'"says" of {fact.name} must contain {{answer}}')
        range_node = fields.node("range")
        least = most = None
        if range_node is not None:
            limits = Fields(range_node, self._complaints, f"the range of {fact.name}")
            least, most = limits.number("at least"), limits.number("at most")
            limits.finish()
            if least is not None and most is not None and least > most:
                self._complaints.add(range_node.place, f"the range of {fact.name} is empty")
        one, several = self._units(fields)
        return replace(fact, yes=says, unit=several, unit_of_one=one, least=least, most=most)

    def _units(self, fields: Fields) -> tuple[str, str]:
        """Give what one is called and what several are: a word for both, or {one: ..., several: ...}."""
        node = fields.node("unit", required=True)
        if not isinstance(node, MappingNode):
            unit = fields.text("unit", required=True)
            return unit, unit
        words = Fields(node, self._complaints, f'"unit" of {fields.what}')
        one, several = words.text("one", required=True), words.text("several", required=True)
        words.finish()
        return one, several

    def _options(self, fact: Fact, fields: Fields) -> tuple[Option, ...]:
        options = tuple(self._option(fact, key, node) for key, node in fields.entries("options", required=True))
        if len(options) < 2:  # noqa: PLR2004 - a choice is between two at least
            self._complaints.add(fact.place, f"the fact {fact.name} needs at least two options")
        return options

    def _option(self, fact: Fact, key: ScalarNode, node: Node) -> Option:
        own = Fields(node, self._complaints, f"the option {key.text} of {fact.name}")
        name = own.name_in(key) or key.text
        if name in RESERVED_OPTIONS:
            self._complaints.add(key.place, f"no option may be called {name}: that word is an answer of its own")
        label = own.text("label", required=True)
        if fact.kind is Kind.CHOICE:
            option = Option(name, label, own.text("says", required=True))
        else:
            option = Option(name, label, own.text("yes", required=True), own.text("no", required=True))
        test = FactTest((Spot(fact.name, name),))
        self._pending.append(_Relations(test, fact.name, None, own.items("excludes"), own.items("implies")))
        own.finish()
        return option

    def _resolve(self, relations: _Relations, reader: ConditionReader, order: Mapping[str, int]) -> None:
        facts = self._vocabulary.facts
        fact = facts[relations.fact]
        if relations.only_if is not None:
            condition = reader.read(relations.only_if)
            facts[fact.name] = replace(fact, only_if=condition)
            if condition is not None:
                self._check_order(fact, condition, relations.only_if, order)
        for nodes, contrary in ((relations.excludes, False), (relations.implies, True)):
            for node in nodes:
                other = reader.read(node)
                if other == (Not(relations.subject) if contrary else relations.subject):
                    self._complaints.add(node.place, f"{relations.subject} excludes itself: nobody could say it")
                other = reader.checked(Not(other), node.place) if other and contrary else other
                if other:
                    conditions = (relations.subject, other)
                    self._vocabulary.clashes.append(Clash(fact.name, conditions, node.place))

    def _check_order(self, fact: Fact, condition: Condition, node: Node, order: Mapping[str, int]) -> None:
        for name in facts_in(condition):
            if order[name] >= order[fact.name]:
                message = f'"only if" of {fact.name} asks about {name}, which comes later; it must come earlier'
                self._complaints.add(node.place, message)
