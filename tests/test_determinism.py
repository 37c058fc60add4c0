"""The same facts and the same knowledge give the same bytes in every process.

All situations are compared between a few processes, and a spread of them between twenty.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SITUATIONS = Path(__file__).parent.parent / "situations"
PROCESSES = 20
SPREAD = 12
PROGRAM = """
import hashlib, io, pathlib, sys
from whycry_expert import load_knowledge, read_situation_file
from whycry_expert.presentation.as_json import to_json
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.reasoning.report import report_on
from whycry_expert.presentation.rendering.terminal import show
knowledge = load_knowledge()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml"))[:: int(sys.argv[2])]:
    report = report_on(knowledge, read_situation_file(path, knowledge))
    text = io.StringIO()
    show(conclusion_document(report, gated_report(report, trace=True)), text)
    print(path.name, hashlib.sha256((to_json(report) + text.getvalue()).encode()).hexdigest())
"""


PICTURES = """
import hashlib, pathlib, sys
from whycry_expert import load_knowledge, read_situation_file
from whycry_expert.presentation.rendering.dot import to_dot
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.presentation.rendering.mermaid import to_mermaid
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn
from whycry_expert.reasoning.report import report_on
knowledge = load_knowledge()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml"))[:: int(sys.argv[2])]:
    report = report_on(knowledge, read_situation_file(path, knowledge))
    graph = proof_graph(Gated((report,), lambda: readings_drawn(report, whole=True), trace=True))
    told = to_html(report, trace=True) + to_mermaid(graph) + to_dot(graph)
    print(path.name, hashlib.sha256(told.encode()).hexdigest())
"""


def outcome_with(seed, every, program=PROGRAM):
    command = [sys.executable, "-c", program, str(SITUATIONS), str(every)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize(("processes", "every"), [(PROCESSES, SPREAD), (2, 1)])
def test_situations_give_the_same_bytes_in_processes_with_different_hash_seeds(processes, every):
    with ThreadPoolExecutor(os.cpu_count()) as several:
        outputs = set(several.map(outcome_with, range(processes), [every] * processes))
    assert len(outputs) == 1
    assert outputs.pop()


def test_pictures_are_the_same_bytes_in_processes_with_different_hash_seeds():
    outputs = {outcome_with(seed, 40, PICTURES) for seed in range(3)}
    assert len(outputs) == 1
    assert outputs.pop()
