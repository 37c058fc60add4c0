"""A report as JSON, complete enough to check the conclusion without this program."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from whycry_expert.inference.conclusion import Conclusion, LineOfEvidence, Reading, Side
from whycry_expert.inference.trace import (
    ConditionMet,
    Contributed,
    FindingConcluded,
    FindingSupported,
    Firing,
    MeaningAdded,
    PictureDrawn,
    ReadingConcluded,
    RuleFired,
    Term,
)
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import points
from whycry_expert.knowledge.model import Direction, Fact, Knowledge, Passage, Rule
from whycry_expert.presentation.notices import ToldNotice, told_notices
from whycry_expert.presentation.sentences import answer_sentences, because_sentence, spoken
from whycry_expert.printable import json_escaped
from whycry_expert.reasoning.report import Report
from whycry_expert.situation.answers import answer_words
from whycry_expert.situation.model import Given, Situation

FORMAT_VERSION = 1

Json = dict[str, Any]


def to_json(report: Report) -> str:
    """Write a report as JSON text that ends with a line feed. The schema ships beside this module."""
    return json_escaped(json.dumps(report_as_data(report), ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def report_as_data(report: Report) -> Json:
    """Give a report as plain dictionaries, lists, texts and numbers.

    This is the record of a conclusion and complete in any case; `readings_withheld` tells whoever shows it to people to
    hold the readings back, as the gate does everywhere else.
    """
    knowledge, situation = report.knowledge, report.situation
    return {
        "format_version": FORMAT_VERSION,
        "readings_withheld": report.in_danger,
        "notices": [notice_data(told) for told in told_notices(report)],
        "knowledge": knowledge_data(knowledge),
        "situation": situation_data(situation),
        "facts": facts_data(knowledge, situation),
        "picture": report.picture.value,
        "leading": list(report.leading),
        "readings": [_reading(report, reading) for reading in report.readings],
        "advice": _passages(knowledge.about.advice, report),
        "cautions": _passages(knowledge.about.cautions, report),
        "limits": list(knowledge.about.limits),
        "help": knowledge.about.help if report.safety_unanswered else None,
        "trace": [firing_data(firing) for firing in report.trace],
        "outlook": outlook_data(report),
    }


def knowledge_data(knowledge: Knowledge) -> Json:
    """Say which knowledge base this is."""
    return {
        "title": knowledge.about.title,
        "version": knowledge.about.version,
        "digest": knowledge.digest,
    }


def number(value: Fraction | Decimal) -> float | int:
    """Give an exact value as the nearest JSON number, the same on every machine."""
    whole = int(value)
    return whole if whole == value else float(value)


def situation_data(situation: Situation) -> Json:
    """Give what a situation says in its writer's own words."""
    return {
        "title": situation.title,
        "story": situation.story,
        "written_for": situation.written_for or None,
        "replaced_by_flags": list(situation.replaced),
    }


def facts_data(knowledge: Knowledge, situation: Situation) -> Json:
    """Give each answer, with what it says as sentences."""
    return {name: _given(knowledge.facts[name], given) for name, given in situation.given.items()}


def _given(fact: Fact, given: Given) -> Json:
    told: Json = {
        "kind": fact.kind.value,
        **_answer(given.answer),
        "says": list(answer_sentences(fact, given.answer)),
    }
    if given.note:
        told["note"] = given.note
    return told


def _answer(answer: Answer) -> Json:
    named, certainty = answer.options[0]
    if answer.number is not None:
        return {"answer": number(answer.number), "certainty": number(certainty)}
    if named and not answer.rest_denied:
        return {"options": {name: number(signed) for name, signed in answer.options}}
    return {"answer": named or answer_words(certainty), "certainty": number(certainty)}


def notice_data(told: ToldNotice) -> Json:
    """Give a notice in full, as it is told of one situation; claims and sources by their names."""
    notice = told.notice
    return {
        "id": notice.name,
        "urgency": notice.urgency,
        "title": told.title,
        "danger": notice.danger,
        "first": notice.first,
        "says": list(told.says),
        "claims": list(notice.claims),
        "sources": list(notice.sources),
    }


def _reading(report: Report, reading: Reading) -> Json:
    meaning = report.knowledge.meaning(reading.meaning)
    rules = report.knowledge.rules_by_name
    return {
        "id": reading.meaning,
        "number": reading.number,
        "title": reading.title,
        "says": meaning.says,
        "certainty": number(reading.certainty),
        "band": reading.band.value,
        "points": number(reading.points),
        "leading": reading.meaning in report.leading,
        "added_by_picture": reading.added,
        "disputed": reading.disputed,
        "lines": [_line(report, line, rules) for line in reading.lines],
        "expresses": _passages(meaning.expresses, report),
        "advice": _passages(meaning.advice, report),
        "cautions": _passages(meaning.cautions, report),
    }


def outlook_data(report: Report) -> Json:
    """Say how much of a conclusion is still open."""
    outlook, facts = report.outlook, report.knowledge.facts
    return {
        "settled": outlook.settled,
        "final": outlook.final,
        "bounds": {
            name: {"worst": number(bounds.worst), "best": number(bounds.best)}
            for name, bounds in outlook.bounds.items()
        },
        "open_questions": [
            {"fact": open_.fact, "question": facts[open_.fact].question, "bears_on": list(open_.meanings)}
            for open_ in report.questions
        ],
    }


def _line(conclusion: Conclusion, line: LineOfEvidence, rules: Mapping[str, Rule]) -> Json:
    return {
        "line": line.name,
        "title": line.title,
        **{
            direction.value: next(
                (_side(conclusion, side, rules) for side in line.sides if side.direction is direction), None
            )
            for direction in Direction
        },
    }


def _side(conclusion: Conclusion, side: Side, rules: Mapping[str, Rule]) -> Json:
    rule = rules[side.counted]
    return {
        "rule": side.counted,
        "strength": rule.strength,
        "contribution": number(side.contribution),
        "points": number(side.points),
        "because": because_sentence(conclusion.knowledge, rule, conclusion.situation.answers),
        "why": rule.why,
        "claims": list(rule.claims),
        "sources": list(rule.sources),
        "not_counted": [_term(term) for term in side.others],
    }


def _term(term: Term) -> Json:
    told: Json = {
        "rule": term.rule,
        "contribution": number(term.amount),
        "points": number(points(term.amount)),
    }
    return {"line": term.line, **told} if term.line else told


def _passages(passages: Iterable[Passage], conclusion: Conclusion) -> list[Json]:
    return [
        {"text": passage.text, "claims": list(passage.claims), "sources": list(passage.sources)}
        for passage in spoken(passages, conclusion)
    ]


def firing_data(firing: Firing) -> Json:
    """Give one firing as plain data; what its kind does not have is null, 1 of 1, or empty."""
    rule = firing if isinstance(firing, RuleFired) else None
    met = firing if isinstance(firing, ConditionMet) else None
    return {
        "cycle": firing.cycle,
        "stage": firing.stage.value,
        "rule": firing.rule,
        "alternative": met.alternative if met else 1,
        "alternatives": met.alternatives if met else 1,
        "matched": [
            {"subject": match.subject, "test": match.test, "certainty": number(match.certainty)}
            for match in (met.matched if met else ())
        ],
        "asserted": _asserted(firing),
        "strength": rule.strength if rule else None,
        "certainty": number(rule.certainty) if rule else None,
        "terms": [_term(term) for term in _terms(firing)],
        "claims": list(met.claims) if met else [],
        "sources": list(met.sources) if met else [],
    }


def _asserted(firing: Firing) -> Json:
    if isinstance(firing, FindingSupported):
        return {"kind": "support", "subject": firing.finding, "amount": number(firing.amount)}
    if isinstance(firing, Contributed):
        return {
            "kind": "contribution",
            "subject": firing.meaning,
            "amount": number(firing.amount),
            "line": firing.line,
            "direction": firing.direction.value,
            "points": number(points(firing.amount)),
        }
    if isinstance(firing, FindingConcluded):
        return {"kind": "finding", "subject": firing.rule, "amount": number(firing.support)}
    if isinstance(firing, ReadingConcluded):
        return {"kind": "reading", "subject": firing.rule, "amount": number(firing.certainty)}
    if isinstance(firing, PictureDrawn):
        return {"kind": "picture", "subject": firing.picture.value}
    return {"kind": "added" if isinstance(firing, MeaningAdded) else "notice", "subject": firing.rule}


def _terms(firing: Firing) -> tuple[Term, ...]:
    if isinstance(firing, PictureDrawn):
        return firing.leading
    return firing.terms if isinstance(firing, (FindingConcluded, ReadingConcluded)) else ()
