"""Reads conditions, citations and passages, which rules, notices and meanings have in common."""

from collections.abc import Collection

from whycry_expert.errors import Complaints
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.fields import Fields
from whycry_expert.knowledge.model import Passage
from whycry_expert.knowledge.reading_claims import Library
from whycry_expert.knowledge.reading_conditions import ConditionReader
from whycry_expert.knowledge.reading_facts import Vocabulary
from whycry_expert.source import MappingNode, Node, SequenceNode


class PassageReader:
    """Reads parts of rule files, over a vocabulary, the names of findings and what can be cited."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        findings: Collection[str],
        library: Library,
        complaints: Complaints,
        barred: Collection[str] = (),
    ) -> None:
        """Conditions cannot test the findings in `barred`."""
        self.complaints = complaints
        self.conditions = ConditionReader(vocabulary.facts, findings, complaints, barred=barred)
        self._library = library

    def fields(self, node: Node, what: str) -> Fields:
        """Begin to read the mapping `node`, which messages call `what`."""
        return Fields(node, self.complaints, what)

    def condition(self, fields: Fields, key: str, *, required: bool = True) -> Condition | None:
        """Read the condition under `key`, or give None where it is absent or wrong."""
        node = fields.node(key, required=required)
        return self.conditions.read(node) if node is not None else None

    def citations(self, fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read the claims and the sources that `fields` cites; one of them at least is required."""
        if all(_is_empty(fields.node(key)) for key in ("claims", "sources")):
            fields.complain(fields.place, f"{fields.what} needs claims or sources that it rests on")
            return (), ()
        claims = fields.names("claims", "claim", self._library.claims)
        sources = fields.names("sources", "source", self._library.sources)
        return claims, sources

    def passages(self, fields: Fields, key: str) -> tuple[Passage, ...]:
        """Read the list of passages under `key`."""
        return tuple(self._passage(node, key) for node in fields.items(key))

    def sayings(self, fields: Fields, key: str) -> tuple[Passage, ...]:
        """Read the list of texts under `key`; each is a text alone, or {if: ..., text: ...}. They cite nothing."""
        what = f'an entry of "{key}" of {fields.what}'
        found = (self._saying(node, fields, what) for node in fields.items(key, required=True))
        return tuple(saying for saying in found if saying.text)

    def _saying(self, node: Node, fields: Fields, what: str) -> Passage:
        if not isinstance(node, MappingNode):
            return Passage(fields.text_in(node, what))
        own = self.fields(node, what)
        saying = Passage(own.text("text", required=True), condition=self.condition(own, "if"))
        own.finish()
        return saying

    def _passage(self, node: Node, key: str) -> Passage:
        fields = self.fields(node, f'an entry of "{key}"')
        condition = self.condition(fields, "if", required=False)
        claims, sources = self.citations(fields)
        passage = Passage(fields.text("text", required=True), claims, sources, condition)
        fields.finish()
        return passage


def _is_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, SequenceNode) and not node.items)
