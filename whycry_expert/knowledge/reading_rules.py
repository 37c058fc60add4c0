"""Reads the knowledge proper: the files of `rules/`."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from whycry_expert.enumeration import all_of
from whycry_expert.errors import Complaints, nearest, unknown_name
from whycry_expert.knowledge.certainty import LEADING_BANDS, STRENGTHS, Picture
from whycry_expert.knowledge.condition import AllOf, Condition, facts_in
from whycry_expert.knowledge.fields import Fields
from whycry_expert.knowledge.model import (
    About,
    Direction,
    Finding,
    HowOpen,
    Line,
    Meaning,
    Notice,
    Passage,
    Rule,
)
from whycry_expert.knowledge.reading_claims import Library, read_claims
from whycry_expert.knowledge.reading_facts import Vocabulary
from whycry_expert.knowledge.reading_passages import PassageReader
from whycry_expert.printable import clipped
from whycry_expert.source import MappingNode, Node, ScalarNode, SequenceNode

FILE_KINDS = ("meaning", "findings", "notices", "claims", "about")
_BRACES = re.compile(r"\{([^{}]*)\}")
_AGAINST = re.compile(r"\s*against\b(.*)", re.IGNORECASE)
_Word = TypeVar("_Word", bound=Enum)
_PICTURES = {picture.value: picture for picture in Picture}


class RuleBase(Struct):
    """All that stands in `rules/`."""

    library: Library = field(default_factory=Library)
    about: About | None = None
    findings: list[Finding] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)


def read_rules(documents: Iterable[Node], vocabulary: Vocabulary, complaints: Complaints) -> RuleBase:
    """Read the files of `rules/`, in any order, over a vocabulary; problems go to `complaints`."""
    by_kind: dict[str, list[Node]] = {kind: [] for kind in FILE_KINDS}
    for document in documents:
        kind = _file_kind(document, complaints)
        if kind:
            by_kind[kind].append(document)
    base = RuleBase(read_claims(by_kind["claims"], complaints))
    parts = PassageReader(vocabulary, (), base.library, complaints)
    for node in by_kind["notices"]:
        base.notices += _notices(node, parts)
    parts = PassageReader(vocabulary, _finding_names(by_kind["findings"]), base.library, complaints)
    for node in by_kind["about"]:
        base.about = _only_about(node, parts, base.about)
    for node in by_kind["findings"]:
        base.findings += _findings(node, parts)
    for node in by_kind["meaning"]:
        base.meanings.append(_meaning(node, parts))
    _refuse_same("urgency", ((notice, notice.urgency) for notice in base.notices if notice.urgency), complaints)
    _refuse_same("number", ((one, one.number) for one in base.meanings if one.number >= 0), complaints)
    base.notices.sort(key=lambda notice: notice.urgency)
    base.meanings.sort(key=lambda meaning: meaning.number)
    return base


def _refuse_same(what: str, numbered: Iterable[tuple[Notice | Meaning, int]], complaints: Complaints) -> None:
    first: dict[int, str] = {}
    for part, number in numbered:
        if number in first:
            complaints.add(part.place, f"{first[number]} and {part.name} both have the {what} {number}")
        first.setdefault(number, part.name)


def _file_kind(document: Node, complaints: Complaints) -> str:
    keys = document.keys() if isinstance(document, MappingNode) else ()
    kinds = [kind for kind in FILE_KINDS if kind in keys]
    if len(kinds) == 1:
        return kinds[0]
    found = all_of(kinds) if kinds else clipped(", ".join(keys)) or "none"
    message = f"a file of rules must have exactly one of the keys {', '.join(FILE_KINDS)}; it has {found}"
    complaints.add(document.place, message)
    return ""


def _finding_names(documents: Iterable[Node]) -> tuple[str, ...]:
    found = (document.get("findings") for document in documents if isinstance(document, MappingNode))
    return tuple(key.text for node in found if isinstance(node, MappingNode) for key, _ in node.entries)


def _only_about(node: Node, parts: PassageReader, first: About | None) -> About | None:
    if first is not None:
        parts.complaints.add(node.place, 'two files say what the knowledge base is about; one "about" was expected')
    outer = parts.fields(node, "the file about the knowledge base")
    inner = outer.node("about", required=True)
    outer.finish()
    return _about(parts.fields(inner, "about"), parts) if inner is not None else None


def _about(fields: Fields, parts: PassageReader) -> About:
    about = About(
        title=fields.text("title", required=True),
        version=fields.text("version", required=True),
        subject=fields.text("subject", required=True),
        limits=fields.texts("limits", required=True),
        danger=fields.texts("danger", required=True),
        help=fields.text("help", required=True),
        clear=_texts_by(fields, "clear", LEADING_BANDS, parts),
        mixed=fields.text(Picture.MIXED.value, required=True),
        open=fields.text(Picture.OPEN.value, required=True),
        outlook=_texts_by(fields, "outlook", tuple(HowOpen), parts),
        advice=parts.passages(fields, "advice"),
        cautions=parts.passages(fields, "cautions"),
    )
    fields.finish()
    return about


def _texts_by(fields: Fields, key: str, words: tuple[_Word, ...], parts: PassageReader) -> dict[_Word, str]:
    """Read the mapping under `key`, which has a text for each of some words."""
    node = fields.node(key, required=True)
    if node is None:
        return {}
    inner = parts.fields(node, f'"{key}" of {fields.what}')
    texts = {word: inner.text(word.value, required=True) for word in words}
    inner.finish()
    return texts


def _notices(node: Node, parts: PassageReader) -> list[Notice]:
    outer = parts.fields(node, "the file of notices")
    found: list[Notice] = []
    for key, value in outer.entries("notices", required=True):
        fields = parts.fields(value, f"the notice {key.text}")
        claims, sources = parts.citations(fields)
        notice = Notice(
            name=fields.name_in(key),
            urgency=fields.whole_number("urgency", least=1) or 0,
            titles=_titles(fields, parts),
            condition=parts.condition(fields, "raised when") or AllOf(()),
            first=fields.text("first", required=True),
            says=parts.sayings(fields, "says"),
            danger=fields.flag("danger"),
            claims=claims,
            sources=sources,
            place=key.place,
        )
        fields.finish()
        found.append(notice)
    outer.finish()
    return found


def _titles(fields: Fields, parts: PassageReader) -> tuple[Passage, ...]:
    """Read the titles of a notice: one text, or several of which all but the last have a condition."""
    node = fields.node("title", required=True)
    if not isinstance(node, SequenceNode):
        return (Passage(fields.text("title", required=True)),)
    titles = parts.sayings(fields, "title")
    if titles and (titles[-1].condition is not None or any(title.condition is None for title in titles[:-1])):
        message = f'each title of {fields.what} but the last needs an "if", and the last is a text alone'
        fields.complain(node.place, message)
    return titles or (Passage(""),)


def _findings(node: Node, parts: PassageReader) -> list[Finding]:
    outer = parts.fields(node, "the file of findings")
    found = []
    for key, value in outer.entries("findings", required=True):
        fields = parts.fields(value, f"the finding {key.text}")
        rules = tuple(_finding_rule(item, parts) for item in fields.items("rules", required=True))
        says = fields.text("says", required=True)
        found.append(Finding(fields.name_in(key), says, _known(rules), key.place))
        fields.finish()
    outer.finish()
    return found


def _finding_rule(node: Node, parts: PassageReader) -> Rule | None:
    fields = parts.fields(node, "a rule of a finding")
    strength = fields.one_of("then", tuple(STRENGTHS))
    rule = _rule(fields, parts, strength)
    fields.finish()
    return rule


def _meaning(node: Node, parts: PassageReader) -> Meaning:
    fields = parts.fields(node, "the file of a meaning")
    applies = parts.condition(fields, "applies when", required=False)
    number = fields.whole_number("number", least=0)
    fields.require("lines", "rules")
    lines = tuple(
        Line(fields.name_in(key), fields.text_in(value, f"the line {key.text}"))
        for key, value in fields.entries("lines")
    )
    rules = [_meaning_rule(item, parts, applies, lines) for item in fields.items("rules")]
    meaning = Meaning(
        name=fields.name("meaning"),
        number=number if number is not None else -1,
        title=fields.text("title", required=True),
        says=fields.text("says", required=True),
        lines=lines,
        rules=_known(rules),
        place=node.place,
        expresses=parts.passages(fields, "expresses"),
        advice=parts.passages(fields, "advice"),
        cautions=parts.passages(fields, "cautions"),
        concluded_when=frozenset(
            _PICTURES[word] for word in fields.names("concluded when the picture is", "picture", _PICTURES)
        ),
    )
    fields.finish()
    _refuse_empty_lines(fields)
    return meaning


def _refuse_empty_lines(fields: Fields) -> None:
    written = [item.get("line") for item in fields.items("rules") if isinstance(item, MappingNode)]
    used = {node.text for node in written if isinstance(node, ScalarNode)}
    lines = tuple(fields.entries("lines"))
    misspelt = used - {key.text for key, _ in lines}
    for key, _ in lines:
        if key.text not in used and not misspelt:
            fields.complain(key.place, f"the line {key.text} has no rule")


def _meaning_rule(node: Node, parts: PassageReader, applies: Condition | None, lines: tuple[Line, ...]) -> Rule | None:
    fields = parts.fields(node, "a rule of a meaning")
    line = fields.one_of("line", tuple(line.name for line in lines))
    then = fields.node("then")
    direction = Direction.FOR
    if isinstance(then, MappingNode):
        inner = parts.fields(then, '"then" of a rule')
        strength = inner.one_of("against", tuple(STRENGTHS))
        direction = Direction.AGAINST
        inner.finish()
    elif isinstance(then, ScalarNode) and (found := _AGAINST.fullmatch(then.text)):
        strength = ""
        fields.complain(then.place, f"a rule that speaks against is written {{against: {_strength_in(found[1])}}}")
    else:
        strength = fields.one_of("then", tuple(STRENGTHS))
    rule = _rule(fields, parts, strength, applies)
    fields.finish()
    return replace(rule, line=line, direction=direction) if rule and line else None


def _strength_in(text: str) -> str:
    words = text.strip(" :,-")
    return words if words in STRENGTHS else nearest(words, STRENGTHS) or "hints"


def _rule(fields: Fields, parts: PassageReader, strength: str, applies: Condition | None = None) -> Rule | None:
    condition = parts.condition(fields, "if")
    claims, sources = parts.citations(fields)
    name, because = fields.name("id"), fields.text("because", required=True)
    why = fields.text("why", required=True)
    if condition is None:
        return None
    _check_braces(fields, because, condition)
    whole = parts.conditions.checked(AllOf((applies, condition)), fields.place) if applies else condition
    if whole is None or not strength:
        return None
    return Rule(name, whole, strength, because, why, claims, sources, fields.place)


def _check_braces(fields: Fields, because: str, condition: Condition) -> None:
    for name in _BRACES.findall(because):
        if name not in facts_in(condition):
            message = unknown_name("fact of this rule's condition", name, facts_in(condition))
            node = fields.node("because")
            fields.complain(node.place if node else fields.place, f'"because" names {{{name}}}: {message}')


def _known(rules: Iterable[Rule | None]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule is not None)
