"""Writes a situation as a file that reads back as the same situation."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from whycry_expert.knowledge.answer import WORDS_OF_CERTAINTY, Answer, nearest_word
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.decimals import decimal_text
from whycry_expert.printable import printable
from whycry_expert.situation.answers import UNSURE
from whycry_expert.situation.model import Expectation, Situation


def situation_text(situation: Situation) -> str:
    """Give the YAML text of a situation: an ordinary situation file, without comments."""
    return "".join(f"{line}\n" for line in _lines(situation)) or "{}\n"


def _lines(situation: Situation) -> Iterator[str]:
    texts = {"title": situation.title, "story": situation.story, "knowledge": situation.written_for}
    yield from (f"{key}: {quoted_text(text)}" for key, text in texts.items() if text)
    for name, given in situation.given.items():
        yield f"{name}: {answer_text(given.answer, given.note)}"
    yield from (f"{name}: {UNSURE}" for name in situation.unsure)
    if situation.expectation is not None:
        expected = expectation_entries(situation.expectation)
        yield "expect:" if expected else "expect: {}"
        yield from (f"  {key}: {value}" for key, value in expected.items())


def answer_text(answer: Answer, note: str = "") -> str:
    """Give an answer exactly, as a situation file has it."""
    value, certainty = value_and_certainty(answer)
    if certainty == ONE and not note:
        return value
    parts = [f"answer: {value}"]
    if certainty != ONE:
        parts.append(f"certainty: {decimal_text(certainty)}")
    if note:
        parts.append(f"note: {quoted_text(note)}")
    return f"{{{', '.join(parts)}}}"


def value_and_certainty(answer: Answer) -> tuple[str, Fraction]:
    """Give an answer in words, and the certainty that the words do not tell."""
    named, certainty = answer.options[0]
    if answer.number is not None:
        return decimal_text(answer.number), certainty
    if answer.rest_denied:
        return named, certainty
    if named:
        return f"{{{', '.join(f'{name}: {signed_text(signed)}' for name, signed in answer.options)}}}", ONE
    word = WORDS_OF_CERTAINTY.get(certainty)
    return (word, ONE) if word else ("yes" if certainty > 0 else "no", abs(certainty))


def signed_text(signed: Fraction) -> str:
    """Give the exact answer to one option, as a situation file has it."""
    return answer_text(Answer.yes_no(signed))


def quoted_text(text: str) -> str:
    """Give a text as a quoted YAML scalar on one line, with escapes for all that a file may not hold."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{printable(escaped)}"'


def expectation_entries(expected: Expectation) -> dict[str, str]:
    """Give what a situation file states of an outcome, as the keys and values under `expect`."""
    lists: dict[str, Iterable[str] | None] = {
        "leading": expected.leading,
        **{f"at least {band.value}": names for band, names in expected.at_least.items()},
        **{f"at most {band.value}": names for band, names in expected.at_most.items()},
        "speaks against": expected.speaks_against or None,
        "notices": expected.notices,
    }
    picture = {} if expected.picture is None else {"picture": expected.picture.value}
    return picture | {key: f"[{', '.join(names)}]" for key, names in lists.items() if names is not None}


def flag_text(answer: Answer) -> str:
    """Give an answer as a flag such as -f takes it. Certainties that have no word are told by the nearest word."""
    number = decimal_text(answer.number) if answer.number is not None else ""
    return ",".join(_with_word(name or number, signed) for name, signed in answer.options)


def _with_word(value: str, certainty: Fraction) -> str:
    word = nearest_word(certainty)
    return f"{word} {value}" if value and word != "yes" else value or word
