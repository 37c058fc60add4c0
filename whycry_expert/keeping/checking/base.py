"""A knowledge base as the checks see it: what it means, and how it is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whycry_expert.errors import Complaints, Place
from whycry_expert.keeping.evaluating import Evaluator, Weighed
from whycry_expert.keeping.examples import Example, paths_below, read_examples
from whycry_expert.keeping.uses import Conditioned, UseKind, Uses, conditions_in, uses_in
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.files import read_files
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.source import MappingNode, Node, ScalarNode, SequenceNode, parse

if TYPE_CHECKING:
    from whycry_expert.keeping.solving import Solver

_CONDITION_KEYS = {UseKind.RULE: "if", UseKind.NOTICE: "raised when", UseKind.FOLLOW_UP: "only if"}
_PASSAGES = ("expresses", "advice", "cautions")
_SAYINGS = ("title", "says")


@dataclass(frozen=True)
class KnowledgeFile:
    """A file of the knowledge base: what messages call it, its text and its nodes."""

    path: Path
    name: str
    text: str
    root: Node

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()


@dataclass(frozen=True, eq=False)
class Base:
    """A knowledge base with the files that it was loaded from. What is costly is worked out when first asked for."""

    root: Path
    knowledge: Knowledge
    documents: tuple[KnowledgeFile, ...]

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """The situations that come with it."""
        return read_examples(paths_below(self.root).values(), self.knowledge)

    @cached_property
    def weighed(self) -> tuple[tuple[Example, Weighed], ...]:
        """What the rules weigh in each of the situations that can be read."""
        return tuple(
            (example, self.evaluator.weigh(example.situation.answers))
            for example in self.examples
            if example.situation is not None
        )

    @cached_property
    def evaluator(self) -> Evaluator:
        """Weighs situations."""
        return Evaluator(self.knowledge)

    @cached_property
    def uses(self) -> Uses:
        """Who uses what."""
        return uses_in(self.knowledge)

    @cached_property
    def solver(self) -> "Solver":
        """Decides what can be."""
        from whycry_expert.keeping.solving import Solver  # noqa: PLC0415 - z3 is heavy, and an extra

        return Solver(self.knowledge)

    def can_hold(self, condition: Condition) -> bool:
        """Tell whether any answers make a condition hold."""
        if condition not in self.possible:
            in_example = any(weighed.holds(condition) for _, weighed in self.weighed)
            self.possible[condition] = in_example or self.solver.witness(self.solver.holds(condition)) is not None
        return self.possible[condition]

    @cached_property
    def possible(self) -> dict[Condition, bool]:
        """The conditions that were asked for, and whether any answers make them hold."""
        return {}

    @cached_property
    def conditions(self) -> tuple[Conditioned, ...]:
        """All conditions, each at the place where it is written."""
        found = []
        passages = self._passage_conditions()
        for conditioned in conditions_in(self.knowledge):
            if conditioned.kind is UseKind.PASSAGE:
                place = next(passages, conditioned.place)
            else:
                place = self.field_place(conditioned.place, _CONDITION_KEYS.get(conditioned.kind, ""))
            found.append(Conditioned(conditioned.kind, conditioned.owner, conditioned.condition, place))
        return tuple(found)

    def field_place(self, owner: Place, key: str) -> Place:
        """Give the place of what stands under `key` of the mapping at `owner`; that of the owner where it has none."""
        node = self._values.get(owner) if owner in self._values else None
        for mapping in (self._mappings.get(owner), node):
            if isinstance(mapping, MappingNode):
                found = mapping.get(key)
                if found is not None:
                    return found.place
        return owner

    def key_place(self, owner: Place, *keys: str) -> Place:
        """Give the place of a key within the mapping at `owner`, going down key by key; else that of the owner."""
        place, node = owner, self._values.get(owner) or self._mappings.get(owner)
        for key in keys:
            if not isinstance(node, MappingNode):
                return owner
            entry = next(((name, value) for name, value in node.entries if name.text == key), None)
            if entry is None:
                return owner
            place, node = entry[0].place, entry[1]
        return place

    @cached_property
    def _nodes(self) -> tuple[Node, ...]:
        return tuple(node for document in self.documents for node in nodes_below(document.root))

    @cached_property
    def _mappings(self) -> Mapping[Place, MappingNode]:
        return {node.place: node for node in reversed(self._nodes) if isinstance(node, MappingNode)}

    @cached_property
    def _values(self) -> Mapping[Place, Node]:
        return {
            key.place: value for node in self._nodes if isinstance(node, MappingNode) for key, value in node.entries
        }

    def _passage_conditions(self) -> Iterator[Place]:
        """Give the places of the conditions of passages, in the order of the model."""
        by_name: dict[str, MappingNode] = {}
        about: MappingNode | None = None
        for document in self.documents:
            if isinstance(document.root, MappingNode):
                name, own = document.root.get("meaning"), document.root.get("about")
                if isinstance(name, ScalarNode):
                    by_name[name.text] = document.root
                about = own if isinstance(own, MappingNode) else about
        owners = [by_name[meaning.name] for meaning in self.knowledge.meanings if meaning.name in by_name]
        for owner in [*owners, *([about] if about else [])]:
            yield from _conditions_below(owner, _PASSAGES)
        for notice in self.knowledge.notices:
            own = self._values.get(notice.place)
            if isinstance(own, MappingNode):
                yield from _conditions_below(own, _SAYINGS)


def _conditions_below(owner: MappingNode, keys: Iterable[str]) -> Iterator[Place]:
    """Give the places of the conditions of the texts that stand in lists under some keys."""
    for key in keys:
        items = owner.get(key)
        for item in items.items if isinstance(items, SequenceNode) else ():
            condition = item.get("if") if isinstance(item, MappingNode) else None
            if condition is not None:
                yield condition.place


def nodes_below(root: Node) -> Iterator[Node]:
    """Give a node and all that stands in it, in the order of the file."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, SequenceNode):
            waiting.extend(reversed(node.items))
        elif isinstance(node, MappingNode):
            waiting.extend(part for key, value in reversed(node.entries) for part in (value, key))


def read_base(root: Path) -> Base:
    """Load a knowledge base with its files. Raises InputError that names every mistake in them."""
    knowledge = load_knowledge(root)
    return Base(root, knowledge, tuple(_documents(root)))


def _documents(root: Path) -> Iterable[KnowledgeFile]:
    files = read_files(root)
    for folder, contents in files.folders.items():
        for name, content in contents.items():
            shown = files.shown(folder, name)
            node = parse(content, shown, Complaints())
            if node is not None:
                yield KnowledgeFile(Path(shown), shown, content.decode("utf-8-sig"), node)
