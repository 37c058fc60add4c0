"""Answers as a program would write them into a line of JSON."""

import json
from fractions import Fraction

from whycry_expert.batch.piece import Lines
from whycry_expert.knowledge.answer import Answer


def plain(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


def signed(certainty: Fraction) -> object:
    return {"answer": "yes" if certainty > 0 else "no", "certainty": plain(abs(certainty))}


def written(answer: Answer) -> object:
    option, certainty = answer.options[0]
    if answer.number is not None:
        return {"answer": plain(answer.number), "certainty": plain(certainty)}
    if answer.rest_denied:
        return {"answer": option, "certainty": plain(certainty)}
    options = {option: signed(certainty) for option, certainty in answer.options}
    return options.get("", options)


def line_of(answers: dict) -> bytes:
    return json.dumps({name: written(answer) for name, answer in answers.items()}).encode() + b"\n"


def piece_of(*lines: bytes | str) -> Lines:
    return Lines("input.jsonl", 1, tuple(line if isinstance(line, bytes) else line.encode() for line in lines))
