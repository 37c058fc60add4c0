"""The steps that a trace must have, written as JSON has them, without their numbers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from whycry_expert.knowledge.model import Notice, Rule
from whycry_expert.proof.arithmetic import points_of
from whycry_expert.proof.conditions import Held, subject_of
from whycry_expert.proof.derivation import Derivation, Fired
from whycry_expert.proof.exact_json import Json

Object = dict[str, Json]


def expected_steps(derivation: Derivation) -> list[Object]:
    """Give all steps in their order: the stages one after the other, each closed by what it leads to."""
    return [*_notices(derivation), *_findings(derivation), *_meanings(derivation), *_conclusion(derivation)]


def term(rule: str, amount: Fraction, line: str = "") -> Object:
    """Write one part of a sum or choice."""
    told: Object = {"rule": rule, "contribution": amount, "points": points_of(amount)}
    return {"line": line, **told} if line else told


def _notices(derivation: Derivation) -> Iterator[Object]:
    for notice, alternatives in derivation.raised:
        asserted: Object = {"kind": "notice", "subject": notice.name}
        for held in alternatives:
            yield _step("notices", notice.name, asserted) | _match(held) | _cited(notice)


def _findings(derivation: Derivation) -> Iterator[Object]:
    for finding, fired in derivation.findings:
        for each in fired:
            yield _rule_step("findings", each, {"kind": "support", "subject": finding.name, "amount": each.amount})
        support = max(each.amount for each in fired)
        # alternatives of one rule that bring the same amount are one support
        terms = dict.fromkeys((each.rule.name, each.amount) for each in fired)
        asserted: Object = {"kind": "finding", "subject": finding.name, "amount": support}
        yield _step("findings", finding.name, asserted, [term(*each) for each in terms])


def _meanings(derivation: Derivation) -> Iterator[Object]:
    for meaning, fired in derivation.meanings:
        for each in fired:
            asserted: Object = {
                "kind": "contribution",
                "subject": meaning.name,
                "amount": each.amount,
                "line": each.rule.line,
                "direction": each.rule.direction.value,
                "points": points_of(each.amount),
            }
            yield _rule_step("meanings", each, asserted)


def _conclusion(derivation: Derivation) -> Iterator[Object]:
    for name, sides in derivation.sides.items():
        asserted: Object = {"kind": "reading", "subject": name, "amount": derivation.certainties[name]}
        terms = [term(side.counted[0].name, side.counted[1], side.line.name) for side in sides]
        yield _step("conclusion", name, asserted, terms)
    leading = [term(name, derivation.certainties[name]) for name in derivation.leading]
    yield _step("conclusion", "picture", {"kind": "picture", "subject": derivation.picture}, leading)
    for meaning, _ in derivation.meanings:
        if derivation.adds(meaning):
            yield _step("conclusion", meaning.name, {"kind": "added", "subject": meaning.name})


def _rule_step(stage: str, fired: Fired, asserted: Object) -> Object:
    weighed: Object = {"strength": fired.rule.strength, "certainty": fired.held.certainty}
    return _step(stage, fired.rule.name, asserted) | _match(fired.held) | weighed | _cited(fired.rule)


def _step(stage: str, rule: str, asserted: Object, terms: Iterable[Object] = ()) -> Object:
    """Write a step that rests on no condition and cites nothing."""
    return {
        "stage": stage,
        "rule": rule,
        "alternative": 1,
        "alternatives": 1,
        "matched": [],
        "asserted": asserted,
        "strength": None,
        "certainty": None,
        "terms": list(terms),
        "claims": [],
        "sources": [],
    }


def _match(held: Held) -> Object:
    matched: list[Json] = [
        {"subject": subject_of(test), "test": str(test), "certainty": certainty} for test, certainty in held.matched
    ]
    return {"alternative": held.number, "alternatives": held.total, "matched": matched}


def _cited(citing: Rule | Notice) -> Object:
    return {"claims": list(citing.claims), "sources": list(citing.sources)}
