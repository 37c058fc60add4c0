"""Answers and rules, said back in sentences."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from whycry_expert.enumeration import all_of
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.trace import Matched
from whycry_expert.knowledge.answer import Answer, Answers, Changes, Slot
from whycry_expert.knowledge.decimals import readable
from whycry_expert.knowledge.model import Fact, Knowledge, Option, Passage, Rule
from whycry_expert.presentation import wording
from whycry_expert.situation.answers import UNSURE
from whycry_expert.situation.model import Given
from whycry_expert.situation.writing import flag_text

_SURE = Fraction(9, 10)
_RATHER = Fraction(55, 100)
_NO_QUOTATION_MARK = dict.fromkeys(
    map(ord, '"\u02ba\u02ee\u05f4\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e\u2e42\u301d\u301e\u301f\uff02'), "'"
)
"""What looks like a quotation mark is read as one."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def hedged(sentence: str, certainty: Fraction) -> str:
    """Add how sure an answer was to a sentence: nothing, (probably) or (maybe)."""
    if certainty >= _SURE:
        return sentence
    return f"{sentence} ({'probably' if certainty >= _RATHER else 'maybe'})"


def in_own_words(text: str) -> str:
    """Put what a person wrote into quotation marks, which it cannot close itself: nothing in it was concluded."""
    return f'"{" ".join(text.split()).translate(_NO_QUOTATION_MARK)}"'


def noted(given: Given) -> tuple[str, ...]:
    """Give the note on an answer, if there is one, as what it is: the words of whoever wrote it."""
    return (f"{wording.OWN_NOTE} {in_own_words(given.note)}",) if given.note else ()


def answer_sentences(fact: Fact, answer: Answer) -> tuple[str, ...]:
    """Say an answer back, in one sentence or, for several options, in one each."""
    return tuple(_sentences(fact, answer))


def _sentences(fact: Fact, answer: Answer) -> Iterator[str]:
    if answer.number is not None:
        yield hedged(fact.yes.replace("{answer}", amount(fact, answer.number)), answer.certainty)
        return
    given = dict(answer.options)
    for said in fact.options or (fact,):
        signed = given.get(said.name if fact.options else "")
        if signed is not None:
            yield option_sentence(said, signed)


def option_sentence(said: Fact | Option, signed: Fraction) -> str:
    """Say an option, or a yes-no fact, back as it was answered."""
    return hedged(said.yes if signed > 0 else said.no, abs(signed))


def slot_sentence(knowledge: Knowledge, slot: Slot, answer: Answer | None) -> str:
    """Say the answer in a slot back, or that there is none."""
    fact = knowledge.facts[slot[0]]
    if answer is not None:
        return answer_sentences(fact, answer)[0]
    asked = fact.option(slot[1]).label if slot[1] else fact.question
    return f"Not answered: {asked}"


def slot_sentences(knowledge: Knowledge, answers: Changes) -> Iterator[str]:
    """Say what is in some slots, a sentence for each."""
    return (slot_sentence(knowledge, *change) for change in answers.items())


def slot_name(slot: Slot) -> str:
    """Name a slot: the fact and, where there is one, the option."""
    return ": ".join(filter(None, slot))


def slot_words(slot: Slot, answer: Answer | None) -> str:
    """Write the answer in a slot as the command line takes it."""
    fact, option = slot
    return f"{fact}={flag_text(answer) if answer is not None else f'{UNSURE} {option}'.rstrip()}"


def changes_words(changes: Changes) -> str:
    """Write what becomes of some slots as the command line takes it, in a line."""
    return all_of(slot_words(*change) for change in changes.items())


def amount(fact: Fact, number: Fraction) -> str:
    """Say a number with the unit of its fact."""
    return f"{readable(number)} {fact.unit_of_one if number == 1 else fact.unit}"


def plain_number(value: Fraction) -> str:
    """Write a certainty or a weight to six digits, without needless ones."""
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
    if answer.number is not None:
        return amount(fact, answer.number)
    if fact.options:
        return ", ".join(option.label for option in fact.options if (answer.at(option.name) or 0) > 0)
    return "yes" if answer.certainty > 0 else "no"


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
