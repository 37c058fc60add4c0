"""The proof of a conclusion as a graph: answers, findings, rules, lines of evidence, readings and the picture."""

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.certainty import STRENGTHS, points
from whycry_expert.presentation import wording
from whycry_expert.presentation.documents.frame import replaced_answers
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.notices import told_notices
from whycry_expert.presentation.sentences import picture_text, plain_number, signed, slot_name, slot_sentence
from whycry_expert.reasoning.grounds import (
    AnswerGround,
    FindingGround,
    ReadingGrounds,
    RuleGround,
    grounds_of,
    grounds_of_notices,
)


class NodeKind(Enum):
    """What a node stands for."""

    ANSWER = "answer"
    FINDING = "finding"
    RULE = "rule"
    LINE = "line"
    READING = "reading"
    PICTURE = "picture"
    NOTICE = "notice"


class Node(Struct, frozen=True):
    """A node: its number in the graph, from 1, what it stands for, and the lines of its label."""

    number: int
    kind: NodeKind
    label: tuple[str, ...]


class Edge(Struct, frozen=True):
    """An edge between two nodes, by their numbers; what does not `count` stood beside something stronger."""

    source: int
    target: int
    label: str = ""
    counts: bool = True


class ProofGraph(Struct, frozen=True):
    """A proof. `remarks` are to be read before it, the most urgent first."""

    remarks: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def readings_drawn(conclusion: Conclusion, *, whole: bool) -> tuple[ReadingGrounds, ...]:
    """Give what leads, or else all that is supported; with `whole` all that any answer speaks to."""
    supported = [reading.meaning for reading in conclusion.readings if reading.certainty > 0]
    spoken_to = [reading.meaning for reading in conclusion.readings if reading.lines]
    shown = spoken_to if whole else conclusion.leading or supported
    return tuple(grounds_of(conclusion, meaning) for meaning in shown)


def proof_graph(gated: Gated[tuple[ReadingGrounds, ...]]) -> ProofGraph:
    """Give the proof of some readings of one conclusion, with the notices before them."""
    (conclusion,) = gated.conclusions
    drawing = _Drawing(conclusion)
    drawing.notices()
    gated.open(drawing.readings, None)
    remarks = [notice.first for notice in gated.notices]
    if gated.withheld:
        remarks.append(" ".join(filter(None, (gated.on_request, gated.command))))
    if gated.replaced:
        remarks.append(replaced_answers(gated.replaced))
    remarks.append(wording.NO_PROOF)
    return ProofGraph(tuple(remarks), tuple(drawing.nodes), tuple(dict.fromkeys(drawing.edges)))


class _Drawing:
    """Collects nodes and edges; what was drawn once is found again by its key."""

    def __init__(self, conclusion: Conclusion) -> None:
        self._conclusion = conclusion
        self._drawn: dict[tuple[str, ...], int] = {}
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []

    def _node(self, kind: NodeKind, key: tuple[str, ...], *label: str) -> tuple[int, bool]:
        """Give the number of a node, and whether it is new."""
        whole_key = (kind.value, *key)
        known = self._drawn.get(whole_key)
        if known is not None:
            return known, False
        number = len(self.nodes) + 1
        self._drawn[whole_key] = number
        self.nodes.append(Node(number, kind, label))
        return number, True

    def notices(self) -> None:
        titles = {told.notice.name: told.title for told in told_notices(self._conclusion)}
        for ground in grounds_of_notices(self._conclusion):
            notice = ground.notice
            number, _ = self._node(NodeKind.NOTICE, (notice.name,), titles[notice.name], notice.first)
            for answer in ground.answers:
                self._answer(answer, number)

    def readings(self, readings: tuple[ReadingGrounds, ...]) -> None:
        for grounds in readings:
            self._reading(grounds)
        self._picture([grounds.reading for grounds in readings])

    def _picture(self, readings: Iterable[Reading]) -> None:
        conclusion = self._conclusion
        label = f"{wording.PICTURE}: {conclusion.picture.value}"
        number, _ = self._node(NodeKind.PICTURE, (), label, picture_text(conclusion))
        for reading in readings:
            source = self._drawn[NodeKind.READING.value, reading.meaning]
            leads = reading.meaning in conclusion.leading
            self.edges.append(Edge(source, number, "leads" if leads else "does not lead", leads))

    def _reading(self, grounds: ReadingGrounds) -> None:
        reading = grounds.reading
        support = f"{wording.SUPPORT[reading.band]}, {signed(reading.points)} points"
        number, _ = self._node(NodeKind.READING, (reading.meaning,), reading.title, support)
        for side in grounds.sides:
            key = (reading.meaning, side.line.name, side.side.direction.value)
            label = f"{side.line.title}, {side.side.direction.value}"
            line, _ = self._node(NodeKind.LINE, key, label)
            self.edges.append(Edge(line, number, f"{signed(side.side.points)} points"))
            for rule in side.rules:
                self._rule(rule, line, f"{signed(points(rule.amount))} points")

    def _rule(self, ground: RuleGround, target: int, weight: str) -> None:
        rule = ground.rule
        product = f"{plain_number(STRENGTHS[rule.strength])} x {plain_number(ground.certainty)}"
        arithmetic = f"{rule.strength} {product} = {plain_number(abs(ground.amount))}"
        cited = ", ".join((*rule.claims, *rule.sources))
        label = [rule.name, arithmetic, *([cited] if cited else [])]
        number, is_new = self._node(NodeKind.RULE, (rule.name,), *label)
        self.edges.append(Edge(number, target, weight, ground.counted))
        if is_new:
            for below in ground.grounds:
                if isinstance(below, AnswerGround):
                    self._answer(below, number)
                else:
                    self._finding(below, number)

    def _finding(self, ground: FindingGround, target: int) -> None:
        number, is_new = self._node(NodeKind.FINDING, (ground.finding.name,), ground.finding.says)
        self.edges.append(Edge(number, target, f"{ground.test} ({plain_number(ground.support)})"))
        if is_new:
            for rule in ground.rules:
                self._rule(rule, number, plain_number(rule.amount))

    def _answer(self, ground: AnswerGround, target: int) -> None:
        for slot, answer in ground.answers.items():
            sentence = slot_sentence(self._conclusion.knowledge, slot, answer)
            number, _ = self._node(NodeKind.ANSWER, slot, sentence, slot_name(slot))
            self.edges.append(Edge(number, target, plain_number(ground.certainty)))
