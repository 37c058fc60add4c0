"""What the program concludes holds; what was tampered with does not, and the fault says where."""

import json
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from conclusions_to_check import conclusion
from hypothesis import given
from loaded_knowledge import FLAT_BREAD, SHIPPED
from random_answers import SEEDS, AnswersByChance, situation_with
from random_knowledge import BASIS, FilesByChance, fact, knowledge_files, knowledge_of, knowledge_with, saying_more
from thoroughness import examples

from whycry_expert import InputError, infer, situation_from
from whycry_expert.errors import MAX_PROBLEMS
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.condition import RELATIONS
from whycry_expert.proof.checker import Counts, check_answers, check_conclusion
from whycry_expert.proof.exact_json import read_object

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


def change_what_a_sum_is_made_of(told):
    told["trace"][3]["terms"][0]["points"] = 8


def change_what_does_not_count(told):
    told["readings"][1]["lines"][0]["for"]["not_counted"] = [
        {"rule": "fresh-yeast", "contribution": 0.1, "points": 0.5}
    ]


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
    change_what_a_sum_is_made_of: "trace step 4 (finding by weak-yeast, alternative 1): "
    "terms[yeast-was-old].points is 8, but 7 follows",
    change_what_does_not_count: "reading old-yeast: lines[yeast].for.not_counted has 1 entry, but 0 belong there",
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
    assert words in faults


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


ABSENT = object()
FLOUR_IS_OPEN = {"fact": "flour", "question": "Which flour did you use?", "bears_on": ["heavy-flour"]}
IN_ORDER = [
    ("outlook.settled", True),
    ("outlook.bounds.old-yeast", {"worst": -1, "best": 1}),
    ("outlook.bounds.old-yeast", {"worst": 0.7408, "best": 0.7408}),
    (
        "outlook.open_questions",
        [FLOUR_IS_OPEN, {"fact": "risen", "question": "Did the dough rise?", "bears_on": ["old-yeast"]}],
    ),
    ("situation.replaced_by_flags", ["flour", "smoke"]),
    ("situation.written_for", "0.1.0"),
]
BESIDE_THE_PROOF = [
    ("situation", None, "situation: an object was expected, not null"),
    ("situation.verdict", "pity", 'situation: "verdict" is no field that belongs there'),
    ("situation.title", 1, "situation: title is 1, but a text was expected"),
    ("situation.title", ABSENT, "situation: title is missing"),
    ("situation.story", [], "situation: story is a list, but a text was expected"),
    ("situation.written_for", False, "situation: written_for is false, but a text or null was expected"),
    ("situation.written_for", "", 'situation: written_for is "", but a text or null was expected'),
    ("situation.replaced_by_flags", {}, "situation.replaced_by_flags: a list was expected, not an object"),
    (
        "situation.replaced_by_flags",
        ["danger", "flour", 1, "flour", "salt"],
        'situation.replaced_by_flags: "danger" is no name that belongs there',
        "situation.replaced_by_flags: 1 is no name that belongs there",
        "situation.replaced_by_flags: flour stands here a second time",
        'situation.replaced_by_flags: "salt" is no name that belongs there',
    ),
    ("outlook", [], "outlook: an object was expected, not a list"),
    ("outlook.probability", 1, 'outlook: "probability" is no field that belongs there'),
    ("outlook.settled", "yes", 'outlook: settled is "yes", but true or false was expected'),
    ("outlook.final", 1, "outlook: final is 1, but true or false was expected"),
    ("outlook.bounds", None, "outlook.bounds: an object was expected, not null"),
    ("outlook.bounds.old-yeast", ABSENT, "outlook.bounds: old-yeast is missing"),
    ("outlook.bounds.salt", {}, 'outlook.bounds: "salt" is no field that belongs there'),
    ("outlook.bounds.old-yeast", 1, "outlook.bounds.old-yeast: an object was expected, not 1"),
    ("outlook.bounds.old-yeast.worst", ABSENT, "outlook.bounds.old-yeast: worst is missing"),
    ("outlook.bounds.old-yeast.worst", -1.5, "outlook.bounds.old-yeast: worst is -1.5, but a certainty was expected"),
    ("outlook.bounds.old-yeast.best", "1", 'outlook.bounds.old-yeast: best is "1", but a certainty was expected'),
    (
        "outlook.bounds.old-yeast.worst",
        0.99,
        "outlook.bounds.old-yeast: worst is 0.99, which is above the certainty now, 0.7408",
    ),
    (
        "outlook.bounds.old-yeast.best",
        0.5,
        "outlook.bounds.old-yeast: best is 0.5, which is below the certainty now, 0.7408",
    ),
    ("outlook.open_questions", {}, "outlook: open_questions is an object, but a list was expected"),
    (
        "outlook.open_questions",
        ["flour", FLOUR_IS_OPEN | {"question": "Why?"}],
        'outlook.open_questions[1]: an object was expected, not "flour"',
        "outlook.open_questions[1]: fact is null, but a fact that stands here once was expected",
        'outlook.open_questions[2]: question is "Why?", but "Which flour did you use?" is the question',
    ),
    (
        "outlook.open_questions",
        [FLOUR_IS_OPEN | {"fact": "salt", "bears_on": []}, FLOUR_IS_OPEN, FLOUR_IS_OPEN | {"bears_on": []}],
        'outlook.open_questions[1]: fact is "salt", but a fact that stands here once was expected',
        'outlook.open_questions[3]: fact is "flour", but a fact that stands here once was expected',
    ),
    (
        "outlook.open_questions",
        [{"fact": "flour"}],
        "outlook.open_questions[1]: question is missing",
        "outlook.open_questions[1]: bears_on is missing",
    ),
    ("outlook.open_questions", [FLOUR_IS_OPEN | {"bears_on": []}], "outlook.open_questions[1]: bears_on is empty"),
    (
        "outlook.open_questions",
        [FLOUR_IS_OPEN | {"bears_on": ["flour"]}],
        'outlook.open_questions[1].bears_on: "flour" is no name that belongs there',
    ),
]


def faults_with(path, value):
    """The faults of what the program wrote with another value in one place, or none there."""
    told = json.loads(WRITTEN)
    *way, field = (int(step) if step.isdigit() else step for step in path.split("."))
    place = told
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[field]
    else:
        place[field] = value
    return faults_of(json.dumps(told).encode())


@pytest.mark.parametrize(
    ("path", "value", "faults"), [(path, value, faults) for path, value, *faults in BESIDE_THE_PROOF]
)
def test_what_stands_beside_the_proof_must_be_in_order(path, value, faults):
    assert faults_with(path, value) == faults


@pytest.mark.parametrize(("path", "value"), IN_ORDER)
def test_what_is_in_order_beside_the_proof_is_no_fault(path, value):
    assert faults_with(path, value) == []


OF_ANOTHER_SHAPE = [
    ("notices", {}, "notices: a list was expected, not an object"),
    ("readings", None, "readings: a list was expected, not null"),
    ("trace", "none", 'trace: a list was expected, not "none"'),
    ("notices", [1], "notices, entry 1: an object was expected, not 1", "notice fire: this follows, but is missing"),
    ("notices", [{}], "notice null: this does not follow", "notice fire: this follows, but is missing"),
    (
        "trace.1",
        7,
        "trace step 2: cycle is null, but a number was expected",
        "trace, entry 2: an object was expected, not 7",
        "trace step 2 (support by yeast-was-old, alternative 1): this follows, but is missing",
    ),
    (
        "trace.1",
        {"cycle": 2},
        "trace step 2 (null by null, alternative null): this does not follow",
        "trace step 2 (support by yeast-was-old, alternative 1): this follows, but is missing",
    ),
    ("trace.1.cycle", "2", 'trace step 2: cycle is "2", but a number was expected'),
    ("trace.1.cycle", 4, "trace step 2: cycle is 4, but 2 follows", "trace step 3: cycle is 3, but 5 follows"),
    ("readings.1.lines", {}, "reading old-yeast: lines is an object, but a list follows"),
    (
        "readings.1.lines.0",
        {},
        *(f"reading old-yeast: lines[yeast].{field} is missing" for field in ("line", "title", "for", "against")),
    ),
    ("readings.1.certainty", True, "reading old-yeast: certainty is true, but 0.7408 follows"),
    ("readings.1.leading", 1, "reading old-yeast: leading is 1, but true follows"),
    ("facts.flour.says", [], 'fact flour: says has 0 entries, but 1 belong there; "You used rye flour." is missing'),
    ("facts.flour.note", 1, 'fact flour: "note" is no field that belongs there'),
    ("facts.flour.note", "", 'fact flour: "note" is no field that belongs there'),
    ("facts.flour.kind", "yes-no", 'fact flour: kind is "yes-no", but "choice" follows'),
    ("facts.yeast.options", {"old": 1}, "fact yeast: says has 2 entries, but 1 belong there"),
    ("knowledge.title", "Bread", 'conclusion: knowledge.title is "Bread", but "Why is the bread flat?" follows'),
    (
        "limits",
        51 * ["So."],
        'conclusion: limits has 51 entries, but 1 belong there; "This is about bread and not about bakers." is missing',
    ),
    ("advice.0.text", "Bake.", 'conclusion: advice[1].text is "Bake.", but "Bake again." follows'),
    ("limits", 52 * ["So."], "conclusion: limits has 52 entries, but 1 belong there"),
]


@pytest.mark.parametrize(
    ("path", "value", "faults"), [(path, value, faults) for path, value, *faults in OF_ANOTHER_SHAPE]
)
def test_what_has_another_shape_than_what_follows_is_named_by_its_place(path, value, faults):
    assert faults_with(path, value) == faults


NO_ANSWERS = [
    ("flour", {"answer": "oats"}),
    ("flour", {"answer": None}),
    ("flour", {"answer": "wheat", "certainty": -1}),
    ("risen", {"certainty": 0}),
    ("risen", {"certainty": -1.5}),
    ("risen", {"certainty": "no"}),
    ("hours", {"answer": -1}),
    ("hours", {"answer": 72.5}),
    ("hours", {"answer": "8"}),
    ("hours", {"certainty": -1}),
    ("hours", {"certainty": True}),
    ("yeast", {"options": {}}),
    ("yeast", {"options": ["old"]}),
    ("yeast", {"options": {"old": 1, "dry": 1}}),
    ("yeast", {"options": {"old": 1, "fresh": 1.5}}),
]


@pytest.mark.parametrize(("name", "change"), NO_ANSWERS)
def test_what_is_no_answer_is_a_fault_and_nothing_rests_on_it(name, change):
    told = json.loads(WRITTEN)
    faults = faults_with(f"facts.{name}", told["facts"][name] | change)
    assert f"fact {name}: this is no answer that the vocabulary allows; it counts as not answered" in faults
    without = situation_from({other: said for other, said in ANSWERS.items() if other != name}, FLAT_BREAD)
    told |= {field: value for field, value in json.loads(conclusion(FLAT_BREAD, without)).items() if field != "facts"}
    told["facts"][name] |= change
    assert len(faults_of(json.dumps(told).encode())) == 1


@pytest.mark.parametrize(("facts", "shown"), [(None, "null"), ([], "a list"), ("rye", '"rye"')])
def test_answers_that_are_no_object_are_none(facts, shown):
    told = json.loads(conclusion(FLAT_BREAD, situation_from({}, FLAT_BREAD)))
    told["facts"] = facts
    assert faults_of(json.dumps(told).encode()) == [f"facts: an object was expected, not {shown}"]


@pytest.mark.parametrize("answer", [8, None, []])
def test_an_answer_that_is_no_object_is_none(answer):
    told = json.loads(conclusion(FLAT_BREAD, situation_from({}, FLAT_BREAD)))
    told["facts"]["hours"] = answer
    assert faults_of(json.dumps(told).encode()) == [
        "fact hours: this is no answer that the vocabulary allows; it counts as not answered"
    ]


@pytest.mark.parametrize("hours", [0, 1, 2.5, 72])
def test_a_number_from_one_end_of_its_range_to_the_other_is_an_answer(hours):
    written = conclusion(FLAT_BREAD, situation_from({"hours": hours}, FLAT_BREAD))
    assert faults_of(written) == []


@pytest.mark.parametrize(
    ("number", "sentence", "other"), [(1, "It is 1 gram.", "grams"), (2, "It is 2 grams.", "gram")]
)
def test_one_of_a_unit_is_said_in_the_singular_and_no_other_number_is(number, sentence, other):
    files = FilesByChance(Random(0)).files()
    files["facts"]["2.yaml"]["facts"]["size"] = fact("number", "size") | {"unit": {"one": "gram", "several": "grams"}}
    knowledge = knowledge_of(files)
    told = json.loads(conclusion(knowledge, situation_from({"size": number}, knowledge)))
    assert told["facts"]["size"]["says"] == [sentence]
    assert faults_of(json.dumps(told).encode(), knowledge) == []
    said = told["facts"]["size"]["says"] = [f"It is {number} {other}."]
    assert faults_of(json.dumps(told).encode(), knowledge) == [
        f'fact size: says[1] is "{said[0]}", but "{sentence}" follows'
    ]


BORDERS = [Fraction(hundredths, 100) for hundredths in (1, 19, 20, 39, 40, 54, 55, 69, 70, 89, 90, 91, 100)]


@pytest.mark.parametrize("certainty", [sign * border for border in BORDERS for sign in (1, -1)])
def test_however_sure_an_answer_is_what_the_program_says_back_of_it_holds(certainty):
    sure = abs(certainty)
    answers = {
        "flour": Answer.choice("rye", sure),
        "risen": Answer.yes_no(certainty),
        "hours": Answer.of_number(1, sure),
        "yeast": Answer.choices({"old": certainty, "on": -certainty}),
    }
    assert faults_of(conclusion(FLAT_BREAD, situation_with(answers))) == []


def test_more_faults_than_anyone_reads_are_not_told():
    told = json.loads(WRITTEN)
    told["facts"] = {f"fact-{number}": {} for number in range(100_000)}
    faults = faults_of(json.dumps(told).encode())
    assert len(faults) == MAX_PROBLEMS + 1
    assert faults[-1] == f"conclusion: there are more than {MAX_PROBLEMS} faults; these come first"


@pytest.mark.parametrize("number", [MAX_PROBLEMS, MAX_PROBLEMS + 1])
def test_so_many_faults_as_may_be_told_are_all_told(number):
    faults = faults_with("situation.replaced_by_flags", [f"fact-{position}" for position in range(number)])
    assert [fault.startswith("situation.replaced_by_flags: ") for fault in faults[:MAX_PROBLEMS]] == [
        True
    ] * MAX_PROBLEMS
    assert len(faults) == number


NOT_TO_BE_CHECKED = [
    ("format_version", 2, '"format_version" must be 1, not 2; is this a conclusion?'),
    ("format_version", ABSENT, '"format_version" must be 1, not null; is this a conclusion?'),
    ("format_version", True, '"format_version" must be 1, not true; is this a conclusion?'),
    ("knowledge", [], "this conclusion does not say with which knowledge it was written: it has no digest"),
    ("knowledge.digest", 1, "this conclusion does not say with which knowledge it was written: it has no digest"),
    (
        "knowledge.digest",
        "0123456789abcdef",
        (
            'this conclusion was written with another version of the knowledge (digest "0123456789ab"; '
            f'this is "{FLAT_BREAD.digest[:12]}"); name the folder of that one with --knowledge'
        ),
    ),
]


@pytest.mark.parametrize(("path", "value", "message"), NOT_TO_BE_CHECKED)
def test_what_is_of_another_format_or_from_other_knowledge_is_refused(path, value, message):
    with pytest.raises(InputError) as caught:
        faults_with(path, value)
    assert str(caught.value) == f"conclusion.json: {message}"


def test_a_conclusion_is_refused_where_other_knowledge_is_at_hand():
    with pytest.raises(InputError, match=f'this is "{SHIPPED.digest[:12]}"'):
        check_conclusion(WRITTEN, "conclusion.json", SHIPPED)


@pytest.mark.parametrize("size", [4, 5, 6])
def test_a_number_on_its_bound_is_at_least_and_at_most_that_and_neither_more_nor_less(size):
    knowledge = knowledge_with({"it": [{"size": {relation: 5}} for relation in RELATIONS]})
    situation = situation_from({"size": size}, knowledge)
    fired = {5: {1, 2}, 4: {2, 4}, 6: {1, 3}}[size]
    assert {firing.rule for firing in infer(knowledge, situation).trace} >= {f"it-rule-{number}" for number in fired}
    assert faults_of(conclusion(knowledge, situation), knowledge) == []


@pytest.mark.parametrize(("certainty", "said"), [(Fraction("0.2"), True), (Fraction("0.19"), False)])
def test_advice_is_given_from_the_threshold_on(certainty, said):
    files = FilesByChance(Random(0)).files()
    about = files["rules"]["about.yaml"]["about"]
    advice = [{"text": "Dry it.", "if": "wet", "claims": ["A.1"]}]
    rules = {**files["rules"], "about.yaml": {"about": {**about, "advice": advice}}}
    knowledge = knowledge_of({"facts": files["facts"], "rules": rules})
    told = json.loads(conclusion(knowledge, situation_with({"wet": Answer.yes_no(certainty)})))
    assert bool(told["advice"]) == said
    assert faults_of(json.dumps(told).encode(), knowledge) == []


def test_what_a_hostile_file_names_is_made_safe_to_print():
    told = json.loads(WRITTEN)
    told["readings"][0]["id"] = "\x1b[2J\ud800"
    told["facts"]["\x1b]0;"] = {}
    assert all(fault.isprintable() for fault in faults_of(json.dumps(told).encode()))


@examples(80, least=25)
@given(knowledge_files(), SEEDS)
def test_what_the_program_concludes_from_any_knowledge_holds(files, chance):
    knowledge = knowledge_of(saying_more(files))
    answers, more = AnswersByChance(knowledge, chance).few_or_many()
    for some in (answers, more):
        assert faults_of(conclusion(knowledge, situation_with(some)), knowledge) == []


def test_answers_alone_are_checked_without_what_is_concluded_from_them():
    told = read_object(WRITTEN, "conclusion.json")
    answers = {field: told[field] for field in ("format_version", "knowledge", "situation", "facts")}
    verdict = check_answers(answers, "conclusion.json", FLAT_BREAD)
    assert verdict.holds
    assert verdict.checked == Counts(facts=5, notices=0, steps=0, readings=0)
    assert [notice["id"] for notice in verdict.notices] == ["fire"]
    answers["facts"]["hours"]["answer"] = Fraction(73)
    answers["situation"]["title"] = None
    assert list(map(str, check_answers(answers, "conclusion.json", FLAT_BREAD).faults)) == [
        "situation: title is null, but a text was expected",
        "fact hours: this is no answer that the vocabulary allows; it counts as not answered",
    ]


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
