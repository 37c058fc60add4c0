"""Writes the graph of a proof in the language of Mermaid."""

from whycry_expert.presentation.proof_graph import Edge, Node, NodeKind, ProofGraph
from whycry_expert.printable import one_line

_SHAPES = {
    NodeKind.ANSWER: '("{}")',
    NodeKind.FINDING: '{{{{"{}"}}}}',
    NodeKind.RULE: '["{}"]',
    NodeKind.LINE: '[/"{}"/]',
    NodeKind.READING: '(["{}"])',
    NodeKind.PICTURE: '[["{}"]]',
    NodeKind.NOTICE: '>"{}"]',
}
_PLAIN = frozenset(" .,:+-=()/?!'")


def to_mermaid(graph: ProofGraph) -> str:
    """Give a graph as Mermaid text. Whatever the labels hold is shown as it stands, and never read as markup."""
    lines = [f"%% {_comment(remark)}" for remark in graph.remarks]
    lines.append("flowchart TD")
    lines += [f"    {_node(node)}" for node in graph.nodes]
    lines += [f"    {_edge(edge)}" for edge in graph.edges]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    label = "<br/>".join(map(_escaped, node.label))
    return f"n{node.number}{_SHAPES[node.kind].format(label)}:::{node.kind.value}"


def _edge(edge: Edge) -> str:
    arrow = "-->" if edge.counts else "-.->"
    label = f'|"{_escaped(edge.label)}"|' if edge.label else ""  # Mermaid reads no empty label
    return f"n{edge.source} {arrow}{label} n{edge.target}"


def _comment(text: str) -> str:
    # a percent sign and a brace would begin a directive
    return one_line(text).replace("%", "").replace("{", "(").replace("}", ")")


def _escaped(text: str) -> str:
    return "".join(
        character if character.isalnum() or character in _PLAIN else f"#{ord(character)};"
        for character in one_line(text)
    )
