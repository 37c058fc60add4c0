"""Conclusions as the program writes them, for the proof checker to judge."""

from fractions import Fraction

from hypothesis import strategies as st
from msgspec.structs import replace
from random_answers import some_answers

from whycry_expert.knowledge.answer import Answer
from whycry_expert.presentation.as_json import to_json
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.model import Situation


def conclusion(knowledge, situation: Situation) -> bytes:
    return to_json(report_on(knowledge, situation)).encode()


def written_answers(knowledge, most: int = 25) -> st.SearchStrategy:
    """Answers with certainties as a person can write them: JSON has no exact third."""
    return some_answers(knowledge, most).map(lambda answers: {name: _written(said) for name, said in answers.items()})


def _written(answer):
    return replace(answer, options=tuple((option, _decimal(signed)) for option, signed in answer.options))


def _decimal(value: Fraction) -> Fraction:
    return Fraction(round(value * 100), 100)


def answers_in(facts: dict, knowledge) -> dict:
    """The answers that the facts of a conclusion state."""
    found = {}
    for name, told in facts.items():
        kind = knowledge.facts[name].kind.value
        if kind == "choices":
            found[name] = Answer.choices(told["options"])
        elif kind == "yes-no":
            found[name] = Answer.yes_no(told["certainty"])
        else:
            made = Answer.choice if kind == "choice" else Answer.of_number
            found[name] = made(told["answer"], told["certainty"])
    return {name: found[name] for name in knowledge.facts if name in found}
