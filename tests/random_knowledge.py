"""Random small knowledge bases, for properties that must hold whatever the rules say.

They are made as the plain data of knowledge files, which the loader reads as it reads any others; so a test can also
change the files and look what that does.
"""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st
from random_answers import SEEDS

from whycry_expert.knowledge.certainty import LEADING_BANDS, STRENGTHS, Picture
from whycry_expert.knowledge.condition import RELATIONS
from whycry_expert.knowledge.files import FOLDERS, KnowledgeFiles, read_files
from whycry_expert.knowledge.model import HowOpen, Knowledge
from whycry_expert.knowledge.understanding import knowledge_in

Files = Mapping[str, Mapping[str, Any]]
"""The files of facts and of rules: for each folder, the data of each file by its name."""

OPTIONS = {"colour": ("red", "green", "blue"), "marks": ("round", "square", "deep")}
BASIS = {"sources": ["practice"], "because": "So it is.", "why": "It is known."}
ABOUT = {
    "title": "Random",
    "version": "1",
    "subject": "it",
    "limits": ["It is random."],
    "danger": ["Later."],
    "help": "Call.",
    "clear": {band.value: "One." for band in LEADING_BANDS},
    "mixed": "Several.",
    "open": "None.",
    "outlook": {word.value: "So." for word in HowOpen},
}
LIBRARY = {
    "article": "A page",
    "sections": {"A": "One"},
    "claims": {"A.1": {"kind": "indicator", "text": "It is so."}},
    "sources": {"practice": {"text": "What is known."}},
}


def fact(kind: str, name: str) -> dict[str, Any]:
    told = {"question": f"Is it {name}?", "help": "Look.", "kind": kind}
    if kind == "yes-no":
        return told | {"yes": f"It is {name}.", "no": f"It is not {name}."}
    if kind == "number":
        return told | {"unit": "grams", "range": {"at least": 0, "at most": 12}, "says": "It is {answer}."}
    said = ("says",) if kind == "choice" else ("yes", "no")
    return told | {
        "options": {option: {"label": option, **{way: f"{way}: {option}." for way in said}} for option in OPTIONS[name]}
    }


KINDS = {"wet": "yes-no", "colour": "choice", "cold": "yes-no", "marks": "choices", "size": "number"}
NAMES = tuple(KINDS)


class FilesByChance:
    """The files of a small knowledge base, drawn from a seed: hypothesis takes fifty times as long to draw them."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._one = chance.choice

    def files(self) -> Files:
        facts = list(self._vocabulary().items())
        rules: dict[str, Any] = {"about.yaml": {"about": ABOUT}, "library.yaml": LIBRARY}
        findings: dict[str, Any] = {}
        for name in ("finding-1", "finding-2")[: self._chance.randint(0, 2)]:
            findings[name] = {"says": "It is found.", "rules": self._rules(name, tuple(findings))}
        if findings:
            rules["findings.yaml"] = {"findings": findings}
        for number in range(1, self._chance.randint(2, 4)):
            rules[f"meaning-{number}.yaml"] = self._meaning(f"meaning-{number}", number, tuple(findings))
        notices = {f"notice-{urgency}": self._notice(urgency) for urgency in range(1, self._chance.randint(2, 3))}
        rules["notices.yaml"] = {"notices": notices}
        themes = {"1.yaml": _theme("seen", facts[:3]), "2.yaml": _theme("felt", facts[3:])}
        return {"facts": themes, "rules": rules}

    def _vocabulary(self) -> dict[str, Any]:
        facts = {name: fact(kind, name) for name, kind in KINDS.items()}
        for position, name in enumerate(NAMES[2:], start=2):
            if self._chance.random() < 0.25:
                facts[name]["only if"] = self._condition(NAMES[:position])
        if self._chance.random() < 0.5:
            name = self._one(["wet", "cold"])
            others = tuple(other for other in NAMES if other != name)
            facts[name][self._one(["excludes", "implies"])] = [self._condition(others)]
        return facts

    def _test(self, names: tuple[str, ...]) -> Any:
        name = self._one(names)
        if name not in KINDS or KINDS[name] == "yes-no":
            return name
        if KINDS[name] == "number":
            halves = self._chance.randint(0, 24)
            return {name: {self._one(list(RELATIONS)): halves / 2 if halves % 2 else halves // 2}}
        several = self._chance.sample(OPTIONS[name], 2)
        return {name: several if self._chance.random() < 0.4 else several[0]}

    def _condition(self, names: tuple[str, ...], *, depth: int = 2, findings: tuple[str, ...] = ()) -> Any:
        kind = self._one(["test", "test", "not", "all", "any"]) if depth else "test"
        if kind == "test":
            return self._test((*names, *findings, *findings))
        if kind == "not":  # a finding cannot be negated
            return {"not": self._condition(names, depth=depth - 1)}
        parts = range(self._chance.randint(1, 3))
        return {kind: [self._condition(names, depth=depth - 1, findings=findings) for _ in parts]}

    def _rules(self, owner: str, findings: tuple[str, ...], lines: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        found = []
        for number in range(self._chance.randint(1, 4)):
            rule = {"id": f"{owner}-rule-{number}", "if": self._condition(NAMES, findings=findings), **BASIS}
            strength = self._one(list(STRENGTHS))
            against = bool(lines) and self._chance.random() < 0.3
            rule["then"] = {"against": strength} if against else strength
            found.append(rule | ({"line": self._one(lines)} if lines else {}))
        return found

    def _meaning(self, name: str, number: int, findings: tuple[str, ...]) -> dict[str, Any]:
        rules = self._rules(name, findings, ("first", "second", "third"))
        meaning: dict[str, Any] = {"meaning": name, "number": number, "title": name, "says": "It may be so."}
        meaning |= {"lines": {rule["line"]: f"The {rule['line']}" for rule in rules}, "rules": rules}
        if self._chance.random() < 0.4:
            meaning["concluded when the picture is"] = [self._one([picture.value for picture in Picture])]
        if self._chance.random() < 0.25:
            meaning["applies when"] = self._condition(NAMES)
        return meaning

    def _notice(self, urgency: int) -> dict[str, Any]:
        return {
            "urgency": urgency,
            "title": "Look out",
            "raised when": self._condition(NAMES),
            "first": "Look.",
            "says": ["Look again."],
            "danger": "yes" if urgency == 1 else "no",
            "sources": ["practice"],
        }


def _theme(name: str, facts: list[tuple[str, Any]]) -> dict[str, Any]:
    return {"theme": name, "title": name, "facts": dict(facts)}


def knowledge_with(
    meanings: Mapping[str, list[Any]], findings: Mapping[str, list[Any]] | None = None, **told: Mapping[str, Any]
) -> Knowledge:
    """Knowledge with these rules alone, given as conditions or as tuples of a condition, what follows, and the line.

    A rule of a meaning that names no line has one of its own. `told` is said of a fact beside what it is.
    """
    facts = [(name, fact(kind, name) | told.get(name, {})) for name, kind in KINDS.items()]
    rules: dict[str, Any] = {"about.yaml": {"about": ABOUT}, "library.yaml": LIBRARY}
    if findings:
        supported = {name: _as_rules(name, said) for name, said in findings.items()}
        rules["findings.yaml"] = {
            "findings": {name: {"says": "It is found.", "rules": given} for name, given in supported.items()}
        }
    for number, (name, said) in enumerate(meanings.items(), start=1):
        given = [{"line": rule["id"]} | rule for rule in _as_rules(name, said)]
        lines = {rule["line"]: f"The {rule['line']}" for rule in given}
        meaning = {"meaning": name, "number": number, "title": name, "says": "It may be so."}
        rules[f"{name}.yaml"] = meaning | {"lines": lines, "rules": given}
    return knowledge_of({"facts": {"all.yaml": _theme("all", facts)}, "rules": rules})


def _as_rules(owner: str, said: list[Any]) -> list[dict[str, Any]]:
    given = []
    for number, one in enumerate(said, start=1):
        condition, then, *line = one if isinstance(one, tuple) else (one, "supports")
        rule = {"id": f"{owner}-rule-{number}", "if": condition, "then": then, **BASIS}
        given.append(rule | ({"line": line[0]} if line else {}))
    return given


def knowledge_files() -> st.SearchStrategy:
    return SEEDS.map(lambda chance: FilesByChance(chance).files())


def knowledge_of(files: Files) -> Knowledge:
    """The knowledge that such files hold. What is written as JSON is YAML, too."""
    written = {
        folder: {name: json.dumps(files[folder][name]).encode() for name in sorted(files[folder])} for folder in FOLDERS
    }
    return knowledge_in(KnowledgeFiles("random", written))


def files_of(folder) -> Files:
    """The data of a knowledge base that lies in a folder; all that is no list or mapping is a text."""
    read = read_files(folder).folders
    return {
        name: {file: yaml.load(content, yaml.CBaseLoader) for file, content in contents.items()}  # noqa: S506 - it makes texts alone
        for name, contents in read.items()
    }


def knowledge_bases() -> st.SearchStrategy:
    return knowledge_files().map(knowledge_of)
