"""The files of a knowledge base, changed in ways that must change nothing that is concluded."""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

from random_knowledge import BASIS, GROUPS, Files, names_in

CONDITIONS = ("if", "only if", "raised when", "applies when", "excludes", "implies")


def needed(facts: Mapping[str, Any]) -> dict[str, set[str]]:
    """For each fact those that have to come earlier."""
    return {name: names_in(told["only if"]) if "only if" in told else set() for name, told in facts.items()}


def in_any_order(needs: Mapping[str, Iterable[str]], chance: Random) -> list[str]:
    """The keys in any order in which each comes after what it needs."""
    found: list[str] = []
    left = dict(needs)
    while left:
        ready = [name for name, needs_first in left.items() if not left.keys() & (set(needs_first) - {name})]
        found.append(chance.choice(ready))
        del left[found[-1]]
    return found


def reordered(files: Files, chance: Random) -> Files:
    """The same knowledge, with files, the facts in them, rules and the parts of groups in any other order."""
    themes = files["facts"]
    needs = {name: needed(theme["facts"]) for name, theme in themes.items()}
    file_of = {fact: name for name, facts in needs.items() for fact in facts}
    of_files = {
        name: {file_of[other] for others in facts.values() for other in others} for name, facts in needs.items()
    }
    facts = {
        f"{position:03}.yaml": {
            **themes[name],
            "facts": {fact: themes[name]["facts"][fact] for fact in in_any_order(needs[name], chance)},
        }
        for position, name in enumerate(in_any_order(of_files, chance))
    }
    names = list(files["rules"])
    chance.shuffle(names)
    rules = {
        f"{position:03}.yaml": _rules_shuffled(files["rules"][name], chance) for position, name in enumerate(names)
    }
    return {"facts": facts, "rules": rules}


def _rules_shuffled(value: Any, chance: Random, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {inner: _rules_shuffled(told, chance, inner) for inner, told in value.items()}
    if isinstance(value, list):
        told = [_rules_shuffled(inner, chance, key) for inner in value]
        return chance.sample(told, len(told)) if key in ("rules", "all", "any") else told
    return value


def renamed(files: Files, new: Callable[[str], str]) -> Files:
    """The same knowledge, with another name for every fact wherever one is named."""
    facts = {fact: new(fact) for theme in files["facts"].values() for fact in theme["facts"]}

    def condition(told: Any) -> Any:
        if isinstance(told, list):
            return [condition(part) for part in told]
        if isinstance(told, Mapping):
            ((key, value),) = told.items()
            return {key: condition(value)} if key in GROUPS else {facts[key]: value}
        return facts.get(told, told)

    def everywhere(told: Any, key: str = "") -> Any:
        if key in CONDITIONS:
            return condition(told)
        if isinstance(told, Mapping):
            return {
                (facts[inner] if key == "facts" else inner): everywhere(value, inner) for inner, value in told.items()
            }
        if isinstance(told, list):
            return [everywhere(inner) for inner in told]
        if key == "because":
            for fact, name in facts.items():
                told = told.replace(f"{{{fact}}}", f"{{{name}}}")
        return told

    return {folder: {name: everywhere(told) for name, told in files[folder].items()} for folder in files}


def with_another_rule_set(files: Files, facts: Iterable[str]) -> Files:
    """The same knowledge and a fact, a finding and a meaning more, whose rules test that fact and some yes-no facts."""
    others = [{"not": fact} for fact in facts]
    sources = (source for told in files["rules"].values() for source in told.get("sources", {}))
    basis = {**BASIS, "sources": [next(sources)]}
    theme = {
        "theme": "another",
        "title": "Another",
        "facts": {"moon": {"question": "?", "help": "?", "kind": "yes-no", "yes": "It is up.", "no": "It is not up."}},
    }
    meaning = {
        "meaning": "moonlight",
        "number": 900,
        "title": "The moon",
        "says": "It may be the moon.",
        "lines": {"sky": "The sky", "rest": "The rest"},
        "rules": [
            {"id": "moon-is-up", "line": "sky", "if": {"all": ["moonlit"]}, "then": "strongly supports", **basis},
            {
                "id": "moon-is-not",
                "line": "rest",
                "if": {"any": ["moon", *others]},
                "then": {"against": "hints"},
                **basis,
            },
        ],
    }
    finding = {"says": "It is moonlit.", "rules": [{"id": "moon-shines", "if": "moon", "then": "settles", **basis}]}
    return {
        "facts": {**files["facts"], "zz-another.yaml": theme},
        "rules": {
            **files["rules"],
            "zz-finding.yaml": {"findings": {"moonlit": finding}},
            "zz-meaning.yaml": meaning,
        },
    }
