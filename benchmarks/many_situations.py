"""Many situations that nobody has written: answers of two example situations each, mixed, as lines of JSON.

Repeating the examples alone would measure how well answers are remembered, since each then comes with the same others.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from subject import ROOT, knowledge

from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.piece import Lines

_SURELY = 0.7
_KEPT = 0.8
_ADDED = 0.2
_OTHER_WORDS = ("file", "title", "story", "expect", "knowledge")


@cache
def lines_of_json(count: int) -> tuple[bytes, ...]:
    """Give so many different situations, none of which clashes."""
    chance = random.Random(0)  # noqa: S311 - the same each time
    examples = [_answers(path) for path in sorted((ROOT / "situations").glob("*.yaml"))]
    found: dict[bytes, None] = {}
    while len(found) < count:
        made = tuple(_mixed(*chance.sample(examples, 2), chance) for _ in range(500))
        found |= dict.fromkeys(line for line in made if conclude(Lines("", 1, (line,)), knowledge()).lines)
    return tuple(found)[:count]


def _answers(path: Path) -> dict[str, Any]:
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone
    return {name: answer for name, answer in document.items() if name not in _OTHER_WORDS}


def _mixed(one: dict[str, Any], other: dict[str, Any], chance: random.Random) -> bytes:
    answers = {name: answer for name, answer in one.items() if chance.random() < _KEPT}
    answers |= {name: answer for name, answer in other.items() if chance.random() < _ADDED}
    for name, answer in answers.items():
        if answer in knowledge().facts[name].option_names and chance.random() > _SURELY:
            answers[name] = f"probably {answer}"
    return json.dumps(answers).encode() + b"\n"
