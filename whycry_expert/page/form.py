"""What a person sent with a page, and the answer that it gives to a question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from whycry_expert.errors import Complaints, Place
from whycry_expert.interview.topics import TOPICS
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer, nearest_word
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.decimals import decimal_text, readable
from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.situation.answers import read_answer
from whycry_expert.situation.model import Given
from whycry_expert.source import ScalarNode

ANSWER: Final = "answer"
OTHERS: Final = "others"
HOW_SURE: Final = "sure"
NONE_OF_OTHERS: Final = "none"
SURE: Final = "yes"
SURE_WORDS: Final = tuple(word for word, signed in CERTAINTY_WORDS.items() if signed > 0)
"""How sure someone can be of an answer as a whole."""
OPTION_WORDS: Final = tuple(word for word in CERTAINTY_WORDS if word != SURE)
"""What can be said of one option instead of ticking it."""
YOUR_ANSWER: Final = Place("your answer")
_LONGEST_NUMBER: Final = 40
_LONGEST_POSITION: Final = 9
_NO_OPTION: Final = "Choose all that fit, or None of the others, or press Not sure."
_NO_TOPIC: Final = "Choose at least one, or press Ask me about all of them."


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with all that was sent for it, and the file that came with it, if any."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: bytes = b""
    file_name: str = ""

    def all(self, name: str) -> tuple[str, ...]:
        """Read all values of a field, in the order in which they were sent; none where there is no such field."""
        return self.fields.get(name, ())

    def one(self, name: str) -> str:
        """Read the value of a field that was sent last, or an empty text."""
        return self.all(name)[-1] if self.all(name) else ""

    def number(self, name: str, among: int) -> int | None:
        """Give the number from 0 that was sent for a field, where it is below `among`."""
        text = self.one(name)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_POSITION else among
        return number if number < among else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a form, in a line each, and the field that it is about."""

    messages: tuple[str, ...]
    field: str = ANSWER


@dataclass(frozen=True, slots=True)
class Ticked:
    """How a question is filled in, option by option; `text` is that of a number."""

    options: frozenset[int] = frozenset()
    words: Mapping[int, str] = field(default_factory=dict)
    sure: str = SURE
    none_of_others: bool = False
    text: str = ""


def ticked_in(form: Form, fact: Fact) -> Ticked:
    """Read how a question is filled in. What no page offers is passed over."""
    known = len(_names(fact))
    options = frozenset(int(text) for text in form.all(ANSWER) if text in map(str, range(known)))
    told = {at: form.one(f"{HOW_SURE}-{at}") for at in range(known)}
    sure = form.one(HOW_SURE)
    return Ticked(
        options,
        {at: word for at, word in told.items() if word in OPTION_WORDS},
        sure if sure in SURE_WORDS else SURE,
        none_of_others=bool(form.one(NONE_OF_OTHERS)) and fact.several,
        text=form.one(ANSWER)[:_LONGEST_NUMBER] if fact.kind is Kind.NUMBER else "",
    )


def ticked_as(fact: Fact, answer: Answer | None) -> Ticked:
    """Give how a question is filled in with an answer that was given. Certainties without a word get the nearest."""
    if answer is None:
        return Ticked()
    if fact.several:
        return _options_ticked(fact, answer)
    option, signed = answer.options[0]
    sure = nearest_word(abs(signed), SURE_WORDS)
    if answer.number is not None:
        return Ticked(sure=sure, text=decimal_text(answer.number))
    return Ticked(frozenset({_names(fact).index(option or ("yes" if signed > 0 else "no"))}), sure=sure)


def _options_ticked(fact: Fact, answer: Answer) -> Ticked:
    signed = {fact.option_names.index(name): value for name, value in answer.options}
    rest = len(signed) == len(fact.options) and any(value == -ONE for value in signed.values())
    words = {
        at: nearest_word(value, OPTION_WORDS)
        for at, value in signed.items()
        if value != ONE and not (rest and value == -ONE)
    }
    return Ticked(frozenset(at for at, value in signed.items() if value == ONE), words, none_of_others=rest)


def _names(fact: Fact) -> tuple[str, ...]:
    return ("yes", "no") if fact.kind is Kind.YES_NO else fact.option_names


def read_form(form: Form, fact: Fact) -> Given | Mistake:
    """Give the answer that a form holds. What was not ticked is not answered, unless none of the others is so."""
    ticked = ticked_in(form, fact)
    if fact.kind is Kind.NUMBER:
        return _number(fact, ticked)
    if fact.several:
        return _choices(fact, ticked)
    if len(ticked.options) != 1:
        return Mistake(("Choose one answer, or press Not sure.",))
    (at,) = ticked.options
    certainty = CERTAINTY_WORDS[ticked.sure]
    if fact.kind is Kind.YES_NO:
        return Given(Answer.yes_no(certainty if at == 0 else -certainty), YOUR_ANSWER)
    return Given(Answer.choice(fact.option_names[at], certainty), YOUR_ANSWER)


def _choices(fact: Fact, ticked: Ticked) -> Given | Mistake:
    twofold = [fact.options[at].label for at, word in ticked.words.items() if _denied(word) and at in ticked.options]
    if twofold:
        return Mistake((f"You ticked this and also said that it is not so: {'; '.join(twofold)}.",))
    signed = dict.fromkeys(fact.option_names, -ONE) if ticked.none_of_others else {}
    signed |= {fact.option_names[at]: ONE for at in ticked.options}
    signed |= {fact.option_names[at]: CERTAINTY_WORDS[word] for at, word in ticked.words.items()}
    if not signed:
        return Mistake((_NO_TOPIC if fact.name == TOPICS else _NO_OPTION,))
    return Given(Answer.choices(signed), YOUR_ANSWER)


def _denied(word: str) -> bool:
    return CERTAINTY_WORDS[word] < 0


def _number(fact: Fact, ticked: Ticked) -> Given | Mistake:
    complaints = Complaints()
    written = ticked.text.strip().replace(",", ".")
    if not written:
        return Mistake((f"Write a number of {fact.unit}, such as 3, or press Not sure.",))
    given = read_answer(fact, ScalarNode(written, YOUR_ANSWER), complaints)
    if given is None:
        return Mistake((_number_expected(fact),))
    return Given(given.answer.weighed(CERTAINTY_WORDS[ticked.sure]), YOUR_ANSWER)


def _number_expected(fact: Fact) -> str:
    return f"Write a number of {fact.unit}{''.join(_range(fact))}, such as 3, or press Not sure."


def _range(fact: Fact) -> Iterator[str]:
    if fact.least is not None:
        yield f", at least {readable(fact.least)}"
    if fact.most is not None:
        yield f", at most {readable(fact.most)}"
