"""Knowledge bases that are the shipped one several times over, made of its files.

With `facts`, every copy asks about facts of its own; without, the rules of all copies ask about the same facts.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from subject import ROOT

from whycry_expert import Knowledge, Situation, load_knowledge
from whycry_expert.errors import Place
from whycry_expert.situation.model import Given

_GROUPS = ("all", "any", "not")


def grown(times: int, folder: Path, *, facts: bool) -> Knowledge:
    """Write the knowledge base `times` over into a folder, and load it."""
    for name in ("facts", "rules"):
        (folder / name).mkdir(parents=True)
    shipped = {path: _plain(path) for name in ("facts", "rules") for path in sorted((ROOT / name).glob("*.yaml"))}
    facts_known = {name for document in shipped.values() for name in document.get("facts", ())}
    findings = {name for document in shipped.values() for name in document.get("findings", ())}
    for copy in range(times):
        renamed = findings | (facts_known if facts else set())
        writer = _Copy(copy, renamed, facts_apart=facts)
        for path, document in shipped.items():
            text = writer.text(document)
            if text:
                target = folder / path.parent.name / f"{path.stem}-{copy}.yaml"
                target.write_text(text, encoding="utf-8")
    return load_knowledge(folder)


def answered(situation: Situation, times: int) -> Situation:
    """Give the situation with its answers also to the facts of further copies."""
    given = {
        _named(name, copy): Given(given.answer, Place("copy"))
        for copy in range(times)
        for name, given in situation.given.items()
    }
    return Situation(given=given)


def _plain(path: Path) -> dict[str, Any]:
    """Read a file with every value as text."""
    document: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 - text alone
    return document


def _named(name: str, copy: int) -> str:
    return f"{name}-x{copy}" if copy else name


class _Copy:
    """Writes one copy of the files; names in `renamed`, and those of rules and meanings, get its number."""

    def __init__(self, number: int, renamed: set[str], *, facts_apart: bool) -> None:
        self._number = number
        self._renamed = renamed
        self._facts_apart = facts_apart

    def text(self, document: dict[str, Any]) -> str:
        """Give a file of the copy; nothing where one for all copies is enough."""
        common = "about" in document or "claims" in document
        facts_alone = ("facts" in document or "notices" in document) and not self._facts_apart
        if self._number and (common or facts_alone):
            return ""
        # JSON is YAML, too
        return json.dumps(dict(self._parts(document)), ensure_ascii=False, indent=1)

    def _parts(self, document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in document.items():
            if key in ("theme", "meaning"):
                yield key, _named(value, self._number)
            elif key == "number":
                yield key, int(value) + 1000 * self._number
            elif key in ("facts", "findings", "notices"):
                yield key, {_named(name, self._number): self._owner(owner) for name, owner in value.items()}
            elif key == "applies when":
                yield key, self._condition(value)
            elif key == "rules":
                yield key, [self._rule(rule) for rule in value]
            elif key in ("expresses", "advice", "cautions"):
                yield key, [self._relations(passage) for passage in value]
            else:
                yield key, value

    def _owner(self, owner: dict[str, Any]) -> dict[str, Any]:
        """Give a fact, finding or notice."""
        changed = self._relations(owner)
        if "rules" in owner:
            changed["rules"] = [self._rule(rule) for rule in owner["rules"]]
        if "urgency" in owner:
            changed["urgency"] = int(owner["urgency"]) + 1000 * self._number
        if "options" in owner:
            changed["options"] = {name: self._relations(option) for name, option in owner["options"].items()}
        return changed

    def _rule(self, rule: dict[str, Any]) -> dict[str, Any]:
        because = re.sub(r"\{([^{}]*)\}", lambda found: f"{{{self._name(found[1])}}}", rule["because"])
        return self._relations(rule) | {"id": _named(rule["id"], self._number), "because": because}

    def _relations(self, owner: dict[str, Any]) -> dict[str, Any]:
        changed = dict(owner)
        for key in ("if", "only if", "raised when"):
            if key in owner:
                changed[key] = self._condition(owner[key])
        for key in ("excludes", "implies"):
            if key in owner:
                changed[key] = [self._condition(condition) for condition in owner[key]]
        return changed

    def _condition(self, condition: Any) -> Any:  # noqa: ANN401 - as it was written
        if isinstance(condition, str):
            return self._name(condition)
        ((key, value),) = condition.items()
        if key == "not":
            return {key: self._condition(value)}
        if key in _GROUPS:
            return {key: [self._condition(part) for part in value]}
        return {self._name(key): value}

    def _name(self, name: str) -> str:
        return _named(name, self._number) if name in self._renamed else name
