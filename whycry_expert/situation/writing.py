"""Writes a situation as a file that reads back as the same situation."""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction

from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer, Choice, Choices, YesNo
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.situation.answers import UNSURE
from whycry_expert.situation.model import Expectation, Situation

_WORDS = {value: word for word, value in CERTAINTY_WORDS.items()}


def situation_text(situation: Situation) -> str:
    """Give the YAML text of a situation: an ordinary situation file, without comments."""
    return "".join(f"{line}\n" for line in _lines(situation)) or "{}\n"


def _lines(situation: Situation) -> Iterator[str]:
    texts = {"title": situation.title, "story": situation.story, "knowledge": situation.written_for}
    yield from (f"{key}: {_text(text)}" for key, text in texts.items() if text)
    for name, given in situation.given.items():
        yield f"{name}: {answer_text(given.answer, given.note)}"
    yield from (f"{name}: {UNSURE}" for name in situation.unsure)
    if situation.expectation is not None:
        yield "expect:"
        yield from (f"  {line}" for line in _expectation(situation.expectation))


def answer_text(answer: Answer, note: str = "") -> str:
    """Give an answer exactly, as a situation file has it."""
    value, certainty = _value_and_certainty(answer)
    if certainty == ONE and not note:
        return value
    parts = [f"answer: {value}"]
    if certainty != ONE:
        parts.append(f"certainty: {_decimal(certainty)}")
    if note:
        parts.append(f"note: {_text(note)}")
    return f"{{{', '.join(parts)}}}"


def _value_and_certainty(answer: Answer) -> tuple[str, Fraction]:
    """Give an answer in words, and the certainty that the words do not tell."""
    if isinstance(answer, YesNo):
        if answer.signed in _WORDS:
            return _WORDS[answer.signed], ONE
        return "yes" if answer.signed > 0 else "no", abs(answer.signed)
    if isinstance(answer, Choices):
        return f"{{{', '.join(f'{_text(name)}: {_signed(signed)}' for name, signed in answer.options)}}}", ONE
    return answer.option if isinstance(answer, Choice) else _decimal(answer.value), answer.certainty


def _signed(signed: Fraction) -> str:
    if signed in _WORDS:
        return _WORDS[signed]
    return f"{{answer: {'yes' if signed > 0 else 'no'}, certainty: {_decimal(abs(signed))}}}"


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0")


def _text(text: str) -> str:
    # a JSON string is a quoted YAML scalar, whatever characters it holds
    return json.dumps(text, ensure_ascii=False)


def _expectation(expected: Expectation) -> Iterator[str]:
    if expected.picture is not None:
        yield f"picture: {expected.picture.value}"
    lists: dict[str, Iterable[str] | None] = {
        "leading": expected.leading,
        **{f"at least {band.value}": names for band, names in expected.at_least.items()},
        **{f"at most {band.value}": names for band, names in expected.at_most.items()},
        "speaks against": expected.speaks_against or None,
        "notices": expected.notices,
    }
    yield from (f"{key}: [{', '.join(names)}]" for key, names in lists.items() if names is not None)


def flag_text(answer: Answer) -> str:
    """Give an answer as a flag such as -f takes it. Certainties that have no word are told by the nearest word."""
    if isinstance(answer, YesNo):
        return _nearest_word(answer.signed)
    if isinstance(answer, Choices):
        return ",".join(_with_word(name, signed) for name, signed in answer.options)
    value, certainty = _value_and_certainty(answer)
    return _with_word(value, certainty)


def _with_word(value: str, certainty: Fraction) -> str:
    word = _nearest_word(certainty)
    return value if word == _WORDS[ONE] else f"{word} {value}"


def _nearest_word(signed: Fraction) -> str:
    return _WORDS[min(_WORDS, key=lambda value: abs(value - signed))]
