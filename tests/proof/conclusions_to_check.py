"""Conclusions as the program writes them, for the proof checker to judge."""

from fractions import Fraction

from hypothesis import strategies as st
from random_answers import some_answers

from whycry_expert.knowledge.answer import Choice, Choices, Number, YesNo
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.model import Situation


def conclusion(knowledge, situation: Situation) -> bytes:
    return to_json(report_on(knowledge, situation)).encode()


def written_answers(knowledge, most: int = 25) -> st.SearchStrategy:
    """Answers with certainties as a person can write them: JSON has no exact third."""
    return some_answers(knowledge, most).map(lambda answers: {name: _written(said) for name, said in answers.items()})


def _written(answer):
    if isinstance(answer, YesNo):
        return YesNo(_decimal(answer.signed))
    if isinstance(answer, Choices):
        return Choices.of({option: _decimal(signed) for option, signed in answer.options})
    if isinstance(answer, Choice):
        return Choice(answer.option, _decimal(answer.certainty))
    return Number(answer.value, _decimal(answer.certainty))


def _decimal(value: Fraction) -> Fraction:
    return Fraction(round(value * 100), 100)


def answers_in(facts: dict, knowledge) -> dict:
    """The answers that the facts of a conclusion state."""
    found = {}
    for name, told in facts.items():
        kind = knowledge.facts[name].kind.value
        if kind == "choices":
            found[name] = Choices.of(told["options"])
        elif kind == "yes-no":
            found[name] = YesNo(told["certainty"])
        else:
            found[name] = (Choice if kind == "choice" else Number)(told["answer"], told["certainty"])
    return {name: found[name] for name in knowledge.facts if name in found}
