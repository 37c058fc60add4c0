"""What differs between two knowledge bases, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from whycry_expert.enumeration import all_of
from whycry_expert.knowledge.model import Direction, Fact, Finding, Knowledge, Meaning, Notice, Passage, Rule


@dataclass(frozen=True, slots=True)
class KnowledgeChange:
    """One thing that is new, gone or otherwise: what kind of thing, its name, and what of it was and is.

    `part` is empty where the whole thing is new (`before` is empty) or gone (`after` is empty).
    """

    kind: str
    name: str
    part: str
    before: str
    after: str

    def __str__(self) -> str:
        if self.part:
            return f"{self.kind} {self.name}: {self.part} was {self.before or 'nothing'}; is {self.after or 'nothing'}"
        return f"{self.kind} {self.name} is {'new' if self.after else 'gone'}: {self.after or self.before}"


def changes_between(old: Knowledge, new: Knowledge) -> tuple[KnowledgeChange, ...]:
    """Give all that differs in what two knowledge bases say, whatever their layout and the order of their rules."""
    changes = [change for kind, parts in _KINDS.items() for change in _compared(kind, parts(old), parts(new))]
    return (*changes, *_reordered(old.facts, new.facts))


def _reordered(old: Collection[str], new: Collection[str]) -> Iterator[KnowledgeChange]:
    """Compare the order of the facts that both have, from the first that is elsewhere to the last."""
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    elsewhere = [at for at, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
    if elsewhere:
        moved = slice(elsewhere[0], elsewhere[-1] + 1)
        yield KnowledgeChange(
            "knowledge", "base", "the order of its facts", ", ".join(before[moved]), ", ".join(after[moved])
        )


def _compared(
    kind: str, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[KnowledgeChange]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            yield KnowledgeChange(kind, name, "", _first(before), _first(after))
            continue
        for part in dict.fromkeys((*before, *after)):
            if before.get(part, "") != after.get(part, ""):
                yield KnowledgeChange(kind, name, part, before.get(part, ""), after.get(part, ""))


def _first(parts: Mapping[str, str] | None) -> str:
    return next(iter(parts.values()), "") if parts is not None else ""


def _themes(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {theme.name: {"the title": theme.title} for theme in knowledge.themes}


def _facts(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {fact.name: _fact(fact) for fact in knowledge.facts.values()}


def _fact(fact: Fact) -> dict[str, str]:
    limits = f"{_text(fact.least)} to {_text(fact.most)} {fact.unit}" if fact.unit else ""
    options = {f"the option {option.name}": f"{option.label} ({option.yes} {option.no})" for option in fact.options}
    return {
        "the question": fact.question,
        "the help": fact.help,
        "the kind": fact.kind.value,
        "the theme": fact.theme,
        "yes": fact.yes,
        "no": fact.no,
        "the range": limits,
        "what one of them is called": fact.unit_of_one,
        "what it is asked only if": _text(fact.only_if),
        "that it costs something": "yes" if fact.sensitive else "no",
        "the order of its options": ", ".join(fact.option_names),
        **options,
    }


def _exclusions(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    found = (all_of(map(str, clash.conditions)) for clash in knowledge.clashes)
    return {told: {"": told} for told in found}


def _rules(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    owners: tuple[Finding | Meaning, ...] = (*knowledge.findings, *knowledge.meanings)
    return {rule.name: _rule(rule, owner.name) for owner in owners for rule in owner.rules}


def _rule(rule: Rule, owner: str) -> dict[str, str]:
    return {
        "because": rule.because,
        "the condition": str(rule.condition),
        "the strength": f"{rule.strength}{' against' if rule.direction is Direction.AGAINST else ''}",
        "what it is a rule of": owner,
        "the line": rule.line,
        "why": rule.why,
        "what it rests on": ", ".join((*rule.claims, *rule.sources)),
    }


def _findings(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {finding.name: {"what it says": finding.says} for finding in knowledge.findings}


def _meanings(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {meaning.name: _meaning(meaning) for meaning in knowledge.meanings}


def _meaning(meaning: Meaning) -> dict[str, str]:
    pictures = sorted(picture.value for picture in meaning.concluded_when)
    return {
        "the title": meaning.title,
        "the number": str(meaning.number),
        "what it says": meaning.says,
        "the lines": ", ".join(f"{line.name} ({line.title})" for line in meaning.lines),
        "what it expresses": _passages(meaning.expresses),
        "the advice": _passages(meaning.advice),
        "the cautions": _passages(meaning.cautions),
        "when it is added": ", ".join(pictures),
    }


def _notices(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {notice.name: _notice(notice) for notice in knowledge.notices}


def _notice(notice: Notice) -> dict[str, str]:
    return {
        "the title": _passages(notice.titles),
        "when it is raised": str(notice.condition),
        "the urgency": str(notice.urgency),
        "the first line": notice.first,
        "what it says": _passages(notice.says),
        "that there is danger": "yes" if notice.danger else "no",
        "what it rests on": ", ".join((*notice.claims, *notice.sources)),
    }


def _claims(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    claims = {
        claim.name: {"the text": claim.text, "the kind": claim.kind, "the section": claim.section}
        for claim in knowledge.claims.values()
    }
    return claims | {name: {"the text": text} for name, text in knowledge.sources.items()}


def _sections(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    return {name: {"the title": title} for name, title in knowledge.sections.items()}


def _about(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    about = knowledge.about
    return {
        "base": {
            "the title": about.title,
            "the version": about.version,
            "the subject": about.subject,
            "the article": knowledge.article,
            "the limits": " ".join(about.limits),
            "what is said in danger": " ".join(about.danger),
            "the help": about.help,
            "the advice": _passages(about.advice),
            "the cautions": _passages(about.cautions),
            **{f"what is said of a clear picture, {band.value}": text for band, text in about.clear.items()},
            "what is said of a mixed picture": about.mixed,
            "what is said of an open picture": about.open,
            **{f"what is said where it is {how.value}": text for how, text in about.outlook.items()},
        }
    }


def _passages(passages: Iterable[Passage]) -> str:
    told = (
        f"{passage.text} ({', '.join((*passage.claims, *passage.sources))}"
        f"{'; if ' + str(passage.condition) if passage.condition else ''})"
        for passage in passages
    )
    return " ".join(told)


def _text(value: object) -> str:
    return "" if value is None else str(value)


_KINDS = {
    "knowledge": _about,
    "theme": _themes,
    "fact": _facts,
    "exclusion": _exclusions,
    "finding": _findings,
    "meaning": _meanings,
    "rule": _rules,
    "notice": _notices,
    "section": _sections,
    "claim or source": _claims,
}
