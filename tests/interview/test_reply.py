"""What a person types at a question is understood as they meant it, or they are told what was expected."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_answers import answers_to

from whycry_expert import load_knowledge
from whycry_expert.interview.reply import COMMAND_WORDS, Answered, Command, Misunderstood, read_reply
from whycry_expert.knowledge.answer import Choice, Choices, Number, YesNo
from whycry_expert.knowledge.model import Kind
from whycry_expert.situation.writing import flag_text

KNOWLEDGE = load_knowledge()
FACTS = KNOWLEDGE.facts


def first_of(kind):
    return next(fact for fact in FACTS.values() if fact.kind is kind)


YES_NO, CHOICE, CHOICES, NUMBER = map(first_of, (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.NUMBER))


def reply_to(fact, text):
    return read_reply(text, fact, FACTS)


def answer_to(fact, text):
    reply = reply_to(fact, text)
    assert isinstance(reply, Answered), reply
    ((name, given),) = reply.answers
    assert name == fact.name
    return given.answer if given else None


def chosen(fact, text):
    return {fact.option_names.index(name) + 1: float(signed) for name, signed in answer_to(fact, text).options}


@pytest.mark.parametrize(
    ("typed", "certainty"),
    [
        *[(word, "1") for word in ("yes", "y", "ye", "YES", "  yes ")],
        *[(word, "7/10") for word in ("probably", "prob", "p")],
        *[(word, "2/5") for word in ("maybe", "m", "may")],
        *[(word, "-2/5") for word in ("maybe not", "mn", "maybe n")],
        *[(word, "-7/10") for word in ("probably not", "pn", "probably  not")],
        *[(word, "-1") for word in ("no", "n", "No")],
    ],
)
def test_yes_and_no_are_answered_by_words_or_first_letters(typed, certainty):
    assert answer_to(YES_NO, typed) == YesNo(Fraction(certainty))


@pytest.mark.parametrize("typed", ["u", "unsure", "U", "uns"])
@pytest.mark.parametrize("fact", [YES_NO, CHOICE, CHOICES, NUMBER], ids=lambda fact: fact.kind.value)
def test_any_question_can_be_left_open(fact, typed):
    assert answer_to(fact, typed) is None


def test_one_option_is_chosen_by_its_number_or_its_name():
    second = CHOICE.option_names[1]
    assert answer_to(CHOICE, "2") == answer_to(CHOICE, second) == Choice(second, Fraction(1))
    assert answer_to(CHOICE, "probably 2") == Choice(second, Fraction(7, 10))
    assert answer_to(CHOICE, "p 2") == Choice(second, Fraction(7, 10))


def test_whoever_chooses_some_options_of_those_shown_has_denied_the_others():
    others = dict.fromkeys(range(1, len(CHOICES.options) + 1), -1.0)
    assert chosen(CHOICES, "1 3") == others | {1: 1.0, 3: 1.0}
    assert chosen(CHOICES, "1,3") == chosen(CHOICES, "1, 3") == chosen(CHOICES, "3 1") == chosen(CHOICES, "1 3")
    assert chosen(CHOICES, "probably 2, 4") == others | {2: 0.7, 4: 1.0}
    assert chosen(CHOICES, "p2 4") == chosen(CHOICES, "probably 2, 4")
    assert chosen(CHOICES, "1 maybe 3") == others | {1: 1.0, 3: 0.4}
    assert chosen(CHOICES, CHOICES.option_names[1]) == others | {2: 1.0}
    assert chosen(CHOICES, "none") == chosen(CHOICES, "0") == others


def test_whoever_only_denies_some_options_has_said_nothing_about_the_others():
    assert chosen(CHOICES, "no 3") == {3: -1.0}
    assert chosen(CHOICES, "probably not 1, no 2") == {1: -0.7, 2: -1.0}


def test_a_number_is_answered_by_a_number():
    assert answer_to(NUMBER, "3") == Number(Fraction(3), Fraction(1))
    assert answer_to(NUMBER, "2.5") == Number(Fraction(5, 2), Fraction(1))


def test_any_other_question_can_be_answered_by_its_name_and_then_nothing_else_is_denied():
    first = CHOICES.option_names[0]
    reply = reply_to(YES_NO, f"{CHOICES.name} = {first}")
    ((name, given),) = reply.answers
    assert (name, given.answer) == (CHOICES.name, Choices.of({first: Fraction(1)}))
    ((name, given),) = reply_to(YES_NO, f"{CHOICE.name.upper()}=unsure").answers
    assert (name, given) == (CHOICE.name, None)


@pytest.mark.parametrize(("typed", "command"), COMMAND_WORDS.items())
def test_commands_are_obeyed_at_every_question(typed, command):
    for fact in (YES_NO, CHOICE, CHOICES, NUMBER):
        assert reply_to(fact, typed) is reply_to(fact, f" {typed.upper()} ") is command
    assert isinstance(command, Command)


@pytest.mark.parametrize(
    ("fact", "typed", "expected"),
    [
        (YES_NO, "", "yes, probably"),
        (YES_NO, "perhaps", "perhaps"),
        (YES_NO, "1", "yes"),
        (CHOICE, "0", "1 to"),
        (CHOICE, "99", "99"),
        (CHOICE, "1 2", "one"),
        (CHOICES, "1 99", "99"),
        (CHOICES, "1 1", "1 1"),
        (NUMBER, "many", "number"),
        (NUMBER, "-4", "at least 0"),
        (YES_NO, "relationshp=ex", 'did you mean "relationship"'),
        (YES_NO, "relationship=wifee", "relationship"),
        (YES_NO, "relationship=", "please answer"),
    ],
)
def test_what_is_not_understood_is_met_with_what_was_expected(fact, typed, expected):
    reply = reply_to(fact, typed)
    assert isinstance(reply, Misunderstood)
    assert expected in reply.message


@given(st.text(max_size=40), st.sampled_from([YES_NO, CHOICE, CHOICES, NUMBER]))
def test_whatever_is_typed_is_understood_or_answered_on_one_printable_line(text, fact):
    reply = reply_to(fact, text)
    assert isinstance(reply, (Answered, Command, Misunderstood))
    if isinstance(reply, Misunderstood):
        assert reply.message
        assert reply.message.isprintable()


@given(st.data())
def test_every_answer_that_a_flag_can_carry_can_be_volunteered(data):
    fact = data.draw(st.sampled_from(tuple(FACTS.values())))
    flag = flag_text(data.draw(answers_to(fact)))
    ((name, given),) = reply_to(YES_NO, f"{fact.name}={flag}").answers
    assert (name, flag_text(given.answer)) == (fact.name, flag)
