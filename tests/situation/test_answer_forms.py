from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert import InputError, read_occasions_file, read_situation_file, situation_from
from whycry_expert.knowledge.answer import Answer
from whycry_expert.printable import printable
from whycry_expert.situation.reading import read_situation

YES, PROBABLY, MAYBE_NOT = Fraction(1), Fraction(7, 10), Fraction(-2, 5)

THE_SAME_ANSWER = [
    ("risen", Answer.yes_no(YES), ["yes", "'yes'", '"yes"', "Yes", "YES", "y", "true", "True", "{answer: yes}"]),
    ("risen", Answer.yes_no(-YES), ["no", "'no'", "No", "n", "false", "False"]),
    (
        "risen",
        Answer.yes_no(-PROBABLY),
        ["probably not", "probably-not", "probably_not", "{answer: no, certainty: 0.7}"],
    ),
    ("risen", Answer.yes_no(MAYBE_NOT), ["maybe not", "{answer: maybe not, note: so I think}"]),
    ("flour", Answer.choice("rye"), ["rye", "'rye'", "Rye", "{answer: rye, certainty: 1}"]),
    ("flour", Answer.choice("rye", PROBABLY), ["probably rye", "{answer: rye, certainty: 0.7}"]),
    ("hours", Answer.of_number(Fraction(3)), ["3", "3.0", "+3", "3 hours", "'3'", "{answer: 3}"]),
    ("hours", Answer.of_number(Fraction(10)), ["10", "010"]),
    ("hours", Answer.of_number(Fraction(1, 2), PROBABLY), ["probably 0.5 hours", "{answer: 0.5, certainty: 0.7}"]),
    ("yeast", Answer.choices({"on": YES}), ["on", "'on'", "[on]", "{on: yes}", "{'on': 'yes'}", "{answer: on}"]),
    ("yeast", Answer.choices({"on": PROBABLY}), ["probably on", "[probably on]", "{on: probably}"]),
    ("yeast", Answer.choices({"on": -YES}), ["no on", "{on: no}", "{'on': false}"]),
    ("yeast", Answer.choices({"old": YES, "on": YES}), ["old, on", "[on, old]", "{old: yes, on: yes}"]),
    ("yeast", Answer.choices(dict.fromkeys(["fresh", "old", "on"], -YES)), ["none", "[none]", "None", "yes none"]),
    (
        "yeast",
        Answer.choices(dict.fromkeys(["fresh", "old", "on"], -PROBABLY)),
        ["probably none", "[Probably_None]", "{answer: none, certainty: 0.7}"],
    ),
]


@pytest.mark.parametrize(
    ("fact", "answer", "written"),
    [(fact, answer, written) for fact, answer, forms in THE_SAME_ANSWER for written in forms],
)
def test_an_answer_may_be_written_in_many_forms(fact, answer, written, bread):
    situation = read_situation(f"{fact}: {written}\n".encode(), "situation.yaml", bread)
    assert situation.answers == {fact: answer}


@pytest.mark.parametrize("written", ["", "~", "null", "unsure", "Unsure", "''", "{answer: unsure}", "{answer: }"])
@pytest.mark.parametrize("fact", ["risen", "flour", "hours", "yeast"])
def test_unsure_and_blank_are_no_answer(fact, written, bread):
    situation = read_situation(f"title: x\n{fact}: {written}\n".encode(), "situation.yaml", bread)
    assert situation.answers == {}


def test_options_that_are_blank_are_not_answered(bread):
    situation = read_situation(b"yeast: {old: ~, on: unsure, fresh: no}\n", "situation.yaml", bread)
    assert situation.answers == {"yeast": Answer.choices({"fresh": -YES})}


@pytest.mark.parametrize("blank", ["", "~", "null", "Null", "NULL"])
def test_what_is_said_beside_the_answers_may_be_left_blank(blank, bread):
    text = f"title: {blank}\nstory: {blank}\nknowledge: {blank}\nrisen: {{answer: yes, note: {blank}}}\n"
    situation = read_situation(text.encode(), "situation.yaml", bread)
    assert (situation.title, situation.story, situation.written_for) == ("", "", "")
    assert situation.given["risen"].note == ""


@pytest.mark.parametrize("word", ["~", "null"])
def test_in_quotes_a_word_that_is_nothing_is_a_word(word, bread):
    text = f'title: "{word}"\nrisen: {{answer: yes, note: "{word}"}}\n'
    situation = read_situation(text.encode(), "situation.yaml", bread)
    assert (situation.title, situation.given["risen"].note) == (word, word)
    told = situation_from({"risen": {"answer": True, "note": word}}, bread)
    assert told.given["risen"].note == word


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\nhours: 3\n"])
def test_a_note_is_the_same_whether_or_not_anything_follows_it(end, bread):
    text = f"risen:\n  answer: yes\n  note: |\n    so{end}"
    assert read_situation(text.encode(), "situation.yaml", bread).given["risen"].note == "so"


@pytest.mark.parametrize("written", ["no none", "probably not none", "[maybe not none]", "[none, old]"])
def test_none_denied_is_refused_since_it_does_not_say_which(written, bread):
    with pytest.raises(InputError, match="none"):
        read_situation(f"yeast: {written}\n".encode(), "situation.yaml", bread)


def test_a_program_gives_plain_values(bread):
    situation = situation_from(
        {"risen": False, "flour": "probably rye", "hours": 0.5, "yeast": {"old": True, "on": None}, "smoke": None},
        bread,
    )
    assert situation.answers == {
        "flour": Answer.choice("rye", PROBABLY),
        "risen": Answer.yes_no(-YES),
        "hours": Answer.of_number(Fraction(1, 2)),
        "yeast": Answer.choices({"old": YES}),
    }


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"flower": "rye"}, 'answers: there is no fact "flower"; did you mean "flour"?'),
        ({1: "rye"}, 'answers: there is no fact "1"'),
        ({"hours": float("nan")}, "answers: hours needs a number of hours"),
        ({"hours": True}, "answers: hours needs a number of hours"),
        ({"risen": 1}, 'answers: risen: there is no answer "1"'),
        ({"yeast": []}, "answers: an empty list says nothing"),
        ({"yeast": ["old", "fresh"]}, "cannot both be true"),
    ],
)
def test_a_program_is_told_what_is_wrong_with_its_values(answers, words, bread):
    with pytest.raises(InputError) as caught:
        situation_from(answers, bread)
    assert words in str(caught.value)


class Wordless:
    def __str__(self):
        raise RuntimeError


def endless():
    found = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (None, "answers: a mapping of facts to answers was expected, not None"),
        ([("flour", "rye")], "answers: a mapping of facts to answers was expected, not a value of the type list"),
        ("flour: rye", "answers: a mapping of facts to answers was expected, not a value of the type str"),
        ({"yeast": endless()}, "answers: the answers nest more than 24 levels deep"),
        ({"hours": Wordless()}, "answers: a value of the type Wordless cannot be put into words"),
        ({Wordless(): 1}, "answers: a value of the type Wordless cannot be put into words"),
        ({"hours": 10**5000}, "answers: a value of the type int cannot be put into words"),
        ({"old": True}, 'answers: "old" is no fact but an option of yeast: write yeast: {old: yes}'),
    ],
    ids=range(8),
)
def test_whatever_a_program_gives_is_told_in_the_projects_own_error(answers, words, bread):
    with pytest.raises(InputError) as caught:
        situation_from(answers, bread)
    assert str(caught.value).startswith(words)


def test_what_is_no_name_of_a_file_is_told_in_the_projects_own_error(bread):
    for read in (read_situation_file, read_occasions_file):
        for path, kind in ((None, "None"), (3, "a value of the type int"), (["a"], "a value of the type list")):
            with pytest.raises(InputError, match=f"^answers: the name of a file was expected, not {kind}$"):
                read(path, bread)


def refusal_of(read, *arguments):
    try:
        read(*arguments)
    except InputError as error:
        return error
    return InputError([])


def is_clearly_told(error):
    lines = str(error).split("\n") if error.problems else []
    return len(lines) == len(error.problems) and all(printable(line) == line for line in lines)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_situation_or_told_to_be_none(bread, content):
    assert is_clearly_told(refusal_of(read_situation, content, "situation.yaml", bread))


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`,?#~ \t\n\\\x1b\u202e\x85", max_size=60))
def test_any_punctuation_is_a_situation_or_told_to_be_none(bread, text):
    assert is_clearly_told(refusal_of(read_situation, text.encode(), "situation.yaml", bread))


@given(fact=st.sampled_from(["flour", "risen", "hours", "yeast"]), text=st.text(max_size=80))
def test_any_text_is_an_answer_or_told_to_be_none(bread, fact, text):
    assert is_clearly_told(refusal_of(situation_from, {fact: text}, bread))
