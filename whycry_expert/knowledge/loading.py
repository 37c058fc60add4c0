"""Loads a knowledge base from its two folders, `facts/` and `rules/`."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from os import PathLike
from pathlib import Path

from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.knowledge.finding_order import dependency_order
from whycry_expert.knowledge.model import Finding, Knowledge, Meaning
from whycry_expert.knowledge.reading_facts import Vocabulary, read_vocabulary
from whycry_expert.knowledge.reading_rules import RuleBase, read_rules
from whycry_expert.source import Node, parse, read_bytes, reason_of

FOLDERS = ("facts", "rules")


def shipped_knowledge_folder() -> Path:
    """Give the folder that holds the knowledge that comes with this package.

    In an installed package it is the package itself; in a checkout or an editable install it is the folder
    beside the package, so that edits are live.
    """
    package = Path(str(files("whycry_expert")))
    for candidate in (package, package.parent):
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise InputError([Problem(Place(str(package)), "the knowledge files facts/ and rules/ are missing")])


def load_knowledge(folder: str | PathLike[str] | None = None) -> Knowledge:
    """Load the knowledge base of a folder that holds `facts/` and `rules/`; by default the one shipped here.

    Raises InputError that names every mistake in the files with its place.
    """
    root = Path(folder) if folder is not None else shipped_knowledge_folder()
    complaints = Complaints()
    contents = {name: _read_folder(root, name, complaints) for name in FOLDERS}
    complaints.raise_if_any()
    vocabulary = read_vocabulary(_documents(contents["facts"], complaints), complaints)
    complaints.raise_if_any()
    base = read_rules(_documents(contents["rules"], complaints), vocabulary, complaints)
    findings = dependency_order(base.findings, complaints)
    _check_whole(root, vocabulary, base, complaints)
    complaints.raise_if_any()
    return _assemble(vocabulary, base, findings, _digest(contents))


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


def _read_folder(root: Path, name: str, complaints: Complaints) -> dict[str, tuple[str, bytes]]:
    """Give the files of a folder by their name within the knowledge base: what messages call them, and content."""
    folder = root / name
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except (FileNotFoundError, NotADirectoryError):
        complaints.add(Place(str(root)), f"a knowledge base needs a folder {name}/ here")
        return {}
    except (OSError, ValueError) as error:
        complaints.add(Place(str(folder)), f"the folder cannot be read: {reason_of(error)}")
        return {}
    if not paths:
        complaints.add(Place(str(folder)), "there is no .yaml file in this folder")
    found = {}
    for path in paths:
        try:
            found[f"{name}/{path.name}"] = (str(path), read_bytes(path))
        except InputError as error:
            complaints.take(error)
    return found


def _documents(contents: dict[str, tuple[str, bytes]], complaints: Complaints) -> list[Node]:
    """Give the documents of all files. Raises InputError when one cannot be read, since others build on it."""
    documents = [parse(content, shown, complaints) for shown, content in contents.values()]
    if None in documents:
        complaints.raise_if_any()
    return [document for document in documents if document is not None]


def _digest(contents: dict[str, dict[str, tuple[str, bytes]]]) -> str:
    """Give the SHA-256 of all files in their order, whatever ends their lines."""
    digest = hashlib.sha256()
    for folder in contents.values():
        for name, (_, content) in folder.items():
            body = content.replace(b"\r\n", b"\n")
            digest.update(f"{name}\0{len(body)}\0".encode())
            digest.update(body)
    return digest.hexdigest()


def _check_whole(root: Path, vocabulary: Vocabulary, base: RuleBase, complaints: Complaints) -> None:
    if base.about is None:
        complaints.add(Place(str(root / "rules")), 'no file says what the knowledge base is about: one needs "about"')
    if not base.meanings:
        complaints.add(Place(str(root / "rules")), 'no file has a "meaning"')
    owners: Iterable[Finding | Meaning] = (*base.findings, *base.meanings)
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
