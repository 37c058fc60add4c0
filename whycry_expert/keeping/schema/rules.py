"""The schema of the files of rules/: meanings, findings, notices, claims, and what the base says of itself."""

from whycry_expert.keeping.schema.conditions import conditions_over
from whycry_expert.keeping.schema.parts import (
    FLAG,
    NAME_TEXT,
    SOME_TEXTS,
    TEXT,
    Schema,
    document,
    mapping,
    named,
    one_of,
    reference,
    whole_number,
)
from whycry_expert.knowledge.certainty import LEADING_BANDS, STRENGTHS, Picture
from whycry_expert.knowledge.model import HowOpen, Knowledge
from whycry_expert.knowledge.reading_claims import CLAIM_KINDS
from whycry_expert.knowledge.reading_rules import FILE_KINDS

_STRENGTH: Schema = {
    "anyOf": [{"const": word, "description": f"Weighs {float(weight):g}."} for word, weight in STRENGTHS.items()]
}
_CITED = {"claims": reference("claims"), "sources": reference("sources")}
_RULE: dict[str, Schema] = {
    "id": {"description": "The name of the rule, used once in the whole knowledge base.", **NAME_TEXT},
    "if": {"description": "When the rule holds.", **reference("condition")},
    "because": {"description": "Said to the person; may name facts of the condition in {braces}.", **TEXT},
    "why": {"description": "What a rule like this rests on, for whoever audits it.", **TEXT},
    **_CITED,
}
_RULE_REQUIRED = ("id", "if", "then", "because", "why")
_CITES: Schema = {
    "anyOf": [{"required": [key], "properties": {key: {"not": {"type": "array", "maxItems": 0}}}} for key in _CITED]
}
_SAYING: Schema = mapping({"if": reference("fact-condition"), "text": TEXT}, ["if", "text"])
_SAYINGS: Schema = {"type": "array", "minItems": 1, "items": {"anyOf": [TEXT, _SAYING]}}
_PASSAGES: dict[str, Schema] = {
    key: {"description": words, "type": "array", "items": reference("passage")}
    for key, words in {
        "expresses": "What more may lie in it; shown when this reading leads.",
        "advice": "What to do next.",
        "cautions": "Limits on what may be concluded.",
    }.items()
}


def rules_schema(knowledge: Knowledge) -> Schema:
    """Describe the files of rules/ over the vocabulary of a knowledge base and what can be cited in it."""
    files = {
        "meaning": _meaning(),
        "findings": _findings(),
        "notices": _notices(),
        "claims": _claims(knowledge),
        "about": _about(),
    }
    definitions = {
        **conditions_over(knowledge, findings=True),
        **{f"fact-{name}": schema for name, schema in conditions_over(knowledge, findings=False).items()},
        "claims": {
            "type": "array",
            "items": _described({name: claim.text for name, claim in knowledge.claims.items()}),
        },
        "sources": {"type": "array", "items": _described(dict(knowledge.sources))},
        "passage": _passage(),
    }
    return document("A file of rules", {"anyOf": [files[kind] for kind in FILE_KINDS]}, _separate(definitions))


def _separate(definitions: dict[str, Schema]) -> dict[str, Schema]:
    """Let the conditions of notices, which know no findings, refer to each other."""
    return {name: _renamed(schema) if name.startswith("fact-") else schema for name, schema in definitions.items()}


def _renamed(schema: object) -> Schema:
    if isinstance(schema, dict):
        return {
            key: value.replace("#/definitions/", "#/definitions/fact-") if key == "$ref" else _renamed(value)
            for key, value in schema.items()
        }
    return [_renamed(item) for item in schema] if isinstance(schema, list) else schema  # type: ignore[return-value]


def _described(names: dict[str, str]) -> Schema:
    if not names:
        return {"not": {}}
    return {"anyOf": [{"const": name, "description": words} for name, words in names.items()]}


def _passage() -> Schema:
    return mapping({"text": TEXT, "if": reference("condition"), **_CITED}, ["text"], **_CITES)


def _meaning() -> Schema:
    against = mapping({"against": _STRENGTH}, ["against"])
    rule = mapping(
        {**_RULE, "line": NAME_TEXT, "then": {"anyOf": [*_STRENGTH["anyOf"], against]}},
        ["line", *_RULE_REQUIRED],
        **_CITES,
    )
    return mapping(
        {
            "meaning": {"description": "The name of the meaning.", **NAME_TEXT},
            "number": {"description": "Its number, and that of its file.", **whole_number(0)},
            "title": {"description": "The reading in a few words.", **TEXT},
            "says": {"description": "What it may be, if this reading holds.", **TEXT},
            "applies when": {"description": "Every rule needs this too.", **reference("condition")},
            "concluded when the picture is": {
                "description": "Adds the meaning at the end in such a picture.",
                "type": "array",
                "items": one_of(picture.value for picture in Picture),
            },
            "lines": named(TEXT, "Lines of evidence: in each only the strongest rule counts.", minProperties=0),
            "rules": {"type": "array", "items": rule},
            **_PASSAGES,
        },
        ["meaning", "number", "title", "says", "lines", "rules"],
    )


def _findings() -> Schema:
    rule = mapping({**_RULE, "then": _STRENGTH}, _RULE_REQUIRED, **_CITES)
    finding = mapping({"says": TEXT, "rules": {"type": "array", "items": rule, "minItems": 1}}, ["says", "rules"])
    return mapping({"findings": named(finding, minProperties=1)}, ["findings"])


def _notices() -> Schema:
    notice = mapping(
        {
            "urgency": {"description": "1 is the most urgent.", **whole_number(1)},
            "title": {
                "description": "A title, or several: the first that fits is it.",
                "anyOf": [TEXT, _SAYINGS],
            },
            "raised when": reference("fact-condition"),
            "first": {"description": "One line, said first and repeated at the end.", **TEXT},
            "says": {"description": "Paragraphs.", **_SAYINGS},
            "danger": {"description": "Whether the readings are kept back.", **FLAG},
            **_CITED,
        },
        ["urgency", "title", "raised when", "first", "says"],
        **_CITES,
    )
    return mapping({"notices": named(notice, minProperties=1)}, ["notices"])


def _claims(knowledge: Knowledge) -> Schema:
    claim = mapping({"kind": {"enum": list(CLAIM_KINDS)}, "text": TEXT}, ["kind", "text"])
    sections = "|".join(section.replace(".", r"\.") for section in knowledge.sections)
    source = mapping({"text": TEXT}, ["text"])
    return mapping(
        {
            "article": TEXT,
            "sections": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
            "claims": {
                "type": "object",
                "additionalProperties": claim,
                "description": f"Claims of the article; the part before the dot is a section ({sections}).",
            },
            "sources": named(source),
        },
        ["article", "sections", "claims"],
    )


def _words(words: list[str]) -> Schema:
    return mapping(dict.fromkeys(words, TEXT), words)


def _about() -> Schema:
    own = mapping(
        {
            "title": TEXT,
            "version": TEXT,
            "subject": {"description": "What the readings are readings of.", **TEXT},
            "limits": {"description": "What this cannot know; ends every text.", **SOME_TEXTS},
            "danger": {"description": "Said instead of the readings when there is danger.", **SOME_TEXTS},
            "help": {"description": "One line, shown when a question of safety was not answered.", **TEXT},
            "clear": {
                "description": "One sentence for each band of what leads.",
                **_words([band.value for band in LEADING_BANDS]),
            },
            "mixed": {"description": "One sentence for when several readings lead.", **TEXT},
            "open": {"description": "One sentence for when none does.", **TEXT},
            "outlook": {
                "description": "One sentence for how much further answers can still change.",
                **_words([how.value for how in HowOpen]),
            },
            "advice": _PASSAGES["advice"],
            "cautions": _PASSAGES["cautions"],
        },
        ["title", "version", "subject", "limits", "danger", "help", "clear", "mixed", "open", "outlook"],
    )
    return mapping({"about": own}, ["about"])
