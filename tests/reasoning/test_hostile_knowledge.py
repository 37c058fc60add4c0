"""Small knowledge bases that a careless explanation would blow up beyond any bounds."""

import json
from itertools import product

import pytest
from breakable import copy_of_bread

from whycry_expert import infer, load_knowledge, situation_from
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.presentation.audit_json import why_data, why_not_data
from whycry_expert.presentation.documents.why import why_document
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.rendering.markdown import markdown_of
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.contrast import contrast_with
from whycry_expert.reasoning.grounds import FindingGround, answers_below, grounds_of, rules_in
from whycry_expert.reasoning.near_misses import empty_lines
from whycry_expert.reasoning.repairs import repairs_for

DEPTH, RULES = 12, 10
CITED = "then: settles, because: B., why: W., sources: [baking-practice]"


def meaning(name, number, rules):
    return "\n".join(
        (f"meaning: {name}", f"number: {number}", "title: T", "says: S.", "lines: {a: A}", "rules:", *rules)
    )


@pytest.fixture(scope="module")
def deep(tmp_path_factory):
    """Findings upon findings, each tested by ten rules of the next: ten to the twelfth ways down to one answer."""
    base = copy_of_bread(tmp_path_factory.mktemp("deep"))
    lines = []
    for level in range(DEPTH):
        below = f"f{level - 1}" if level else "risen"
        lines += [f"  f{level}:", "    says: S.", "    rules:"]
        lines += [f"      - {{id: r{level}x{number}, if: {below}, {CITED}}}" for number in range(RULES)]
    base.replace("rules/findings.yaml", "findings:\n", "findings:\n" + "\n".join(lines) + "\n")
    top = f"  - {{id: top, line: a, if: f{DEPTH - 1}, {CITED}}}"
    base.write("rules/90-deep.yaml", meaning("deep", 90, [top]).encode())
    return load_knowledge(base.folder)


def test_a_finding_is_one_ground_however_many_rules_test_it(deep):
    conclusion = infer(deep, situation_from({"risen": "yes"}, deep))
    grounds = grounds_of(conclusion, "deep")
    seen, pending = {}, [part for side in grounds.sides for rule in side.rules for part in rule.grounds]
    while pending:
        part = pending.pop()
        if isinstance(part, FindingGround) and part.finding.name not in seen:
            seen[part.finding.name] = part
            pending += [below for rule in part.rules for below in rule.grounds]
        elif isinstance(part, FindingGround):
            assert seen[part.finding.name] is part
    assert len(seen) == DEPTH
    assert len(rules_in(grounds)) == 1 + DEPTH * RULES
    assert [fact for fact, _ in answers_below(grounds.sides[0].rules[0])] == ["risen"]


def test_what_is_shared_is_shown_once_and_referred_to_after_that(deep):
    conclusion = infer(deep, situation_from({"risen": "yes"}, deep))
    readings = Gated((conclusion,), lambda: (grounds_of(conclusion, "deep"),))
    text = markdown_of(why_document(readings))
    for level in range(DEPTH):
        assert text.count(f"rule r{level}x0:") == 1
    assert text.count("as above") == (DEPTH - 1) * (RULES - 1)
    assert len(json.dumps(why_data(readings))) < 200_000


def test_what_a_deep_reading_lacks_is_told_in_no_time(deep):
    conclusion = infer(deep, situation_from({"risen": "no"}, deep))
    contrast = contrast_with(conclusion, "deep")
    (miss,) = (miss for empty in contrast.empty for miss in empty.misses)
    assert [(lack.fact, len(lack.through)) for lack in miss.lacks] == [("risen", DEPTH)]
    assert len(json.dumps(why_not_data(Gated((conclusion,), lambda: contrast)))) < 200_000


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """A hundred rules with as many alternatives as a condition may have."""
    base = copy_of_bread(tmp_path_factory.mktemp("wide"))
    fact = "  w{0}: {{kind: yes-no, question: Q?, help: H., yes: 'Y{0}.', no: 'N{0}.'}}"
    facts = "\n".join(("theme: wide", "title: Wide", "facts:", *map(fact.format, range(16))))
    base.write("facts/90-wide.yaml", facts.encode())
    pairs = ", ".join(f"{{any: [w{2 * pair}, w{2 * pair + 1}]}}" for pair in range(8))
    rules = [f"  - {{id: wide-{number}, line: a, if: {{all: [{pairs}]}}, {CITED}}}" for number in range(100)]
    base.write("rules/90-wide.yaml", meaning("wide", 90, rules).encode())
    return load_knowledge(base.folder)


def test_a_hundred_rules_of_256_alternatives_are_evaluated_explained_and_repaired(wide):
    some = situation_from({f"w{number}": "yes" for number in range(0, 12, 2)}, wide).answers
    standing = standing_of(wide, some)
    outlook = outlook_of(wide, some)
    assert standing.certainty("wide") == 0
    assert outlook.bounds["wide"].best == wide.meaning("wide").rules[0].certainty_factor
    (empty,) = empty_lines(outlook, wide.meaning("wide"))
    assert all(len(miss.lacks) == 2 for miss in empty.misses)
    repairs = repairs_for(wide, some, "wide", filling_in=True)
    assert [tuple(fact for fact, _ in found) for found in repairs.sets] == list(product(("w12", "w13"), ("w14", "w15")))
