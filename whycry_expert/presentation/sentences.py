"""Answers and rules, said back in sentences."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.trace import Matched
from whycry_expert.knowledge.answer import Answer, Answers, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.model import Fact, Knowledge, Passage, Rule
from whycry_expert.presentation import wording
from whycry_expert.situation.answers import UNSURE
from whycry_expert.situation.model import Given
from whycry_expert.situation.single_answers import SingleAnswer
from whycry_expert.situation.writing import flag_text

_SURE = Fraction(9, 10)
_RATHER = Fraction(55, 100)
_BRACES = re.compile(r"\{([^{}]*)\}")


def hedged(sentence: str, certainty: Fraction) -> str:
    """Add how sure an answer was to a sentence: nothing, (probably) or (maybe)."""
    if certainty >= _SURE:
        return sentence
    return f"{sentence} ({'probably' if certainty >= _RATHER else 'maybe'})"


def in_own_words(text: str) -> str:
    """Put what a person wrote into quotation marks, which it cannot close itself: nothing in it was concluded."""
    return f'"{text.replace(chr(34), chr(39))}"'


def noted(given: Given) -> tuple[str, ...]:
    """Give the note on an answer, if there is one, as what it is: the words of whoever wrote it."""
    return (f"{wording.OWN_NOTE} {in_own_words(given.note)}",) if given.note else ()


def answer_sentences(fact: Fact, answer: Answer) -> tuple[str, ...]:
    """Say an answer back, in one sentence or, for several options, in one each."""
    return tuple(_sentences(fact, answer))


def _sentences(fact: Fact, answer: Answer) -> Iterator[str]:
    if isinstance(answer, YesNo):
        yield hedged(fact.yes if answer.signed > 0 else fact.no, abs(answer.signed))
    elif isinstance(answer, Choice):
        yield hedged(fact.option(answer.option).yes, answer.certainty)
    elif isinstance(answer, Choices):
        given = dict(answer.options)
        for option in fact.options:
            if option.name in given:
                signed = given[option.name]
                yield hedged(option.yes if signed > 0 else option.no, abs(signed))
    else:
        yield hedged(fact.yes.replace("{answer}", amount(fact, answer)), answer.certainty)


def single_sentence(knowledge: Knowledge, single: SingleAnswer) -> str:
    """Say one single answer back, or that it is not given."""
    fact = knowledge.facts[single.fact]
    answer = single.as_answer()
    if answer is not None:
        return answer_sentences(fact, answer)[0]
    asked = fact.option(single.option).label if single.option else fact.question
    return f"Not answered: {asked}"


def single_words(single: SingleAnswer) -> str:
    """Write one single answer as the command line takes it."""
    answer = single.as_answer()
    if answer is not None:
        return f"{single.fact}={flag_text(answer)}"
    return f"{single.fact}={f'{UNSURE} {single.option}' if single.option else UNSURE}"


def amount(fact: Fact, answer: Number) -> str:
    """Say a number with its unit."""
    return f"{plain_number(answer.value)} {fact.unit_of_one if answer.value == 1 else fact.unit}"


def plain_number(value: Fraction) -> str:
    """Write a number without needless decimals."""
    return f"{float(value):g}"


def signed(points: Decimal) -> str:
    """Write points with their sign; none are 0."""
    return f"{points:+}" if points else "0"


def because_sentence(knowledge: Knowledge, rule: Rule, answers: Answers) -> str:
    """Say why a rule speaks, with the answers that its sentence names filled in."""

    def fill(match: re.Match[str]) -> str:
        fact = knowledge.facts[match[1]]
        answer = answers.get(fact.name)
        return _label(fact, answer) if answer is not None else fact.name

    return _BRACES.sub(fill, rule.because)


def _label(fact: Fact, answer: Answer) -> str:
    if isinstance(answer, Choice):
        return fact.option(answer.option).label
    if isinstance(answer, Choices):
        labels = [fact.option(name).label for name in fact.option_names if (answer.signed(name) or 0) > 0]
        return ", ".join(labels)
    if isinstance(answer, Number):
        return amount(fact, answer)
    return "yes" if answer.signed > 0 else "no"


def spoken(passages: Iterable[Passage], conclusion: Conclusion) -> tuple[Passage, ...]:
    """Give the passages that a conclusion comes with: those without a condition, or whose condition holds."""
    holds = conclusion.standing.holds
    return tuple(passage for passage in passages if passage.condition is None or holds(passage.condition))


def picture_text(conclusion: Conclusion) -> str:
    """Say which picture it is, in the band of what leads."""
    return conclusion.knowledge.about.picture_text(conclusion.picture, conclusion.readings[0].band)


def matched_text(matched: tuple[Matched, ...]) -> str:
    """Write what a rule matched, with the certainty of each."""
    return "; ".join(f"{match.test} ({plain_number(match.certainty)})" for match in matched)
