"""The schema of theme files, the files of facts/."""

from whycry_expert.keeping.schema.conditions import conditions_over_any_names
from whycry_expert.keeping.schema.parts import (
    DECIMAL,
    FLAG,
    NAME_TEXT,
    TEXT,
    Schema,
    document,
    mapping,
    named,
    reference,
)
from whycry_expert.knowledge.model import Kind, Knowledge
from whycry_expert.knowledge.reading_conditions import CONDITION_WORDS
from whycry_expert.knowledge.reserved import RESERVED_NAMES, RESERVED_OPTIONS

_RELATIONS: dict[str, Schema] = {
    "excludes": {
        "description": "Conditions that cannot hold beside it.",
        "type": "array",
        "items": reference("condition"),
    },
    "implies": {
        "description": "Conditions that must hold beside it.",
        "type": "array",
        "items": reference("condition"),
    },
}
_COMMON: dict[str, Schema] = {
    "question": {"description": "What the person is asked.", **TEXT},
    "help": {"description": "What helps to answer, in a line.", **TEXT},
    "sensitive": {"description": "Whether it costs something to be asked.", **FLAG},
    "only if": {"description": "It is asked only when this holds; facts that come earlier.", **reference("condition")},
}
_REQUIRED = ("question", "help", "kind")
_NO_NAME: Schema = {"not": {"enum": sorted({*RESERVED_NAMES, *CONDITION_WORDS})}}
_NO_OPTION: Schema = {"not": {"enum": sorted(RESERVED_OPTIONS)}}


def facts_schema(_: Knowledge) -> Schema:
    """Describe theme files. Which facts there are is not known while they are written, so any name may be tested."""
    kinds = [_yes_no(), _options(Kind.CHOICE, ("says",)), _options(Kind.CHOICES, ("yes", "no")), _number()]
    theme = mapping(
        {
            "theme": {"description": "The name of the theme.", **NAME_TEXT},
            "title": {"description": "A heading, and a topic in an interview.", **TEXT},
            "facts": named({"anyOf": kinds}, "The questions, in their order.", propertyNames=_NO_NAME, minProperties=1),
        },
        ["theme", "title", "facts"],
    )
    return document("A theme of facts", theme, conditions_over_any_names())


def _kind(kind: Kind) -> Schema:
    words = {
        Kind.YES_NO: "Answered with yes, probably, maybe, or their contraries.",
        Kind.CHOICE: "Exactly one of some options.",
        Kind.CHOICES: "Any number of some options, each a yes-no of its own.",
        Kind.NUMBER: "A number with a unit.",
    }
    return {"const": kind.value, "description": words[kind]}


def _yes_no() -> Schema:
    said = {word: {"description": f"A {word}, said back as a sentence.", **TEXT} for word in ("yes", "no")}
    return mapping({**_COMMON, "kind": _kind(Kind.YES_NO), **said, **_RELATIONS}, [*_REQUIRED, "yes", "no"])


def _options(kind: Kind, said: tuple[str, ...]) -> Schema:
    sentences = {word: {"description": "The answer, said back as a sentence.", **TEXT} for word in said}
    option = mapping(
        {"label": {"description": "What the person chooses.", **TEXT}, **sentences, **_RELATIONS}, ["label", *said]
    )
    options = named(option, "The options, in their order.", propertyNames=_NO_OPTION, minProperties=2)
    nothing: Schema = {"type": "array", "maxItems": 0}
    relations = {"excludes": nothing, "implies": nothing}
    return mapping({**_COMMON, "kind": _kind(kind), "options": options, **relations}, [*_REQUIRED, "options"])


def _number() -> Schema:
    nothing: Schema = {"type": "array", "maxItems": 0}
    own: dict[str, Schema] = {
        "unit": {
            "description": "What is counted, such as years; or what one of them is called, and what several are.",
            "anyOf": [TEXT, mapping({"one": TEXT, "several": TEXT}, ["one", "several"])],
        },
        "range": mapping({"at least": DECIMAL, "at most": DECIMAL}),
        "says": {"description": "A sentence with {answer} in it.", "type": "string", "pattern": r"\{answer\}"},
        "excludes": nothing,
        "implies": nothing,
    }
    return mapping({**_COMMON, "kind": _kind(Kind.NUMBER), **own}, [*_REQUIRED, "unit", "says"])
