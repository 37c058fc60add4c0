"""The schema of situation files, made from a vocabulary."""

from whycry_expert.keeping.schema.parts import Schema, document, mapping, one_of, reference
from whycry_expert.keeping.schema.words import (
    ALL_WORDS,
    BLANK,
    FULL,
    POSITIVE,
    in_any_case,
    option_patterns,
    whole,
    word_patterns,
)
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, Picture
from whycry_expert.knowledge.decimals import PLAIN_DECIMAL
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, Option
from whycry_expert.situation.answers import NONE_OF_THEM

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_CERTAINTY: Schema = {
    "description": "How sure you are: above 0, and 1 at most.",
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^\+?(0{1,12}\.(?=[0-9]{1,6}$)0*[1-9][0-9]*|0{0,11}1(\.0{1,6})?)$"},
    ],
}
_NOTE: Schema = {"description": "In your own words; it is never interpreted.", **_SCALAR}
_BLANK: Schema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": BLANK}]}
_FULL_WORD: Schema = {
    "anyOf": [{"enum": list(FULL)}, {"type": "boolean"}, {"type": "string", "pattern": whole(word_patterns(FULL))}]
}
_WORD: Schema = {
    "anyOf": [
        {"enum": list(ALL_WORDS)},
        {"type": "boolean"},
        {"type": "string", "pattern": whole(word_patterns(CERTAINTY_WORDS))},
        reference("blank"),
    ]
}
_DEFINITIONS: dict[str, Schema] = {"blank": _BLANK, "full-word": _FULL_WORD, "word": _WORD, "certainty": _CERTAINTY}


def situation_schema(knowledge: Knowledge) -> Schema:
    """Describe the situation files that fit a knowledge base."""
    facts = {name: _fact(fact) for name, fact in knowledge.facts.items()}
    own = {
        "title": {"description": "What it is called.", **_SCALAR},
        "story": {"description": "What happened, in your own words; it is never interpreted.", **_SCALAR},
        "knowledge": {"description": "The digest of the knowledge that it was written for.", **_SCALAR},
        "expect": _expectation(knowledge),
    }
    return document(f"A situation: {knowledge.about.title}", mapping({**own, **facts}), _DEFINITIONS)


def _fact(fact: Fact) -> Schema:
    forms = {
        Kind.YES_NO: _yes_no,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.NUMBER: _number,
    }[fact.kind](fact)
    only_if = f" Only if {fact.only_if}." if fact.only_if is not None else ""
    return {"description": f"{fact.question} {fact.help}{only_if}", "anyOf": forms}


def _yes_no(fact: Fact) -> list[Schema]:
    said: list[Schema] = [
        {"const": word, "description": f"{fact.question} {sentence}"}
        for word, sentence in (("yes", fact.yes), ("no", fact.no))
    ]
    return [*said, reference("word"), *_wrapped([reference("word")], [reference("full-word")])]


def _wrapped(answers: list[Schema], full: list[Schema]) -> list[Schema]:
    """Describe an answer with a note, or with a certainty beside an answer that says none of its own."""
    plain = mapping({"answer": {"anyOf": answers}, "note": _NOTE}, ["answer"])
    sure = {"anyOf": [*full, reference("blank")]}
    weighed = mapping({"answer": sure, "certainty": reference("certainty"), "note": _NOTE}, ["answer", "certainty"])
    return [plain, weighed]


def _choice(fact: Fact) -> list[Schema]:
    named: list[Schema] = [_option(fact, option) for option in fact.options]
    full = [*named, _text(option_patterns(fact.option_names, ["yes"])), *_as_boolean(fact)]
    any_form = [*named, _text(option_patterns(fact.option_names, POSITIVE)), *_as_boolean(fact), reference("blank")]
    return [*any_form, *_wrapped(any_form, full)]


def _option(fact: Fact, option: Option) -> Schema:
    """Describe an option; an editor shows this in the place of the question, so it begins with that."""
    return {"const": option.name, "description": f"{fact.question} {option.label}"}


def _as_boolean(fact: Fact) -> list[Schema]:
    return [{"const": value} for name, value in (("true", True), ("false", False)) if name in fact.option_names]


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": whole(pattern)}


def _choices(fact: Fact) -> list[Schema]:
    plain = _several(fact, list(CERTAINTY_WORDS), "word")
    full = _several(fact, list(FULL), "full-word")
    return [*plain, *_wrapped(plain, full)]


def _several(fact: Fact, adverbs: list[str], word: str) -> list[Schema]:
    one = option_patterns(fact.option_names, adverbs)
    sure = (in_any_case(word) for word in POSITIVE if word in adverbs)
    none = f"(({'|'.join(sure)})[\\s_]+)?{in_any_case(NONE_OF_THEM)}"
    item = {
        "anyOf": [
            *(_option(fact, option) for option in fact.options),
            _text(one),
            *_as_boolean(fact),
        ]
    }
    weighed = mapping({"answer": reference("full-word"), "certainty": reference("certainty")}, ["answer", "certainty"])
    plain = mapping({"answer": reference(word)}, ["answer"])
    answers: list[Schema] = [reference(word), reference("blank"), plain]
    by_option = {
        option.name: {"description": option.label, "anyOf": [*answers, weighed] if word == "word" else answers}
        for option in fact.options
    }
    return [
        mapping(by_option, minProperties=1),
        {"type": "array", "items": item, "minItems": 1, "uniqueItems": True},
        {"type": "array", "items": _text(none), "minItems": 1, "maxItems": 1},
        {"const": NONE_OF_THEM, "description": "None of them is so."},
        {"type": "string", "pattern": rf"^[\s_]*({one})[\s_]*(,[\s_]*({one})[\s_]*)*$"},
        _text(none),
        *_as_boolean(fact),
        reference("blank"),
    ]


def _number(fact: Fact) -> list[Schema]:
    limits: Schema = {"type": "number"}
    if fact.least is not None:
        limits["minimum"] = float(fact.least)
    if fact.most is not None:
        limits["maximum"] = float(fact.most)
    units = "|".join(map(in_any_case, dict.fromkeys((fact.unit, fact.unit_of_one))))
    unit = rf"{PLAIN_DECIMAL.pattern}([\s_]*({units}))?"
    adverbs = "|".join(in_any_case(word) for word in POSITIVE)
    said = _text(rf"(({adverbs})[\s_]+)?{unit}")
    return [
        limits,
        said,
        reference("blank"),
        *_wrapped([limits, said, reference("blank")], [limits, _text(rf"([Yy][Ee][Ss][\s_]+)?{unit}")]),
    ]


def _expectation(knowledge: Knowledge) -> Schema:
    meanings: Schema = {"type": "array", "items": one_of(meaning.name for meaning in knowledge.meanings)}
    notices: Schema = {"type": "array", "items": one_of(notice.name for notice in knowledge.notices)}
    limits = {
        f"{words} {band.value}": {"description": f"These are {words} {band.value}.", **meanings}
        for words in ("at least", "at most")
        for band in BANDS_OF_SUPPORT
    }
    return mapping(
        {
            "picture": {"enum": [picture.value for picture in Picture]},
            "leading": {"description": "Exactly these readings lead.", **meanings},
            "speaks against": {"description": "These are below zero.", **meanings},
            "notices": {"description": "Exactly these are raised, the most urgent first.", **notices},
            **limits,
        },
        description="The outcome that must be reached; kb test compares it.",
    )
