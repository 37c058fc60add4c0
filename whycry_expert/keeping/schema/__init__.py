"""JSON Schemas of the files that people write, for completion and checking in editors."""

from collections.abc import Callable

from whycry_expert.keeping.schema.facts import facts_schema
from whycry_expert.keeping.schema.parts import Schema
from whycry_expert.keeping.schema.rules import rules_schema
from whycry_expert.keeping.schema.situation import situation_schema
from whycry_expert.knowledge.model import Knowledge

SCHEMAS: dict[str, Callable[[Knowledge], Schema]] = {
    "situation": situation_schema,
    "facts": facts_schema,
    "rules": rules_schema,
}
"""What makes the schema of each kind of file."""
