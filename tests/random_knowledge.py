"""Random small knowledge bases, for properties that must hold whatever the rules say.

They are made as the plain data of knowledge files, which the loader reads as it reads any others; so a test can also
change the files and look what that does.
"""

import json
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

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


def tests_of(name: str) -> st.SearchStrategy:
    if KINDS[name] == "yes-no":
        return st.just(name)
    if KINDS[name] == "number":
        bounds = st.dictionaries(
            st.sampled_from(list(RELATIONS)), st.integers(0, 24).map(halved), min_size=1, max_size=1
        )
        return bounds.map(lambda bound: {name: bound})
    options = st.sampled_from(OPTIONS[name])
    several = st.lists(options, min_size=2, max_size=2, unique=True)
    return (options | several).map(lambda tested: {name: tested})


def halved(number: int) -> float:
    return number // 2 if number % 2 == 0 else number / 2


def conditions(names: tuple[str, ...], findings: tuple[str, ...] = ()) -> st.SearchStrategy:
    over_facts = st.recursive(
        st.sampled_from(names).flatmap(tests_of),
        lambda smaller: groups(smaller) | smaller.map(lambda part: {"not": part}),
        max_leaves=3,
    )
    if not findings:
        return over_facts
    # a finding cannot be negated
    return st.recursive(over_facts | st.sampled_from(findings), groups, max_leaves=3)


def groups(smaller: st.SearchStrategy) -> st.SearchStrategy:
    parts = st.lists(smaller, min_size=1, max_size=3)
    return parts.map(lambda found: {"all": found}) | parts.map(lambda found: {"any": found})


STRENGTH = st.sampled_from(list(STRENGTHS))


@st.composite
def vocabularies(draw: st.DrawFn) -> dict[str, Any]:
    facts = {name: fact(kind, name) for name, kind in KINDS.items()}
    for position, name in enumerate(NAMES[2:], start=2):
        if draw(st.integers(0, 3)) == 0:
            facts[name]["only if"] = draw(conditions(NAMES[:position]))
    for name in draw(st.lists(st.sampled_from(["wet", "cold"]), max_size=1)):
        relation = draw(st.sampled_from(["excludes", "implies"]))
        facts[name][relation] = [draw(conditions(tuple(other for other in NAMES if other != name)))]
    return facts


@st.composite
def rules(draw: st.DrawFn, owner: str, findings: tuple[str, ...], lines: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        rule = {"id": f"{owner}-rule-{number}", "if": draw(conditions(NAMES, findings)), **BASIS}
        strength = draw(STRENGTH)
        if lines:
            against = draw(st.integers(0, 2)) == 0
            rule |= {"line": draw(st.sampled_from(lines)), "then": {"against": strength} if against else strength}
        else:
            rule["then"] = strength
        found.append(rule)
    return found


@st.composite
def meanings(draw: st.DrawFn, name: str, number: int, findings: tuple[str, ...]) -> dict[str, Any]:
    found = draw(rules(name, findings, ("first", "second", "third")))
    meaning = {
        "meaning": name,
        "number": number,
        "title": name,
        "says": "It may be so.",
        "lines": {line: f"The {line}" for line in dict.fromkeys(rule["line"] for rule in found)},
        "rules": found,
    }
    pictures = draw(st.lists(st.sampled_from([picture.value for picture in Picture]), max_size=2, unique=True))
    if pictures:
        meaning["concluded when the picture is"] = pictures
    if draw(st.integers(0, 3)) == 0:
        meaning["applies when"] = draw(conditions(NAMES))
    return meaning


@st.composite
def knowledge_files(draw: st.DrawFn) -> Files:
    facts = draw(vocabularies())
    first, second = dict(list(facts.items())[:3]), dict(list(facts.items())[3:])
    found = {
        "facts": {
            "1.yaml": {"theme": "seen", "title": "Seen", "facts": first},
            "2.yaml": {"theme": "felt", "title": "Felt", "facts": second},
        },
        "rules": {"about.yaml": {"about": ABOUT}, "library.yaml": LIBRARY},
    }
    findings: dict[str, Any] = {}
    for name in ("finding-1", "finding-2")[: draw(st.integers(0, 2))]:
        findings[name] = {"says": "It is found.", "rules": draw(rules(name, tuple(findings)))}
    if findings:
        found["rules"]["findings.yaml"] = {"findings": findings}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        name = f"meaning-{number}"
        found["rules"][f"{name}.yaml"] = draw(meanings(name, number, tuple(findings)))
    found["rules"]["notices.yaml"] = {
        "notices": {
            f"notice-{urgency}": {
                "urgency": urgency,
                "title": "Look out",
                "raised when": draw(conditions(NAMES)),
                "first": "Look.",
                "says": ["Look again."],
                "danger": "yes" if urgency == 1 else "no",
                "sources": ["practice"],
            }
            for urgency in range(1, draw(st.integers(1, 2)) + 1)
        }
    }
    return found


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
        name: {file: yaml.load(content, yaml.BaseLoader) for file, content in contents.items()}  # noqa: S506 - it makes texts alone
        for name, contents in read.items()
    }


def knowledge_bases() -> st.SearchStrategy:
    return knowledge_files().map(knowledge_of)
