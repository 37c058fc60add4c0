"""Every way in which this project, or another, works out what answers come to, told in the same words.

What is exact is compared exactly: each of these gives fractions, but for CLIPS and for lines of JSON.
"""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

import numpy as np
from as_records import line_of, piece_of
from msgspec import Struct

from whycry_expert import Knowledge
from whycry_expert.batch.answer_table import AnswerTable
from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.gathering import Gatherer
from whycry_expert.batch.layers import Layers
from whycry_expert.batch.notices import notice_in_a_line
from whycry_expert.evaluation.standing import Standing
from whycry_expert.evaluation.wiring import wiring_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge.certainty import THRESHOLD, picture_of
from whycry_expert.presentation.as_json import number
from whycry_expert.proof.answers import read_answer
from whycry_expert.proof.checker import check_conclusion
from whycry_expert.proof.derivation import derive
from whycry_expert.proof.exact_json import read_object
from whycry_expert.reasoning.bounds import Outlook


class Told(Struct):
    """What answers come to; `fired` has what each rule that held weighs, `findings` those that are well supported."""

    certainties: Mapping[str, Fraction]
    fired: Mapping[str, Fraction]
    findings: Mapping[str, Fraction]
    notices: tuple[str, ...]
    leading: tuple[str, ...]
    picture: str
    added: frozenset[str]


def strongest(amounts: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
    """What each rule weighs, of all the alternatives in which it fired."""
    found: dict[str, Fraction] = {}
    for rule, amount in amounts:
        found[rule] = max(abs(amount), found.get(rule, Fraction(0)))
    return found


def told_by_engine(conclusion: Conclusion) -> Told:
    amounts = ((firing.rule, firing.amount) for firing in conclusion.trace if isinstance(firing, RuleFired))
    return Told(
        certainties={
            meaning.name: conclusion.reading(meaning.name).certainty for meaning in conclusion.knowledge.meanings
        },
        fired=strongest(amounts),
        findings={name: support for name, support in conclusion.support.items() if support >= THRESHOLD},
        notices=conclusion.notices,
        leading=conclusion.leading,
        picture=conclusion.picture.value,
        added=frozenset(reading.meaning for reading in conclusion.readings if reading.added),
    )


def told_by_evaluator(standing: Standing) -> Told:
    knowledge = standing.knowledge
    weights = {rule.name: standing.weight(rule) for rule in knowledge.rules()}
    supports = {finding.name: standing.support(finding.name) for finding in knowledge.findings}
    picture = picture_of(standing.leading)
    return Told(
        certainties=dict(standing.certainties),
        fired={name: weight for name, weight in weights.items() if weight},
        findings={name: support for name, support in supports.items() if support >= THRESHOLD},
        notices=standing.raised,
        leading=standing.leading,
        picture=picture.value,
        added=frozenset(meaning.name for meaning in knowledge.meanings if picture in meaning.concluded_when),
    )


def told_by_bounds(outlook: Outlook) -> Told:
    """What the bounds enclose, now that nothing can be answered any more: their worst is their best."""
    told = told_by_evaluator(outlook.standing)
    assert all(bounds.worst == told.certainties[name] == bounds.best for name, bounds in outlook.bounds.items())
    told.certainties = {name: bounds.best for name, bounds in outlook.bounds.items()}
    compiled, possible = outlook.prospect.standing.wiring.compiled, outlook.prospect.possible
    rules = outlook.standing.wiring.rules
    told.fired = {
        name: Fraction(compiled.strengths[rule] * possible.conditions[rule], 20 * compiled.scale)
        for name, rule in rules.items()
        if possible.conditions[rule]
    }
    told.findings = {
        name: Fraction(possible.supports[finding], compiled.scale)
        for name, finding in outlook.standing.wiring.findings.items()
        if possible.supports[finding] >= compiled.threshold
    }
    return told


def told_by_checker(written: bytes, knowledge: Knowledge) -> Told:
    """What the checker derives from the answers that stand in the JSON of a report."""
    facts = read_object(written, "conclusion.json")["facts"]
    derivation = derive(knowledge, {name: read_answer(knowledge.facts[name], facts[name]) for name in facts})
    owners = (*derivation.findings, *derivation.meanings)
    amounts = ((each.rule.name, each.amount) for _, fired in owners for each in fired)
    supports = {finding.name: derivation.world.support.get(finding.name, 0) for finding in knowledge.findings}
    return Told(
        certainties={meaning.name: derivation.certainties[meaning.name] for meaning in knowledge.meanings},
        fired=strongest(amounts),
        findings={name: support for name, support in supports.items() if support >= THRESHOLD},
        notices=tuple(notice.name for notice, _ in derivation.raised),
        leading=derivation.leading,
        picture=derivation.picture,
        added=frozenset(meaning.name for meaning in knowledge.meanings if derivation.adds(meaning)),
    )


def faults_of(written: bytes, knowledge: Knowledge) -> list[str]:
    """What `verify` finds wrong with the JSON of a report."""
    return [str(fault) for fault in check_conclusion(written, "conclusion.json", knowledge).faults]


def line_for(conclusion: Conclusion) -> dict:
    """What a line of batch must say of a conclusion, but for its id."""
    told = told_by_engine(conclusion)
    return {
        "notices": [notice_in_a_line(notice) for notice in conclusion.raised],
        "in_danger": conclusion.in_danger,
        "picture": told.picture,
        "leading": list(told.leading),
        "certainties": {name: number(certainty) for name, certainty in told.certainties.items()},
    }


def lines_of_batch(knowledge: Knowledge, situations: list[Mapping]) -> list[dict]:
    outcome = conclude(piece_of(*map(line_of, situations)), knowledge)
    assert not outcome.refused
    return [{key: value for key, value in json.loads(line).items() if key != "id"} for line in outcome.lines]


@lru_cache(maxsize=4)
def arrays_of(knowledge: Knowledge) -> tuple[Layers, AnswerTable, Gatherer]:
    wiring = wiring_of(knowledge)
    layers = Layers(wiring.compiled, range(len(wiring.compiled.strengths)))
    table = AnswerTable(wiring, layers)
    return layers, table, Gatherer(knowledge, table)


def fired_in_batch(knowledge: Knowledge, situations: list[Mapping]) -> list[set[str]]:
    """The rules that hold in each situation, as the arrays of batch have it."""
    layers, table, gatherer = arrays_of(knowledge)
    gathered = gatherer.gather(piece_of(*map(line_of, situations)))
    owners = np.repeat(np.arange(len(gathered.counts)), gathered.counts)
    met = table.met(np.array(gathered.answers, np.intp), owners, len(gathered.counts))
    holds = layers.value(met).conditions
    names = [rule.name for rule in knowledge.rules()]
    return [{names[rule] for rule in np.flatnonzero(column)} for column in holds.T]
