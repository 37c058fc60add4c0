"""The graph of a knowledge base as an HTML page to walk through and search, which needs nothing else."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from whycry_expert.presentation.proof_graph import NodeKind, ProofGraph
from whycry_expert.printable import printable

_KINDS = {
    NodeKind.READING: "Meanings",
    NodeKind.NOTICE: "Words of safety",
    NodeKind.FINDING: "Findings",
    NodeKind.RULE: "Rules",
    NodeKind.ANSWER: "Facts",
}
_SCRIPT = """
const field = document.getElementById("search");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const entry of document.querySelectorAll("article")) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
});
"""
_TEMPLATE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{{ hash }}'">
<meta name="viewport" content="width=device-width">
<title>{{ title }}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #999; padding: .5rem 0; }
article:target { background: #ffd; color: #000; }
small { color: #666; }
input { font: inherit; width: 100%; padding: .4rem; box-sizing: border-box; }
@media (prefers-color-scheme: dark) {
  body { background: #222; color: #eee; }
  a { color: #8cf; }
  small { color: #aaa; }
}
</style>
</head>
<body>
<h1>{{ title }}</h1>
<label>Search <input id="search" type="search" autocomplete="off"></label>
{% for heading, entries in groups %}
<h2>{{ heading }}</h2>
{% for entry in entries %}
<article id="n{{ entry.number }}">
<strong>{{ entry.words }}</strong> <small>{{ entry.name }}</small>
{% for head, links in (("From", entry.sources), ("To", entry.targets)) if links %}
<div>{{ head }}: {% for number, words, label in links %}<a href="#n{{ number }}">{{ words }}</a>
{%- if label %} <small>{{ label }}</small>{% endif %}{{ "" if loop.last else "; " }}{% endfor %}</div>
{% endfor %}
</article>
{% endfor %}
{% endfor %}
<script>{{ script }}</script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A node with the nodes before and after it: number, name, and what stands on the edge."""

    number: int
    words: str
    name: str
    sources: tuple[tuple[int, str, str], ...]
    targets: tuple[tuple[int, str, str], ...]


def to_page(graph: ProofGraph, title: str) -> str:
    """Give a graph as a page. Whatever the labels hold is shown as it stands, and never read as markup."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    entries = _entries(graph)
    groups = [(heading, entries[kind]) for kind, heading in _KINDS.items() if entries[kind]]
    digest = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    script = Markup(_SCRIPT)  # noqa: S704 - written above, and nothing else goes into it
    page = environment.from_string(_TEMPLATE).render(title=printable(title), groups=groups, script=script, hash=digest)
    return f"{page}\n"


def _entries(graph: ProofGraph) -> Mapping[NodeKind, list[Entry]]:
    names = {node.number: printable(node.label[-1 if node.kind is not NodeKind.RULE else 0]) for node in graph.nodes}
    into: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    out: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for edge in graph.edges:
        into[edge.target].append((edge.source, names[edge.source], edge.label))
        out[edge.source].append((edge.target, names[edge.target], edge.label))
    found: dict[NodeKind, list[Entry]] = defaultdict(list)
    for node in graph.nodes:
        words = printable(node.label[0] if node.kind is not NodeKind.RULE else node.label[-1])
        number = node.number
        found[node.kind].append(Entry(number, words, names[number], tuple(into[number]), tuple(out[number])))
    return found
