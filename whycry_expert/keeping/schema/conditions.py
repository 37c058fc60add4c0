"""The schema of conditions, over a vocabulary or over any names."""

from whycry_expert.keeping.schema.parts import DECIMAL, NAME_TEXT, Schema, mapping, one_of, reference
from whycry_expert.knowledge.condition import RELATIONS
from whycry_expert.knowledge.model import Fact, Kind, Knowledge

_GROUPS = ("all", "any")
_RELATION: Schema = mapping(dict.fromkeys(RELATIONS, DECIMAL), minProperties=1, maxProperties=1)


def conditions_over(knowledge: Knowledge, *, findings: bool) -> dict[str, Schema]:
    """Define `condition` over a vocabulary; findings stand nowhere under an odd number of `not`."""
    yes_no = {fact.name: fact.question for fact in knowledge.facts.values() if fact.kind is Kind.YES_NO}
    told = {finding.name: finding.says for finding in knowledge.findings} if findings else {}
    tested = {name: _fact(fact) for name, fact in knowledge.facts.items() if fact.kind is not Kind.YES_NO}
    return {
        "condition": _condition({**yes_no, **told}, tested, "condition", "denied"),
        "denied": _condition(yes_no, tested, "denied", "condition"),
    }


def conditions_over_any_names() -> dict[str, Schema]:
    """Define `condition` where the names of facts are not known yet."""
    options = {"anyOf": [NAME_TEXT, {"type": "array", "items": NAME_TEXT, "minItems": 1}, _RELATION]}
    return {
        "condition": {
            "anyOf": [
                {**NAME_TEXT, "not": {"enum": [*_GROUPS, "not"]}},
                *_groups("condition"),
                mapping({"not": reference("condition")}, ["not"]),
                {
                    "type": "object",
                    "patternProperties": {rf"^(?!(all|any|not)$){NAME_TEXT['pattern'].lstrip('^')}": options},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ]
        }
    }


def _condition(names: dict[str, str], tested: dict[str, Schema], same: str, contrary: str) -> Schema:
    described = [{"const": name, "description": words} for name, words in names.items()]
    return {
        "anyOf": [
            *described,
            *_groups(same),
            mapping({"not": reference(contrary)}, ["not"]),
            mapping(tested, minProperties=1, maxProperties=1),
        ]
    }


def _groups(inner: str) -> list[Schema]:
    listed = {"type": "array", "items": reference(inner), "minItems": 1}
    return [mapping({word: listed}, [word]) for word in _GROUPS]


def _fact(fact: Fact) -> Schema:
    if fact.kind is Kind.NUMBER:
        return {"description": fact.question, **_RELATION}
    options = one_of(fact.option_names)
    return {
        "description": fact.question,
        "anyOf": [options, {"type": "array", "items": options, "minItems": 1}],
    }
