"""Writes the graph of a proof in the language of Graphviz."""

from textwrap import wrap

from whycry_expert.presentation.proof_graph import Edge, Node, NodeKind, ProofGraph
from whycry_expert.printable import one_line

_SHAPES = {
    NodeKind.ANSWER: "box",
    NodeKind.FINDING: "hexagon",
    NodeKind.RULE: "plain",
    NodeKind.LINE: "parallelogram",
    NodeKind.READING: "oval",
    NodeKind.PICTURE: "doubleoctagon",
    NodeKind.NOTICE: "house",
}
_WIDTH = 36
"""Characters that a line of a label may have."""


def to_dot(graph: ProofGraph) -> str:
    """Give a graph as text for dot. Whatever the labels hold is shown as it stands, and never read as markup."""
    lines = [f"// {one_line(remark)}" for remark in graph.remarks]
    lines += [
        "digraph proof {",
        "    rankdir=BT;",
        '    node [fontname="sans-serif"];',
        '    edge [fontname="sans-serif", fontsize=11];',
    ]
    lines += [f"    {_node(node)}" for node in graph.nodes]
    lines += [f"    {_edge(edge)}" for edge in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _node(node: Node) -> str:
    label = "\\n".join(_escaped(line) for text in node.label for line in wrap(text, _WIDTH))
    return f'n{node.number} [shape={_SHAPES[node.kind]}, label="{label}"];'


def _edge(edge: Edge) -> str:
    style = "" if edge.counts else ", style=dashed"
    return f'n{edge.source} -> n{edge.target} [label="{_escaped(edge.label)}"{style}];'


def _escaped(text: str) -> str:
    # dot reads entities such as &lt; in labels
    return one_line(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
