"""A page for each meaning and each rule, and pages of all facts, findings and claims, from the catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from blocks import bullets, escaped, link, page

from whycry_expert.keeping.uses import uses_in
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.presentation.catalogue.data import Catalogue

Data = Mapping[str, Any]
FOLDER = "reference"
_NAMED_FACT = re.compile(r"\((?P<denied>not )?(?P<name>[a-z0-9-]+)(?P<test>[^()]*)\)$")


def knowledge_pages(knowledge: Knowledge) -> dict[str, str]:
    """Give the Markdown of every page that the knowledge itself makes, by its path."""
    catalogue = Catalogue(knowledge, uses_in(knowledge))
    facts, meanings, rules, claims = catalogue.facts(), catalogue.meanings(), catalogue.rules(), catalogue.claims()
    texts = {claim["name"]: claim["text"] for claim in claims}
    written = _Pages({fact["name"] for fact in facts}, {rule["name"]: rule for rule in rules}, texts)
    return {
        f"{FOLDER}/meanings.md": written.all_meanings(meanings),
        f"{FOLDER}/facts.md": written.all_facts(facts),
        f"{FOLDER}/findings.md": written.all_findings([rule for rule in rules if rule["owner_kind"] == "finding"]),
        f"{FOLDER}/claims.md": written.all_claims(claims),
        **{f"{FOLDER}/meanings/{meaning['name']}.md": written.meaning(meaning) for meaning in meanings},
        **{f"{FOLDER}/rules/{rule['name']}.md": written.rule(rule) for rule in rules},
    }


class _Pages:
    """Writes pages that know which facts, rules and claims there are, so as to link them."""

    def __init__(self, facts: set[str], rules: dict[str, Data], claims: Mapping[str, str]) -> None:
        self._facts = facts
        self._rules = rules
        self._claims = claims

    def all_meanings(self, meanings: Iterable[Data]) -> str:
        listed = [
            f"{meaning['number']}. {link(meaning['title'], _meaning(meaning['name']))}: {escaped(meaning['says'])}"
            for meaning in meanings
        ]
        return page(
            "# All meanings",
            "What can be concluded. Each page says what speaks for it and against it.",
            bullets(listed),
        )

    def meaning(self, meaning: Data) -> str:
        rules = [self._rules[rule["name"]] for line in meaning["lines"] for rule in line["rules"]]
        return page(
            f"# {escaped(meaning['title'])}",
            f"*Meaning {meaning['number']}, `{meaning['name']}`.* {escaped(meaning['says'])}",
            "## Where it comes from",
            self._sources(rules, [*meaning["expresses"], *meaning["advice"], *meaning["cautions"]]),
            "## What speaks for it and against it",
            "In each line of evidence only the strongest rule for it and the strongest against it count.",
            *(block for line in meaning["lines"] for block in self._line(line)),
            *self._passages("What more may lie in the tears", meaning["expresses"]),
            *self._passages("What may help", meaning["advice"]),
            *self._passages("What to keep in mind", meaning["cautions"]),
        )

    def _sources(self, rules: Iterable[Data], passages: Iterable[Data]) -> str:
        cited = {claim["name"] for rule in rules for claim in rule["rests_on"]}
        cited |= {name for passage in passages for name in passage["rests_on"]}
        return bullets(
            f"{_up(name, _claim(name))}: {escaped(self._claims[name])}" for name in sorted(cited, key=_in_order)
        )

    def _line(self, line: Data) -> Iterator[str]:
        yield f"### {escaped(line['title'])}"
        yield bullets(
            f"{rule['strength']}{' against' if rule['direction'] == 'against' else ''}: "
            f"{_up(rule['because'], _rule(rule['name']))}"
            for rule in line["rules"]
        )

    def _passages(self, head: str, passages: Iterable[Data]) -> Iterator[str]:
        told = list(passages)
        if told:
            yield f"## {head}"
            yield bullets(line for passage in told for line in self._passage(passage))

    def _passage(self, passage: Data) -> Iterator[str]:
        cited = ", ".join(_up(name, _claim(name)) for name in passage["rests_on"])
        yield f"{escaped(passage['text'])} ({cited})"
        if passage["if"]:
            yield "  Told only if:"
            yield from (f"    {line}" for line in self._conditions(passage["if"]))

    def rule(self, rule: Data) -> str:
        owner = rule["owner"]
        of = (
            f"the meaning {_up(rule['group'], _meaning(owner))}, in the line *{escaped(rule['line_title'])}*"
            if rule["owner_kind"] == "meaning"
            else f"the finding {_up(rule['group'].partition(': ')[2], _finding(owner))}"
        )
        speaks = "against" if rule["direction"] == "against" else "for"
        return page(
            f"# {rule['name']}",
            f"A rule {speaks} {of}. Its strength: **{rule['strength']}**.",
            escaped(rule["because"]),
            "## If",
            bullets(self._conditions(rule["if"])),
            "## Why this is a reason",
            escaped(rule["why"]),
            "## What it rests on",
            bullets(
                f"{_up(cited['name'], _claim(cited['name']))}: {escaped(cited['text'])}" for cited in rule["rests_on"]
            ),
        )

    def _conditions(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            indent = line[: len(line) - len(line.lstrip())]
            match = _NAMED_FACT.search(line)
            if match is None:
                yield indent + escaped(line.strip())
                continue
            name = match["name"]
            target = _fact(name) if name in self._facts else _finding(name)
            shown = f"{'not ' if match['denied'] else ''}{_up(name, target)}{escaped(match['test'])}"
            yield f"{indent}{escaped(line[: match.start()].strip())} ({shown})"

    def all_facts(self, facts: Iterable[Data]) -> str:
        blocks = ["# All facts", "Everything that can be asked and answered, by theme."]
        for theme, members in groupby(facts, key=lambda fact: fact["group"]):
            blocks += [f"## {escaped(theme)}", *(block for fact in members for block in self._fact(fact))]
        return page(*blocks)

    def _fact(self, fact: Data) -> Iterator[str]:
        yield f"### {fact['name']} {{ #{anchor(fact['name'])} }}"
        yield f"**{escaped(fact['question'])}** {escaped(fact['help'])} *({fact['kind']})*"
        if "options" in fact:
            yield bullets(f"`{option['name']}`: {escaped(option['label'])}" for option in fact["options"])
        rules = dict.fromkeys(use["name"] for use in fact["used_by"] if use["kind"] == "rule")
        used = ", ".join(link(name, _rule(name)) for name in rules)
        yield f"Rules that ask for it: {used}." if used else "No rule asks for it."

    def all_findings(self, rules: Iterable[Data]) -> str:
        blocks = ["# All findings", "Conclusions in between. The strongest rule that holds counts."]
        for name, members in groupby(rules, key=lambda rule: rule["owner"]):
            own = list(members)
            says = own[0]["group"].partition(": ")[2]
            blocks += [
                f"## {name} {{ #{anchor(name)} }}",
                escaped(says),
                bullets(f"{rule['strength']}: {link(rule['because'], _rule(rule['name']))}" for rule in own),
            ]
        return page(*blocks)

    def all_claims(self, claims: Iterable[Data]) -> str:
        blocks = [
            "# All claims and sources",
            "What the rules rest on: the claims of the source article, in our words, and others.",
        ]
        for group, members in groupby(claims, key=lambda claim: claim["group"]):
            blocks.append(f"## {escaped(group)}")
            for claim in members:
                cited = ", ".join(
                    link(name, _rule(name)) if name in self._rules else escaped(name) for name in claim["cited_by"]
                )
                blocks += [
                    f"### {claim['name']} {{ #{anchor(claim['name'])} }}",
                    f"{escaped(claim['text'])} *({claim['kind']})*",
                    f"Cited by {cited}." if cited else "Not cited.",
                ]
        return page(*blocks)


def _up(text: str, target: str) -> str:
    """Link from a page in a folder of its own to one of the folder above."""
    return link(text, f"../{target}")


def _meaning(name: str) -> str:
    return f"meanings/{name}.md"


def _rule(name: str) -> str:
    return f"rules/{name}.md"


def _fact(name: str) -> str:
    return f"facts.md#{anchor(name)}"


def _finding(name: str) -> str:
    return f"findings.md#{anchor(name)}"


def _claim(name: str) -> str:
    return f"claims.md#{anchor(name)}"


def anchor(name: str) -> str:
    """Give the anchor of something named, on the page of all things of its kind."""
    return re.sub(r"[^a-z0-9-]", "-", name.lower())


def _in_order(name: str) -> list[int | str]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
