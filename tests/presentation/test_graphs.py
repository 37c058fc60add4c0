"""The proof as a graph: complete, whole, and safe to give to the tools that draw it."""

import re
import shutil
import subprocess
from decimal import Decimal
from functools import cache

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert import infer
from whycry_expert.inference.trace import Contributed
from whycry_expert.presentation import wording
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.proof_graph import Edge, Node, NodeKind, ProofGraph, proof_graph, readings_drawn
from whycry_expert.presentation.rendering.dot import to_dot
from whycry_expert.presentation.rendering.mermaid import to_mermaid

DOT = shutil.which("dot")
LABELS = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=3).map(tuple)


@cache
def conclusion_of(name):
    return infer(KNOWLEDGE, SITUATIONS[name])


def graph_of_conclusion(conclusion, *, whole):
    return proof_graph(Gated((conclusion,), lambda: readings_drawn(conclusion, whole=whole), trace=whole))


def drawn(label):
    return ProofGraph((), (Node(1, NodeKind.ANSWER, label), Node(2, NodeKind.RULE, ("rule",))), (Edge(1, 2, label[0]),))


@pytest.mark.parametrize("name", spread(12))
def test_the_points_on_the_edges_into_a_reading_add_up_to_its_own(name):
    conclusion = conclusion_of(name)
    graph = graph_of_conclusion(conclusion, whole=True)
    nodes = {node.number: node for node in graph.nodes}
    for reading in conclusion.readings:
        own = [node for node in graph.nodes if node.kind is NodeKind.READING and node.label[0] == reading.title]
        assert len(own) == bool(reading.lines)
        for node in own:
            into = [edge for edge in graph.edges if edge.target == node.number]
            assert all(nodes[edge.source].kind is NodeKind.LINE for edge in into)
            assert sum(Decimal(edge.label.split()[0]) for edge in into) == reading.points


@pytest.mark.parametrize("name", spread(12))
def test_every_path_of_the_proof_begins_with_an_answer_and_ends_in_the_picture_or_a_notice(name):
    graph = graph_of_conclusion(conclusion_of(name), whole=True)
    sources, targets = {edge.source for edge in graph.edges}, {edge.target for edge in graph.edges}
    for node in graph.nodes:
        ends = node.kind in (NodeKind.PICTURE, NodeKind.NOTICE)
        assert (node.number in sources) != ends
        assert (node.number in targets) != (node.kind is NodeKind.ANSWER) or not graph.edges


@pytest.mark.parametrize("name", spread(12))
def test_every_rule_that_fired_for_a_reading_is_in_the_whole_proof(name):
    conclusion = conclusion_of(name)
    graph = graph_of_conclusion(conclusion, whole=True)
    drawn_rules = {node.label[0] for node in graph.nodes if node.kind is NodeKind.RULE}
    for firing in conclusion.trace:
        if isinstance(firing, Contributed):
            assert firing.rule in drawn_rules


@pytest.mark.parametrize("write", [to_mermaid, to_dot])
def test_in_danger_the_graph_begins_with_what_matters_most_and_holds_the_readings_back(write):
    name = next(name for name in SITUATIONS if name.startswith("safety-") and conclusion_of(name).in_danger)
    conclusion = conclusion_of(name)
    text = write(graph_of_conclusion(conclusion, whole=False))
    assert conclusion.raised[0].first in text.splitlines()[0]
    assert wording.ON_REQUEST_IN_LIBRARY in text
    assert not any(reading.title in text for reading in conclusion.readings)
    assert any(reading.title in write(graph_of_conclusion(conclusion, whole=True)) for reading in conclusion.readings)


@given(LABELS)
def test_a_label_in_mermaid_says_what_it_was_given_and_nothing_in_it_is_read_as_markup(label):
    lines = to_mermaid(drawn(label)).splitlines()
    assert len(lines) == 4
    shown = re.fullmatch(r'    n1\("(.*)"\):::answer', lines[1])
    assert shown
    parts = shown[1].split("<br/>")
    assert not re.search(r'["<>`;{}\[\]|\\&]', re.sub(r"#\d+;", "", shown[1].replace("<br/>", "")))
    decoded = [re.sub(r"#(\d+);", lambda match: chr(int(match[1])), part) for part in parts]
    assert [text.isascii() and text.isprintable() for text in label] == [
        text.isascii() and text.isprintable() and text == told for text, told in zip(label, decoded, strict=True)
    ]


@given(LABELS)
def test_a_label_in_dot_stays_within_its_quotes(label):
    lines = to_dot(drawn(label)).splitlines()
    assert len(lines) == 8
    assert re.fullmatch(r'    n1 \[shape=box, label="(?:[^"\\]|\\.)*"\];', lines[4])
    assert re.fullmatch(r'    n1 -> n2 \[label="(?:[^"\\]|\\.)*"\];', lines[6])


@pytest.mark.skipif(DOT is None, reason="Graphviz is not on this machine")
def test_graphviz_draws_the_graph_with_every_node_and_edge():
    for name in spread(60):
        graph = graph_of_conclusion(conclusion_of(name), whole=True)
        done = subprocess.run([DOT, "-Tplain"], input=to_dot(graph), capture_output=True, text=True, check=True)
        assert done.stderr == ""
        assert len(re.findall(r"^node ", done.stdout, re.MULTILINE)) == len(graph.nodes)
        assert len(re.findall(r"^edge ", done.stdout, re.MULTILINE)) == len(graph.edges)
