"""What a conclusion must say beside its trace, written as JSON has it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from whycry_expert.knowledge.condition import FindingTest
from whycry_expert.knowledge.model import Direction, Fact, Knowledge, Meaning, Notice, Passage, Rule
from whycry_expert.proof.answers import label_of
from whycry_expert.proof.arithmetic import DISPUTED_POINTS, band_of, points_of
from whycry_expert.proof.conditions import Said, World, holds, tests_in
from whycry_expert.proof.derivation import Derivation, DerivedSide
from whycry_expert.proof.exact_json import Json
from whycry_expert.proof.steps import Object, term

_BRACES = re.compile(r"\{([^{}]*)\}")


def expected_frame(knowledge: Knowledge, derivation: Derivation) -> Object:
    """Give all that is said once: the picture, what leads, what always goes with a conclusion."""
    about = knowledge.about
    return {
        "knowledge": {"title": about.title, "version": about.version, "digest": knowledge.digest},
        "readings_withheld": any(notice.danger for notice, _ in derivation.raised),
        "picture": derivation.picture,
        "leading": list(derivation.leading),
        "advice": _passages(about.advice, derivation.world),
        "cautions": _passages(about.cautions, derivation.world),
        "limits": list(about.limits),
        "help": about.help if open_safety_facts(knowledge, derivation.world) else None,
    }


def open_safety_facts(knowledge: Knowledge, world: World) -> tuple[Fact, ...]:
    """Give the facts that apply, that a notice of danger tests, and that are not answered in full."""
    tested = {
        test.fact
        for notice in knowledge.notices
        if notice.danger
        for test in tests_in(notice.condition)
        if not isinstance(test, FindingTest)
    }
    return tuple(fact for name, fact in knowledge.facts.items() if name in tested and _is_open(fact, world))


def _is_open(fact: Fact, world: World) -> bool:
    said = world.answers.get(fact.name)
    if said is not None and len(said.options) == len(fact.options):
        return False
    return fact.only_if is None or holds(fact.only_if, world)


def expected_notices(derivation: Derivation) -> list[Object]:
    """Give the notices that are raised, the most urgent first."""
    return [_notice(notice, derivation.world) for notice, _ in derivation.raised]


def _notice(notice: Notice, world: World) -> Object:
    return {
        "id": notice.name,
        "urgency": notice.urgency,
        "title": next(_said(notice.titles, world)),
        "danger": notice.danger,
        "first": notice.first,
        "says": list(_said(notice.says, world)),
        "claims": list(notice.claims),
        "sources": list(notice.sources),
    }


def _said(passages: Iterable[Passage], world: World) -> Iterator[str]:
    return (told.text for told in passages if told.condition is None or holds(told.condition, world))


def expected_readings(knowledge: Knowledge, derivation: Derivation) -> list[Object]:
    """Give the readings of all meanings, highest certainty first; of equal ones the lower number comes first."""
    ranked = sorted(
        (meaning for meaning, _ in derivation.meanings),
        key=lambda meaning: (-derivation.certainties[meaning.name], meaning.number),
    )
    return [_reading(knowledge.facts, derivation, meaning) for meaning in ranked]


def _reading(facts: Mapping[str, Fact], derivation: Derivation, meaning: Meaning) -> Object:
    sides, certainty = derivation.sides[meaning.name], derivation.certainties[meaning.name]
    weights = [
        sum((points_of(side.counted[1]) for side in sides if side.direction is direction), Fraction(0))
        for direction in Direction
    ]
    return {
        "id": meaning.name,
        "number": meaning.number,
        "title": meaning.title,
        "says": meaning.says,
        "certainty": certainty,
        "band": band_of(certainty),
        # the sum of what is printed, so that whoever adds it up arrives at the same
        "points": sum(weights),
        "leading": meaning.name in derivation.leading,
        "added_by_picture": derivation.adds(meaning),
        "disputed": all(abs(weight) >= DISPUTED_POINTS for weight in weights),
        "lines": _lines(facts, derivation.world, sides),
        "expresses": _passages(meaning.expresses, derivation.world),
        "advice": _passages(meaning.advice, derivation.world),
        "cautions": _passages(meaning.cautions, derivation.world),
    }


def _lines(facts: Mapping[str, Fact], world: World, sides: Iterable[DerivedSide]) -> list[Json]:
    lines: dict[str, Object] = {}
    for side in sides:
        entry = lines.setdefault(
            side.line.name, {"line": side.line.name, "title": side.line.title, "for": None, "against": None}
        )
        entry[side.direction.value] = _side(facts, world, side)
    return list(lines.values())


def _side(facts: Mapping[str, Fact], world: World, side: DerivedSide) -> Object:
    rule, contribution = side.counted
    return {
        "rule": rule.name,
        "strength": rule.strength,
        "contribution": contribution,
        "points": points_of(contribution),
        "because": _because(facts, rule, world.answers),
        "why": rule.why,
        "claims": list(rule.claims),
        "sources": list(rule.sources),
        "not_counted": [term(other.name, amount, side.line.name) for other, amount in side.ranked[1:]],
    }


def _because(facts: Mapping[str, Fact], rule: Rule, answers: Mapping[str, Said]) -> str:
    """Fill the answers into the sentence of a rule; a fact without an answer stands there by its name."""
    return _BRACES.sub(
        lambda match: label_of(facts[match[1]], answers[match[1]]) if match[1] in answers else match[1], rule.because
    )


def _passages(passages: Iterable[Passage], world: World) -> list[Json]:
    return [
        {"text": passage.text, "claims": list(passage.claims), "sources": list(passage.sources)}
        for passage in passages
        if passage.condition is None or holds(passage.condition, world)
    ]
