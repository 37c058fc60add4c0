"""From the files of a knowledge base to the knowledge, or to all that is wrong with them."""

from pathlib import Path

from whycry_expert.errors import Complaints, Place
from whycry_expert.knowledge.files import KnowledgeFiles
from whycry_expert.knowledge.finding_order import dependency_order
from whycry_expert.knowledge.limits import complain_of_size
from whycry_expert.knowledge.model import Finding, Knowledge, Meaning
from whycry_expert.knowledge.reading_facts import Vocabulary, read_vocabulary
from whycry_expert.knowledge.reading_rules import RuleBase, read_rules
from whycry_expert.source import Node, parse


def knowledge_in(files: KnowledgeFiles) -> Knowledge:
    """Give the knowledge that files hold. Raises InputError that names every mistake in them with its place."""
    complaints = Complaints()
    vocabulary = read_vocabulary(_documents(files, "facts", complaints), complaints)
    complaints.raise_if_any()
    base = read_rules(_documents(files, "rules", complaints), vocabulary, complaints)
    findings = dependency_order(base.findings, complaints)
    _check_whole(files.root, vocabulary, base, complaints)
    complaints.raise_if_any()
    return _assemble(vocabulary, base, findings, files.digest())


def _assemble(vocabulary: Vocabulary, base: RuleBase, findings: tuple[Finding, ...], digest: str) -> Knowledge:
    if base.about is None:
        raise AssertionError("checked before")
    return Knowledge(
        about=base.about,
        themes=tuple(vocabulary.themes),
        facts=vocabulary.facts,
        clashes=tuple(vocabulary.clashes),
        findings=findings,
        meanings=tuple(base.meanings),
        notices=tuple(base.notices),
        digest=digest,
        article=base.library.article,
        sections=base.library.sections,
        claims=base.library.claims,
        sources=base.library.sources,
    )


def _documents(files: KnowledgeFiles, folder: str, complaints: Complaints) -> list[Node]:
    """Give the documents of a folder. Raises InputError when one cannot be read, since others build on it."""
    documents = [
        parse(content, files.shown(folder, name), complaints) for name, content in files.folders[folder].items()
    ]
    if None in documents:
        complaints.raise_if_any()
    return [document for document in documents if document is not None]


def _check_whole(root: str, vocabulary: Vocabulary, base: RuleBase, complaints: Complaints) -> None:
    rules = Place(str(Path(root, "rules")))
    if base.about is None:
        complaints.add(rules, 'no file says what the knowledge base is about: one needs "about"')
    if not base.meanings:
        complaints.add(rules, 'no file has a "meaning"')
    owners: tuple[Finding | Meaning, ...] = (*base.findings, *base.meanings)
    complain_of_size(
        tuple(vocabulary.facts.values()),
        len(vocabulary.clashes),
        owners,
        base.notices,
        complaints,
        Place(root),
    )
    named = [
        *((fact.name, fact.place) for fact in vocabulary.facts.values()),
        *((owner.name, owner.place) for owner in owners),
        *((notice.name, notice.place) for notice in base.notices),
        *((rule.name, rule.place) for owner in owners for rule in owner.rules),
    ]
    first: dict[str, Place] = {}
    for name, place in named:
        if name and first.setdefault(name, place) is not place:
            message = f"the name {name} is used twice in this knowledge base; it was first at {first[name]}"
            complaints.add(place, message)
