import re

import pytest
from breakable import copy_of_bread

YEAST, FLOUR = "rules/01-old-yeast.yaml", "rules/02-heavy-flour.yaml"
ABOUT, CLAIMS, FINDINGS, SAFETY = "rules/about.yaml", "rules/claims.yaml", "rules/findings.yaml", "rules/safety.yaml"

MANY = ", ".join("{any: [risen, sourdough, smoke]}" for _ in range(6))

ONE_MISTAKE_EACH = [
    # the file, what stands in it, what the mistake puts in its place, the line it is told on, what is told
    (FLOUR, "number: 2", "number: 1", 1, ["both have the number 1"]),
    (YEAST, "number: 1", "number: one", 2, ['"number"', "a whole number, 0 or more", '"one"']),
    (YEAST, "number: 1", "number: 1.5", 2, ["a whole number, 0 or more", '"1.5"']),
    (YEAST, "number: 1\n", "", 1, ['the file of a meaning needs "number"']),
    (YEAST, "title: The yeast was too old\n", "", 1, ['the file of a meaning needs "title"']),
    (YEAST, "meaning: old-yeast", "meaning: Old yeast", 1, ["a name must be lower-case words", '"Old yeast"']),
    (
        YEAST,
        "meaning: old-yeast",
        "meening: old-yeast",
        1,
        ["exactly one of the keys meaning, findings, notices", "meening"],
    ),
    (
        YEAST,
        "meaning: old-yeast",
        "meaning: old-yeast\nfindings: {}",
        1,
        ["exactly one of the keys", "meaning and findings"],
    ),
    (YEAST, "meaning: old-yeast", "meaning: risen", 1, ["the name risen is used twice", "01-dough.yaml:12:3"]),
    (YEAST, "meaning: old-yeast", "meaning: weak-yeast", 1, ["the name weak-yeast is used twice"]),
    (YEAST, "id: long-rest", "id: weak", 11, ["the name weak is used twice", "01-old-yeast.yaml:9:5"]),
    (YEAST, "id: long-rest, ", "", 11, ['a rule of a meaning needs "id"']),
    (YEAST, "  time: How long it had", "  time:", 7, ["the line time must be a text, not nothing"]),
    (
        YEAST,
        "  time: How long it had",
        "  time: How long it had\n  warmth: The room",
        8,
        ["the line warmth has no rule"],
    ),
    (
        YEAST,
        "line: time",
        "line: tim",
        11,
        [
            'no "line" "tim"; did you mean "time"?',
        ],
    ),
    (YEAST, "then: suggests", "then: sugests", 11, ['no "then" "sugests"; did you mean "suggests"?']),
    (
        YEAST,
        "then: {against: supports}",
        "then: {against: refutes}",
        10,
        ['no "against" "refutes"', "hints, suggests, supports"],
    ),
    (
        YEAST,
        "then: {against: supports}",
        "then: {agenst: supports}",
        10,
        ['"agenst"; did you mean "against"?'],
    ),
    (YEAST, "then: {against: supports}", "then: against supports", 10, ["written {against: supports}"]),
    (YEAST, "then: {against: supports}", "then: 'against: suports'", 10, ["written {against: supports}"]),
    (YEAST, "then: {against: supports}", "then: against", 10, ["written {against: hints}"]),
    (YEAST, "then: suggests, ", "", 11, ['a rule of a meaning needs "then"']),
    (
        YEAST,
        "if: weak-yeast",
        "if: ~",
        9,
        ["a condition must be a fact, a finding, or one of", "not ~, which is nothing"],
    ),
    (YEAST, "if: weak-yeast", "if: week-yeast", 9, ['no fact or finding "week-yeast"; did you mean "weak-yeast"?']),
    (YEAST, "if: weak-yeast", "if: {not: weak-yeast}", 9, ["cannot be negated", "no evidence"]),
    (YEAST, "if: weak-yeast", "if: {not: {any: [risen, weak-yeast]}}", 9, ["the finding weak-yeast cannot be negated"]),
    (YEAST, "if: weak-yeast", "if: not weak-yeast", 9, ["the finding weak-yeast cannot be negated"]),
    (YEAST, "if: weak-yeast", "if: not risen", 9, ['"not risen" is no name: write {not: risen}']),
    (YEAST, "if: weak-yeast", "if: {not risen}", 9, ["write {not: risen}"]),
    (YEAST, "if: weak-yeast", "if: fresh", 9, ["fresh is no fact but an option of yeast: write {yeast: fresh}"]),
    (YEAST, "if: weak-yeast", "if: {fresh: yes}", 9, ["an option of yeast: write {yeast: fresh}"]),
    (YEAST, "if: weak-yeast", "if: {weak-yeast: yes}", 9, ["weak-yeast is a finding: write weak-yeast alone"]),
    (YEAST, "if: weak-yeast", "if: {risen: yes}", 9, ["risen is a yes-no fact: write risen, or {not: risen}"]),
    (YEAST, "if: weak-yeast", "if: flour", 9, ["flour is a choice fact: write {flour: wheat}"]),
    (YEAST, "if: weak-yeast", "if: hours", 9, ["hours is a number fact: write {hours: {at least: 3}}"]),
    (YEAST, "if: weak-yeast", "if: [weak-yeast, risen]", 9, ["a condition must be a fact, a finding", "not a list"]),
    (YEAST, "if: weak-yeast", "if: {flour: rye, hours: 3}", 9, ["a condition must be", "a mapping with 2 keys"]),
    (YEAST, "if: weak-yeast", "if: {al: [risen]}", 9, ['no fact "al"; did you mean "all"?']),
    (YEAST, "if: weak-yeast", "if: {all: []}", 9, ['"all" needs a list of conditions, not an empty list']),
    (YEAST, "if: weak-yeast", "if: {any: risen}", 9, ['"any" needs a list of conditions, not "risen"']),
    (YEAST, "if: weak-yeast", "if: {flour: []}", 9, ["the list of options of flour is empty"]),
    (YEAST, "if: weak-yeast", "if: {flour: {rye: yes}}", 9, ["flour needs names of options, not a mapping"]),
    (YEAST, "if: weak-yeast", "if: {flower: rye}", 9, ['no fact "flower"; did you mean "flour"?']),
    (YEAST, "if: weak-yeast", f"if: {{all: [{MANY}]}}", 9, ["more than 256 alternatives", "several rules"]),
    (
        YEAST,
        "if: weak-yeast",
        f"if: {{not: {{any: [{MANY.replace('any', 'all')}]}}}}",
        9,
        ["more than 256 alternatives"],
    ),
    (YEAST, "if: weak-yeast, ", "", 9, ['a rule of a meaning needs "if"']),
    (YEAST, "{hours: {at least: 6}}", "{hours: {at lest: 6}}", 11, ['no relation "at lest"; did you mean "at least"?']),
    (
        YEAST,
        "{hours: {at least: 6}}",
        "{hours: {at least: six}}",
        11,
        ["hours is a number: write {hours: {at least: 3}}"],
    ),
    (YEAST, "{hours: {at least: 6}}", "{hours: 6}", 11, ["at least, at most, more than, less than"]),
    (YEAST, "claims: [A.1]}", "claims: [A.11]}", 9, ['no claim "A.11"; did you mean "A.1"?']),
    (
        YEAST,
        "sources: [baking-practice]}\n  - {id: long",
        "sources: [baking]}\n  - {id: long",
        10,
        ['no source "baking"', "valid are: baking-practice"],
    ),
    (YEAST, ", claims: [A.1]}", "}", 9, ["a rule of a meaning needs claims or sources"]),
    (YEAST, "claims: [A.1]}", "claims: A.1}", 9, ['"claims" of a rule of a meaning must be a list, not "A.1"']),
    (YEAST, "because: The yeast was weak., ", "", 9, ['a rule of a meaning needs "because"']),
    (YEAST, "why: Weak yeast makes little gas., ", "", 9, ['a rule of a meaning needs "why"']),
    (
        YEAST,
        "because: The yeast was weak.",
        "because: 'You used {flour}.'",
        9,
        ['"because" names {flour}', "of this rule's condition"],
    ),
    (YEAST, "advice: [{text: Buy fresh yeast., ", "advice: [{", 12, ['an entry of "advice" needs "text"']),
    (YEAST, "advice: [{text: Buy", "advice: [{if: rissen, text: Buy", 12, ['"rissen"; did you mean "risen"?']),
    (
        YEAST,
        "advice: [{text: Buy fresh yeast., claims: [A.2]}]",
        "advice: Buy",
        12,
        ['"advice"', "must be a list", '"Buy"'],
    ),
    (FLOUR, "picture is: [open]", "picture is: [opn]", 5, ['no picture "opn"; did you mean "open"?']),
    (
        FLOUR,
        "concluded when the picture is",
        "concluded if the picture is",
        5,
        ['did you mean "concluded when the picture is"?'],
    ),
    (
        FLOUR,
        "says: The flour may",
        "applies when: {flour: spelt}\nsays: The flour may",
        4,
        ['no option of flour "spelt"'],
    ),
    (
        FLOUR,
        "concluded",
        f"applies when: {{all: [{', '.join(['{any: [risen, smoke]}'] * 9)}]}}\nconcluded",
        5,
        ["256 alternatives"],
    ),
    (FINDINGS, "{yeast: [old, 'on']}", "weak-yeast", 2, ["in a circle: weak-yeast -> weak-yeast"]),
    (
        FINDINGS,
        "then: supports",
        "then: {against: supports}",
        6,
        ['"then" of a rule of a finding must be one of', "not a mapping"],
    ),
    (FINDINGS, "    says: The yeast was weak.\n", "", 3, ['the finding weak-yeast needs "says"']),
    (SAFETY, "urgency: 1", "urgency: 0", 3, ["a whole number, 1 or more"]),
    (SAFETY, "    urgency: 1\n", "", 3, ['the notice fire needs "urgency"']),
    (SAFETY, "raised when: smoke", "raised when: weak-yeast", 5, ["weak-yeast is a finding, and facts alone are"]),
    (SAFETY, "    first: Turn the oven off.\n", "", 3, ['the notice fire needs "first"']),
    (
        SAFETY,
        "says: [Leave the kitchen if the smoke gets thicker.]",
        "says: [[Leave]]",
        7,
        ["must be a text, not a list"],
    ),
    (
        SAFETY,
        "says: [Leave the kitchen if the smoke gets thicker.]",
        "says: []",
        7,
        ['"says" of the notice fire is empty'],
    ),
    (SAFETY, "danger: yes", "danger: big", 8, ['"danger" of the notice fire must be yes or no, not "big"']),
    (SAFETY, "    sources: [baking-practice]\n", "", 3, ["the notice fire needs claims or sources"]),
    (SAFETY, "  fire:", "  risen:", 2, ["the name risen is used twice"]),
    (SAFETY, "  fire:", "  null:", 2, ["a name must not be true, false or null"]),
    (SAFETY, "  fire:", "  Fire:", 2, ["a name must be lower-case words joined by hyphens"]),
    (CLAIMS, "kind: indicator", "kind: indicater", 4, ['no "kind" "indicater"; did you mean "indicator"?']),
    (CLAIMS, "A.2:", "B.2: {kind: nuance, text: so}\n  A.2:", 5, ['no section "B"; valid are: A']),
    (
        CLAIMS,
        "sections: {A: Flat bread}",
        "sections: {A: [Flat bread]}",
        2,
        ["the section A must be a text, not a list"],
    ),
    (CLAIMS, "article: A page about bread\n", "", 1, ['the file of claims needs "article"']),
    (CLAIMS, "{text: What bakers know.}", "What bakers know.", 7, ["the source baking-practice must be a mapping"]),
    (ABOUT, "  version: 0.1.0\n", "", 2, ['about needs "version"']),
    (
        ABOUT,
        "limits: [This is about bread and not about bakers.]",
        "limits: none",
        5,
        ['"limits" of about must be a list'],
    ),
    (ABOUT, "  mixed: Several readings fit.\n", "", 2, ['about needs "mixed"']),
]


@pytest.fixture
def base(tmp_path):
    return copy_of_bread(tmp_path)


@pytest.mark.parametrize("mistake", ONE_MISTAKE_EACH)
def test_a_mistake_in_the_rules_is_told_with_its_place_and_what_was_expected(base, mistake):
    file, old, new, line, words = mistake
    base.replace(file, old, new)
    (told,) = base.problems()
    assert re.match(f"{re.escape(str(base.folder / file))}:{line}:[1-9][0-9]*: .", told)
    assert [word for word in words if word not in told] == []
    assert told.isprintable()
