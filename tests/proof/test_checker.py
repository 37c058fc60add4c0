"""What the program concludes holds; what was tampered with does not, and the fault says where."""

import json
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from conclusions_to_check import conclusion
from loaded_knowledge import FLAT_BREAD, SHIPPED
from random_answers import situation_with
from random_knowledge import BASIS, FilesByChance, knowledge_of

from whycry_expert import InputError, infer, situation_from
from whycry_expert.errors import MAX_PROBLEMS
from whycry_expert.knowledge.answer import Answer
from whycry_expert.proof.checker import Counts, check_conclusion

SITUATIONS = sorted((Path(__file__).parents[2] / "situations").glob("*.yaml"))
ANSWERS = {
    "flour": "rye",
    "risen": "probably not",
    "hours": 8,
    "yeast": {"old": "yes", "on": "maybe"},
    "smoke": "yes",
}
WRITTEN = conclusion(FLAT_BREAD, situation_from(ANSWERS, FLAT_BREAD))


def faults_of(content, knowledge=FLAT_BREAD):
    return [str(fault) for fault in check_conclusion(content, "conclusion.json", knowledge).faults]


def test_the_verdict_says_how_much_was_checked():
    verdict = check_conclusion(WRITTEN, "conclusion.json", FLAT_BREAD)
    assert verdict.holds
    assert verdict.checked == Counts(facts=5, notices=1, steps=10, readings=2)


def change_an_answer(told):
    told["facts"]["hours"] |= {"answer": 5, "says": ["It rested for 5 hours."]}


def say_an_answer_otherwise(told):
    told["facts"]["flour"]["says"] = ["You used wheat flour."]


def give_an_impossible_answer(told):
    told["facts"]["hours"]["answer"] = 73


def invent_a_fact(told):
    told["facts"]["salt"] = told["facts"]["smoke"]


def remove_a_notice(told):
    told["notices"].clear()


def soften_a_notice(told):
    told["notices"][0]["first"] = "It is nothing."


def remove_a_firing(told):
    del told["trace"][5]


def add_a_firing(told):
    told["trace"].insert(7, {**told["trace"][6], "cycle": 8, "rule": "wheat-flour"})


def repeat_a_firing(told):
    told["trace"].insert(2, told["trace"][1])


def move_a_firing(told):
    told["trace"][1], told["trace"][2] = told["trace"][2], told["trace"][1]


def renumber_a_firing(told):
    told["trace"][3]["cycle"] = 9


def change_an_amount(told):
    told["trace"][4]["asserted"]["amount"] = 0.65


def change_a_strength(told):
    told["trace"][5]["strength"] = "settles"


def change_a_claim(told):
    told["trace"][4]["claims"] = ["A.2"]


def change_a_matched_certainty(told):
    told["trace"][2]["matched"][0]["certainty"] = 0.9


def change_an_alternative(told):
    told["trace"][2]["alternative"] = 2


def move_a_reading(told):
    told["readings"].reverse()


def change_a_band(told):
    told["readings"][1]["band"] = "very strong"


def change_the_picture(told):
    told["picture"] = "clear"


def change_what_leads(told):
    told["leading"] = ["heavy-flour"]


def change_the_rule_that_counts(told):
    told["readings"][1]["lines"][0]["for"]["rule"] = "fresh-yeast"


def change_a_reason(told):
    told["readings"][0]["lines"][0]["for"]["because"] = "You used {flour}."


def remove_a_caution(told):
    told["readings"][0]["cautions"] = []


def show_the_readings(told):
    told["readings_withheld"] = False


def remove_a_limit(told):
    told["limits"] = []


def remove_a_field(told):
    del told["help"]


def add_a_field(told):
    told["probability"] = 0.9


TAMPERINGS = {
    change_an_answer: "trace step 6 (contribution by long-rest, alternative 1): this does not follow",
    say_an_answer_otherwise: 'fact flour: says[1] is "You used wheat flour.", but "You used rye flour." follows',
    give_an_impossible_answer: "fact hours: this is no answer that the vocabulary allows; it counts as not answered",
    invent_a_fact: 'fact "salt": the vocabulary has no such fact',
    remove_a_notice: "notice fire: this follows, but is missing",
    soften_a_notice: 'notice fire: first is "It is nothing.", but "Turn the oven off." follows',
    remove_a_firing: "trace step 6 (contribution by long-rest, alternative 1): this follows, but is missing",
    add_a_firing: "trace step 8 (contribution by wheat-flour, alternative 1): this does not follow",
    repeat_a_firing: "trace step 3 (support by yeast-was-old, alternative 1): this stands here a second time",
    move_a_firing: "trace step 2 (support by yeast-stayed-flat, alternative 1): "
    "this stands where support by yeast-was-old, alternative 1 belongs",
    renumber_a_firing: "trace step 4: cycle is 9, but 4 follows",
    change_an_amount: "trace step 5 (contribution by weak, alternative 1): asserted.amount is 0.65, but 0.64 follows",
    change_a_strength: "trace step 6 (contribution by long-rest, alternative 1): "
    'strength is "settles", but "suggests" follows',
    change_a_claim: 'trace step 5 (contribution by weak, alternative 1): claims[1] is "A.2", but "A.1" follows',
    change_a_matched_certainty: "trace step 3 (support by yeast-stayed-flat, alternative 1): "
    "matched[risen].certainty is 0.9, but 0.7 follows",
    change_an_alternative: "trace step 3 (support by yeast-stayed-flat, alternative 2): this does not follow",
    move_a_reading: "reading old-yeast: this stands where reading heavy-flour belongs",
    change_a_band: 'reading old-yeast: band is "very strong", but "good" follows',
    change_the_picture: 'conclusion: picture is "clear", but "mixed" follows',
    change_what_leads: 'conclusion: leading has 1 entry, but 2 belong there; "old-yeast" is missing',
    change_the_rule_that_counts: 'reading old-yeast: lines[yeast].for.rule is "fresh-yeast", but "weak" follows',
    change_a_reason: 'reading heavy-flour: lines[flour].for.because is "You used {flour}.", '
    'but "You used rye flour." follows',
    remove_a_caution: "reading heavy-flour: cautions has 0 entries, but 1 belong there; "
    '"Rye is always flatter." is missing',
    show_the_readings: "conclusion: readings_withheld is false, but true follows",
    remove_a_limit: "conclusion: limits has 0 entries, but 1 belong there; "
    '"This is about bread and not about bakers." is missing',
    remove_a_field: "help: this field is missing",
    add_a_field: '"probability": this is no field of a conclusion',
}


@pytest.mark.parametrize(("tamper", "words"), TAMPERINGS.items(), ids=lambda part: getattr(part, "__name__", ""))
def test_tampering_is_named(tamper, words):
    told = json.loads(WRITTEN)
    tamper(told)
    faults = faults_of(json.dumps(told).encode())
    assert any(fault.startswith(words) for fault in faults), faults


def test_a_single_change_is_a_single_fault():
    told = json.loads(WRITTEN)
    change_an_amount(told)
    assert faults_of(json.dumps(told).encode()) == [TAMPERINGS[change_an_amount]]


def test_all_faults_are_named_in_the_order_of_the_conclusion():
    told = json.loads(WRITTEN)
    for tamper in (change_a_band, change_an_amount, soften_a_notice, change_the_picture):
        tamper(told)
    wheres = [fault.split(": ")[0] for fault in faults_of(json.dumps(told).encode())]
    assert wheres == [
        "conclusion",
        "notice fire",
        "trace step 5 (contribution by weak, alternative 1)",
        "reading old-yeast",
    ]


def test_a_changed_answer_unsettles_all_that_rests_on_it():
    told = json.loads(WRITTEN)
    change_an_answer(told)
    faults = faults_of(json.dumps(told).encode())
    assert TAMPERINGS[change_an_answer] in faults
    assert any(fault.startswith("reading old-yeast: certainty is 0.7408") for fault in faults)


@pytest.mark.parametrize("field", ["title", "story"])
def test_what_a_person_wrote_in_their_own_words_is_not_checked(field):
    told = json.loads(WRITTEN)
    told["situation"][field] = "something else"
    told["facts"]["smoke"]["note"] = "a little"
    assert faults_of(json.dumps(told).encode()) == []


BESIDE_THE_PROOF = [
    ("situation", None, "situation: an object was expected, not null"),
    ("situation", {"verdict": "pity"}, 'situation: "verdict" is no field that belongs there'),
    ("situation", {"title": 1}, "situation: title is 1, but a text was expected"),
    ("situation", {"replaced_by_flags": ["danger"]}, 'situation.replaced_by_flags: "danger" is no name'),
    ("situation", {"written_for": False}, "situation: written_for is false"),
    ("outlook", [], "outlook: an object was expected, not a list"),
    ("outlook", {"probability": 1}, 'outlook: "probability" is no field that belongs there'),
    ("outlook", {"settled": "yes"}, 'outlook: settled is "yes", but true or false was expected'),
    ("outlook", {"bounds": {}}, "outlook.bounds: old-yeast is missing"),
    ("outlook", {"open_questions": [{"fact": "flour"}]}, "outlook.open_questions[1]: question is missing"),
]


@pytest.mark.parametrize(("field", "change", "fault"), BESIDE_THE_PROOF)
def test_what_stands_beside_the_proof_must_be_in_order(field, change, fault):
    told = json.loads(WRITTEN)
    told[field] = {**told[field], **change} if change and isinstance(change, dict) else change
    assert any(found.startswith(fault) for found in faults_of(json.dumps(told).encode()))


def test_bounds_enclose_what_was_proved():
    told = json.loads(WRITTEN)
    told["outlook"]["bounds"]["old-yeast"] = {"worst": 0.99, "best": 1}
    assert "which is above the certainty now" in str(faults_of(json.dumps(told).encode()))


def test_more_faults_than_anyone_reads_are_not_told():
    told = json.loads(WRITTEN)
    told["facts"] = {f"fact-{number}": {} for number in range(100_000)}
    faults = faults_of(json.dumps(told).encode())
    assert len(faults) == MAX_PROBLEMS + 1
    assert faults[-1] == f"conclusion: there are more than {MAX_PROBLEMS} faults; these come first"


def test_a_conclusion_from_other_knowledge_is_refused():
    with pytest.raises(InputError, match="written with another version of the knowledge"):
        check_conclusion(WRITTEN, "conclusion.json", SHIPPED)


def test_a_conclusion_of_another_format_is_refused():
    with pytest.raises(InputError, match='"format_version" must be 1, not 2'):
        check_conclusion(WRITTEN.replace(b'"format_version": 1', b'"format_version": 2'), "x", FLAT_BREAD)


def test_what_a_hostile_file_names_is_made_safe_to_print():
    told = json.loads(WRITTEN)
    told["readings"][0]["id"] = "\x1b[2J\ud800"
    told["facts"]["\x1b]0;"] = {}
    assert all(fault.isprintable() for fault in faults_of(json.dumps(told).encode()))


def test_a_reading_with_as_much_for_it_as_against_it_is_disputed_from_four_points():
    files = FilesByChance(Random(0)).files()
    meaning = files["rules"]["meaning-1.yaml"]
    meaning["lines"] = {"first": "The first", "second": "The second"}
    meaning["rules"] = [
        {"id": "speaks-for", "if": "wet", "then": "supports", "line": "first", **BASIS},
        {"id": "speaks-against", "if": "cold", "then": {"against": "supports"}, "line": "second", **BASIS},
    ]
    knowledge = knowledge_of(files)
    for certainty, disputed in ((Fraction(1), True), (Fraction("0.95"), False)):
        situation = situation_with({"wet": Answer.yes_no(certainty), "cold": Answer.yes_no(certainty)})
        assert infer(knowledge, situation).reading("meaning-1").disputed == disputed
        assert faults_of(conclusion(knowledge, situation), knowledge) == []
