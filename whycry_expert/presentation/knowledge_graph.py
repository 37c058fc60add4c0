"""The knowledge as a graph: facts, through rules, to findings, meanings and notices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from whycry_expert.knowledge.condition import Condition, facts_in, findings_in
from whycry_expert.knowledge.model import Direction, Knowledge, Rule
from whycry_expert.presentation.proof_graph import Edge, Node, NodeKind, ProofGraph

_Key = tuple[NodeKind, str]


def graph_of_knowledge(knowledge: Knowledge, around: str | None = None) -> ProofGraph:
    """Draw the whole knowledge base, or all that leads to `around` and all that it leads to.

    `around` names a fact, rule, finding, meaning or notice. Raises KeyError when there is none of that name.
    """
    labels, links = dict(_labels(knowledge)), tuple(_links(knowledge))
    shown = set(labels)
    if around is not None:
        chosen = [key for key in labels if key[1] == around]
        if not chosen:
            raise KeyError(around)
        shown = {*_reached(chosen, links, back=True), *_reached(chosen, links, back=False)}
    numbers = {key: number for number, key in enumerate((key for key in labels if key in shown), start=1)}
    nodes = tuple(Node(number, key[0], labels[key]) for key, number in numbers.items())
    edges = tuple(
        Edge(numbers[source], numbers[target], label, counts)
        for source, target, label, counts in links
        if source in numbers and target in numbers
    )
    return ProofGraph((), nodes, tuple(dict.fromkeys(edges)))


def names_in(knowledge: Knowledge) -> tuple[str, ...]:
    """Name everything that a graph can be drawn around."""
    return tuple(name for (_, name), _ in _labels(knowledge))


def _labels(knowledge: Knowledge) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    for fact in knowledge.facts.values():
        yield (NodeKind.ANSWER, fact.name), (fact.question, fact.name)
    for rule in knowledge.rules():
        yield (NodeKind.RULE, rule.name), (rule.name, _speaks(rule))
    for finding in knowledge.findings:
        yield (NodeKind.FINDING, finding.name), (finding.says, finding.name)
    for meaning in knowledge.meanings:
        yield (NodeKind.READING, meaning.name), (f"{meaning.number}. {meaning.title}", meaning.name)
    for notice in knowledge.notices:
        yield (NodeKind.NOTICE, notice.name), (notice.title, notice.name)


def _links(knowledge: Knowledge) -> Iterator[tuple[_Key, _Key, str, bool]]:
    for finding in knowledge.findings:
        for rule in finding.rules:
            yield from _into(rule.condition, (NodeKind.RULE, rule.name))
            yield (NodeKind.RULE, rule.name), (NodeKind.FINDING, finding.name), rule.strength, True
    for meaning in knowledge.meanings:
        for rule in meaning.rules:
            yield from _into(rule.condition, (NodeKind.RULE, rule.name))
            label = f"{rule.direction.value}: {rule.line}"
            for_it = rule.direction is Direction.FOR
            yield (NodeKind.RULE, rule.name), (NodeKind.READING, meaning.name), label, for_it
    for notice in knowledge.notices:
        yield from _into(notice.condition, (NodeKind.NOTICE, notice.name))


def _into(condition: Condition, target: _Key) -> Iterator[tuple[_Key, _Key, str, bool]]:
    for fact in facts_in(condition):
        yield (NodeKind.ANSWER, fact), target, "", True
    for finding in findings_in(condition):
        yield (NodeKind.FINDING, finding), target, "", True


def _speaks(rule: Rule) -> str:
    return f"{rule.strength} against" if rule.direction is Direction.AGAINST else rule.strength


def _reached(start: Iterable[_Key], links: Iterable[tuple[_Key, _Key, str, bool]], *, back: bool) -> set[_Key]:
    beyond: dict[_Key, list[_Key]] = defaultdict(list)
    for source, target, _, _ in links:
        beyond[target if back else source].append(source if back else target)
    found = set(start)
    waiting = list(found)
    while waiting:
        new = [key for key in dict.fromkeys(beyond[waiting.pop()]) if key not in found]
        found.update(new)
        waiting += new
    return found
