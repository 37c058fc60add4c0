"""What is known of one fact, meaning, rule or claim, as data for JSON; the text is made from the same."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from whycry_expert.errors import unknown_name
from whycry_expert.keeping.uses import Use, UseKind, Uses
from whycry_expert.knowledge.model import Direction, Fact, Finding, Knowledge, Meaning, Option, Passage, Rule
from whycry_expert.presentation.catalogue.conditions import condition_lines
from whycry_expert.situation.misplaced import no_name_but_option

Data: TypeAlias = dict[str, Any]


class Catalogue:
    """A knowledge base to look things up in."""

    def __init__(self, knowledge: Knowledge, uses: Uses) -> None:
        self.knowledge = knowledge
        self._uses = uses
        self._titles = {theme.name: theme.title for theme in knowledge.themes}
        owners: tuple[Finding | Meaning, ...] = (*knowledge.findings, *knowledge.meanings)
        self._owners = {rule.name: owner for owner in owners for rule in owner.rules}
        self._rules = knowledge.rules_by_name
        self._texts = {claim.name: claim.text for claim in knowledge.claims.values()} | dict(knowledge.sources)

    def facts(self) -> list[Data]:
        """Give all facts, in their order."""
        return [self._fact(fact) for fact in self.knowledge.facts.values()]

    def meanings(self) -> list[Data]:
        """Give all meanings, in the order of their numbers."""
        return [self._meaning(meaning) for meaning in self.knowledge.meanings]

    def rules(self) -> list[Data]:
        """Give all rules: those of findings, then those of meanings."""
        return [self._rule(rule) for rule in self._rules.values()]

    def claims(self) -> list[Data]:
        """Give all claims, and then the other sources."""
        claims = [
            {
                "name": claim.name,
                "kind": claim.kind,
                "text": claim.text,
                "group": f"{claim.section}: {self.knowledge.sections[claim.section]}",
                "cited_by": list(self._uses.cited.get(claim.name, ())),
            }
            for claim in self.knowledge.claims.values()
        ]
        sources = [
            {
                "name": name,
                "kind": "source",
                "text": text,
                "group": "Other sources",
                "cited_by": list(self._uses.cited.get(name, ())),
            }
            for name, text in self.knowledge.sources.items()
        ]
        return [*claims, *sources]

    def _fact(self, fact: Fact) -> Data:
        uses = self._uses.facts.get(fact.name, ())
        data: Data = {
            "name": fact.name,
            "group": self._titles[fact.theme],
            "theme": fact.theme,
            "question": fact.question,
            "help": fact.help,
            "kind": fact.kind.value,
            "sensitive": fact.sensitive,
        }
        if fact.options:
            data["options"] = [self._option(fact, option) for option in fact.options]
        elif fact.unit:
            data |= {"unit": fact.unit, "at_least": _number(fact.least), "at_most": _number(fact.most)}
            data["says"] = fact.yes
        else:
            data |= {"yes": fact.yes, "no": fact.no}
        data["only_if"] = list(condition_lines(self.knowledge, fact.only_if)) if fact.only_if else []
        data["used_by"] = [self._use(use) for use in uses]
        rules = [self._rules[use.owner] for use in uses if use.kind is UseKind.RULE]
        data["rests_on"] = self._cited(name for rule in rules for name in (*rule.claims, *rule.sources))
        data["place"] = str(fact.place)
        return data

    def _option(self, fact: Fact, option: Option) -> Data:
        said = {"yes": option.yes, "no": option.no} if option.no else {"says": option.yes}
        uses = self._uses.options.get((fact.name, option.name), ())
        return {"name": option.name, "label": option.label, **said, "used_by": [self._use(use) for use in uses]}

    def _use(self, use: Use) -> Data:
        data: Data = {"kind": use.kind.value, "name": use.owner, "test": use.test}
        if use.kind is UseKind.RULE:
            data["says"] = self._speaks(self._rules[use.owner])
        return data

    def _speaks(self, rule: Rule) -> str:
        owner = self._owners[rule.name].name
        return f"{rule.strength} {'against ' if rule.direction is Direction.AGAINST else ''}{owner}"

    def _meaning(self, meaning: Meaning) -> Data:
        return {
            "name": meaning.name,
            "number": meaning.number,
            "title": meaning.title,
            "says": meaning.says,
            "lines": [
                {
                    "name": line.name,
                    "title": line.title,
                    "rules": [_short(rule) for rule in meaning.rules if rule.line == line.name],
                }
                for line in meaning.lines
            ],
            "expresses": [self._passage(passage) for passage in meaning.expresses],
            "advice": [self._passage(passage) for passage in meaning.advice],
            "cautions": [self._passage(passage) for passage in meaning.cautions],
            "place": str(meaning.place),
        }

    def _passage(self, passage: Passage) -> Data:
        condition = list(condition_lines(self.knowledge, passage.condition)) if passage.condition else []
        return {"text": passage.text, "if": condition, "rests_on": [*passage.claims, *passage.sources]}

    def _rule(self, rule: Rule) -> Data:
        owner = self._owners[rule.name]
        is_meaning = isinstance(owner, Meaning)
        lines = {line.name: line.title for line in owner.lines} if isinstance(owner, Meaning) else {}
        return {
            **_short(rule),
            "group": owner.title if isinstance(owner, Meaning) else f"Finding: {owner.says}",
            "owner": owner.name,
            "owner_kind": "meaning" if is_meaning else "finding",
            "line": rule.line,
            "line_title": lines.get(rule.line, ""),
            "if": list(condition_lines(self.knowledge, rule.condition)),
            "why": rule.why,
            "rests_on": self._cited((*rule.claims, *rule.sources)),
            "place": str(rule.place),
        }

    def _cited(self, names: Iterable[str]) -> list[Data]:
        return [{"name": name, "text": self._texts[name]} for name in dict.fromkeys(names)]


def _short(rule: Rule) -> Data:
    return {
        "name": rule.name,
        "direction": rule.direction.value,
        "strength": rule.strength,
        "because": rule.because,
    }


def _number(value: Fraction | None) -> float | None:
    return float(value) if value is not None else None


def containing(entries: Iterable[Data], words: str) -> list[Data]:
    """Give the entries in whose names, questions, labels and sentences every one of some words occurs.

    What has options says in `found` which of them hold a word that the entry itself does not.
    """
    wanted = words.casefold().split()
    return [_with_found(entry, wanted) for entry in entries if all(word in _own_text(entry) for word in wanted)]


def _with_found(entry: Data, wanted: Iterable[str]) -> Data:
    if "options" not in entry:
        return entry
    own = _own_text({key: value for key, value in entry.items() if key != "options"})
    elsewhere = [word for word in wanted if word not in own]
    options = (option for option in entry["options"] if any(word in _own_text(option) for word in elsewhere))
    return entry | {"found": [{"name": option["name"], "label": option["label"]} for option in options]}


_OWN = (
    *("name", "question", "help", "unit", "title", "says", "yes", "no", "label", "text", "because", "why"),
    *("options", "if", "line_title", "lines", "expresses", "advice", "cautions"),
)


def _own_text(entry: Data) -> str:
    found = []
    for key in _OWN:
        value = entry.get(key, "")
        parts = value if isinstance(value, list) else [value]
        found += [_own_text(part) if isinstance(part, dict) else str(part) for part in parts]
    return " ".join(found).casefold()


def named(entries: Iterable[Data], kind: str, name: str) -> Data | str:
    """Give the entry of a name, or say that there is none, with the nearest name."""
    known = {entry["name"]: entry for entry in entries}
    if name in known:
        return known[name]
    options = ((owner, option["name"]) for owner, entry in known.items() for option in entry.get("options", ()))
    owners = [owner for owner, option in options if option == name]
    return no_name_but_option(kind, name, owners) if owners else unknown_name(kind, name, known)
