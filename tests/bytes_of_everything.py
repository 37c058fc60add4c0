"""Prints a digest of all that is made of the example situations: one line each, the same wherever this runs.

    python tests/bytes_of_everything.py [EVERY] [THREADS]

Text, JSON, HTML, Markdown and both kinds of graphs, of every so-manieth situation, concluded in so many threads. It
needs what the program itself needs, and so runs with any interpreter that the program is installed for.
"""

import hashlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from whycry_expert import load_knowledge, read_situation_file, to_html, to_json, to_markdown
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn
from whycry_expert.presentation.rendering.dot import to_dot
from whycry_expert.presentation.rendering.mermaid import to_mermaid
from whycry_expert.presentation.rendering.terminal import show
from whycry_expert.reasoning.report import report_on

SITUATIONS = Path(__file__).parent.parent / "situations"


def everything_of(path: Path) -> str:
    knowledge = load_knowledge()
    report = report_on(knowledge, read_situation_file(path, knowledge))
    text = io.StringIO()
    show(conclusion_document(report, gated_report(report, trace=True)), text)
    graph = proof_graph(Gated((report,), lambda: readings_drawn(report, whole=True), trace=True))
    pages = to_json(report), to_html(report, trace=True), to_markdown(report, trace=True)
    written = "\0".join((text.getvalue(), *pages, to_mermaid(graph), to_dot(graph)))
    return f"{path.name} {hashlib.sha256(written.encode()).hexdigest()}"


def main() -> None:
    every, threads = (int(word) for word in (*sys.argv[1:], "1", "1")[:2])
    with ThreadPoolExecutor(threads) as several:
        lines = several.map(everything_of, sorted(SITUATIONS.glob("*.yaml"))[::every])
        sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
