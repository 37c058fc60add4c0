"""What a person types at a question is understood as they meant it, or they are told what was expected."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED as KNOWLEDGE
from random_answers import answers_to

from whycry_expert.interview.commands import COMMAND_WORDS, Command, command_in
from whycry_expert.interview.reply import Answered, Misunderstood, read_reply
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind
from whycry_expert.situation.writing import flag_text

FACTS = KNOWLEDGE.facts


def first_of(kind):
    return next(fact for fact in FACTS.values() if fact.kind is kind)


YES_NO, CHOICE, CHOICES, NUMBER = map(first_of, (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.NUMBER))
SEVEN = next(fact for fact in FACTS.values() if fact.kind is Kind.CHOICES and len(fact.options) == 7)


def reply_to(fact, text):
    return read_reply(text, fact, FACTS)


def answer_to(fact, text):
    reply = reply_to(fact, text)
    assert isinstance(reply, Answered), reply
    assert reply.fact == fact.name
    return reply.given.answer if reply.given else None


def chosen(text):
    return {SEVEN.option_names.index(name) + 1: float(signed) for name, signed in answer_to(SEVEN, text).options}


def only(signed):
    return dict.fromkeys(range(1, len(SEVEN.options) + 1), -1.0) | signed


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
    assert answer_to(YES_NO, typed) == Answer.yes_no(Fraction(certainty))


@pytest.mark.parametrize("typed", ["u", "unsure", "U", "uns"])
@pytest.mark.parametrize("fact", [YES_NO, CHOICE, CHOICES, NUMBER], ids=lambda fact: fact.kind.value)
def test_any_question_can_be_left_open(fact, typed):
    assert answer_to(fact, typed) is None


def test_one_option_is_chosen_by_its_number_or_its_name():
    second = CHOICE.option_names[1]
    assert answer_to(CHOICE, "2") == answer_to(CHOICE, second) == Answer.choice(second, Fraction(1))
    assert answer_to(CHOICE, "probably 2") == Answer.choice(second, Fraction(7, 10))
    assert answer_to(CHOICE, "p 2") == Answer.choice(second, Fraction(7, 10))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 3", {1: 1, 3: 1}),
        ("1,3", {1: 1, 3: 1}),
        ("3 and 1", {1: 1, 3: 1}),
        ("7, 5 and 6", {5: 1, 6: 1, 7: 1}),
        ("7, 5, and 6.", {5: 1, 6: 1, 7: 1}),
        ("1 & 3", {1: 1, 3: 1}),
        ("1) 3)", {1: 1, 3: 1}),
        ("5-7", {5: 1, 6: 1, 7: 1}),
        ("5 \u2013 7", {5: 1, 6: 1, 7: 1}),
        ("7-5", {5: 1, 6: 1, 7: 1}),
        ("5 to 7, 1", {1: 1, 5: 1, 6: 1, 7: 1}),
        ("maybe 3", {3: 0.4}),
        ("3 maybe", {3: 0.4}),
        ("3 Maybe Not", {3: -0.4}),
        ("m3", {3: 0.4}),
        ("3, probably", None),
        ("maybe 5-7", {5: 0.4, 6: 0.4, 7: 0.4}),
        ("probably 2, 4", {2: 0.7, 4: 1}),
        ("4, 2 probably", {2: 0.7, 4: 1}),
        ("p2 4", {2: 0.7, 4: 1}),
        ("1 maybe 3", {1: 1, 3: 0.4}),
        ("1 maybe and 3", {1: 0.4, 3: 1}),
        ("1 probably 3 maybe", {1: 0.7, 3: 0.4}),
        ("no 3", {3: -1}),
        ("3 no", {3: -1}),
        ("not 3", {3: -1}),
        ("probably not 1, no 2", {1: -0.7, 2: -1}),
        ("\u0663", {3: 1}),
        ("\uff11 \uff13", {1: 1, 3: 1}),
        ("003", {3: 1}),
    ],
)
def test_options_are_understood_as_people_type_them(typed, meant):
    if meant is None:
        assert isinstance(reply_to(SEVEN, typed), Misunderstood)
    else:
        assert chosen(typed) == pytest.approx(meant)


def test_an_option_is_named_by_its_number_its_name_or_the_beginning_of_its_name():
    second = SEVEN.option_names[1]
    assert chosen(second) == chosen(second[:5]) == chosen(f"yes {second}") == {2: 1}
    assert chosen(f"1, maybe {second}") == {1: 1, 2: 0.4}


def test_what_is_not_named_is_not_answered():
    assert chosen("1 3") == {1: 1, 3: 1}
    assert chosen(SEVEN.option_names[1]) == {2: 1}


@pytest.mark.parametrize("typed", ["1 3 only", "only 1 3", "only 1 and 3", "1, 3 only", "1 3 ONLY"])
def test_only_says_that_none_of_the_others_is_so(typed):
    assert chosen(typed) == only({1: 1, 3: 1})


def test_only_goes_with_how_sure_one_is_and_with_a_denial_beside_it():
    assert chosen("maybe 3 only") == only({3: 0.4})
    assert chosen("1, maybe not 3 only") == only({1: 1, 3: -0.4})
    assert answer_to(CHOICE, "2 only") == Answer.choice(CHOICE.option_names[1], Fraction(1))


@pytest.mark.parametrize("typed", ["none", "0", "None of them", "none of these", "None of the above", "nothing"])
def test_none_says_that_nothing_of_what_was_shown_is_so(typed):
    assert chosen(typed) == only({})


@pytest.mark.parametrize(("typed", "told"), [("only", "1 only"), ("no 3 only", "1 only"), ("1 only 3", "1 only 3")])
def test_only_without_anything_that_is_so_is_not_taken(typed, told):
    reply = reply_to(SEVEN, typed)
    assert isinstance(reply, Misunderstood)
    assert told in reply.message


@pytest.mark.parametrize("typed", ["maybe 1 3", "1 3 maybe", "p2 maybe", "maybe p2"])
def test_a_word_that_could_belong_to_more_than_one_option_is_not_guessed_at(typed):
    reply = reply_to(SEVEN, typed)
    assert isinstance(reply, Misunderstood)
    assert "maybe 1, maybe 3" in reply.message


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("1 maybe 3", "1 yes, 3 maybe"),
        ("p2 4", "2 probably, 4 yes"),
        ("1 n 3", "1 yes, 3 no"),
        ("1 3", ""),
        ("maybe 3", ""),
        ("1 3 only", ""),
    ],
)
def test_how_words_among_several_options_were_understood_is_said_back(typed, heard):
    assert reply_to(SEVEN, typed).heard == heard


def test_a_number_is_answered_by_a_number():
    assert answer_to(NUMBER, "3") == Answer.of_number(Fraction(3), Fraction(1))
    assert answer_to(NUMBER, "2.5") == answer_to(NUMBER, "2,5") == Answer.of_number(Fraction(5, 2), Fraction(1))
    assert answer_to(NUMBER, "\u0663") == Answer.of_number(Fraction(3), Fraction(1))


@pytest.mark.parametrize("typed", ["maybe 3", "3 maybe", "3 m", "maybe 3 years", "3 years maybe"])
def test_a_number_has_how_sure_one_is_before_or_after_it(typed):
    assert NUMBER.unit == "years"
    assert answer_to(NUMBER, typed) == Answer.of_number(Fraction(3), Fraction(2, 5))


def test_any_other_question_can_be_answered_by_its_name_and_then_nothing_else_is_denied():
    first = CHOICES.option_names[0]
    reply = reply_to(YES_NO, f"{CHOICES.name} = {first}")
    assert (reply.fact, reply.given.answer) == (CHOICES.name, Answer.choices({first: Fraction(1)}))
    reply = reply_to(YES_NO, f"{CHOICE.name.upper()}=unsure")
    assert (reply.fact, reply.given) == (CHOICE.name, None)


@pytest.mark.parametrize(("typed", "command"), COMMAND_WORDS.items())
def test_a_command_is_a_whole_line_in_any_case(typed, command):
    assert command_in(typed) is command_in(f" {typed.upper()} ") is command
    assert isinstance(command, Command)
    assert command_in(f"{typed} 1") is command_in(f"./{typed}") is None


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
        (CHOICES, "1 1", "1 is there twice"),
        (CHOICES, "2-3 3", "3 is there twice"),
        (CHOICES, "1-99", "99"),
        (CHOICES, "1-2-3", "1-2-3"),
        (CHOICES, "none 3", "none 3"),
        (CHOICES, "all", "such as 1 3"),
        (CHOICES, "no", "or none"),
        (CHOICES, "\u00b2", "\u00b2"),
        (CHOICES, "1" * 5000, "too long"),
        (CHOICES, "1" * 1500, "is not among the answers"),
        (CHOICES, "1 " * 250, "1 is there twice"),
        (CHOICE, "2-3", "one number"),
        (CHOICE, "no 2", "one number"),
        (CHOICE, "none", "one number"),
        (NUMBER, "1" * 5000, "too long"),
        (NUMBER, "1" * 1500, "number"),
        (NUMBER, "\u00bd", "number"),
        (NUMBER, "1,000", "number"),
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
    assert isinstance(reply, (Answered, Misunderstood))
    if isinstance(reply, Misunderstood):
        assert reply.message
        assert reply.message.isprintable()


@given(st.data())
def test_every_answer_that_a_flag_can_carry_can_be_volunteered(data):
    fact = data.draw(st.sampled_from(tuple(FACTS.values())))
    flag = flag_text(data.draw(answers_to(fact)))
    reply = reply_to(YES_NO, f"{fact.name}={flag}")
    assert (reply.fact, flag_text(reply.given.answer)) == (fact.name, flag)


TOKENS = st.sampled_from(
    [*"0123456789", "-", ",", "and", "to", "maybe", "not", "p", "no", "only", "none", "m2", "\u00b2"]
)


@given(st.lists(TOKENS | st.sampled_from(SEVEN.option_names), max_size=12), st.sampled_from([SEVEN, CHOICE]))
def test_nothing_is_ever_understood_that_was_not_typed(tokens, fact):
    reply = reply_to(fact, " ".join(tokens))
    if isinstance(reply, Answered) and reply.given is not None:
        answer = reply.given.answer
        firm = [name for name, value in answer.options if value == 1]
        said = {*tokens, *(str(number) for number in range(10))} if "-" in tokens or "to" in tokens else set(tokens)
        assert all({name, str(fact.option_names.index(name) + 1)} & said for name in firm)


def test_an_option_that_is_answered_as_if_it_were_a_question_says_how_it_is_typed():
    reply = reply_to(YES_NO, "sorry=yes")
    assert isinstance(reply, Misunderstood)
    assert reply.message == "sorry is an answer to he-said: please type he-said=sorry"
