"""Parts that the schemas have in common. An editor reads YAML 1.2, where yes and no are texts and true is not."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from whycry_expert.knowledge.decimals import PLAIN_DECIMAL
from whycry_expert.knowledge.fields import NAME

Schema: TypeAlias = dict[str, Any]

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
NAME_TEXT: Final[Schema] = {"type": "string", "pattern": rf"^{NAME.pattern}$"}
FLAG: Final[Schema] = {"enum": ["yes", "no"]}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
SOME_TEXTS: Final[Schema] = {**TEXTS, "minItems": 1}
DECIMAL: Final[Schema] = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{PLAIN_DECIMAL.pattern}$"}]}


def whole_number(least: int) -> Schema:
    """Describe a whole number of at least 0 or 1."""
    digits = "0*[1-9][0-9]*" if least else "[0-9]+"
    return {
        "anyOf": [
            {"type": "integer", "minimum": least},
            {"type": "string", "pattern": rf"^\+?{digits}(\.0{{1,6}})?$"},
        ]
    }


def mapping(
    properties: Mapping[str, Schema], required: Iterable[str] = (), description: str = "", **more: object
) -> Schema:
    """Describe a mapping with these keys and no others."""
    described = {"description": description} if description else {}
    return {
        "type": "object",
        **described,
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def named(value: Schema, description: str = "", **more: object) -> Schema:
    """Describe a mapping of names to values of one kind, at least one."""
    described = {"description": description} if description else {}
    names = {f"^{NAME.pattern}$": value}
    return {"type": "object", **described, "patternProperties": names, "additionalProperties": False, **more}


def one_of(names: Iterable[str]) -> Schema:
    """Describe a text that is one of some names."""
    known = list(names)
    return {"enum": known} if known else {"not": {}}


def document(title: str, schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Make a schema the schema of a whole file."""
    return {"$schema": DIALECT, "title": title, **schema, "definitions": dict(definitions)}


def reference(definition: str) -> Schema:
    """Refer to a definition of the same schema."""
    return {"$ref": f"#/definitions/{definition}"}
