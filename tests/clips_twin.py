"""The rule base as CLIPS runs it, to be compared with."""

from dataclasses import dataclass

import clips
import pytest

from whycry_expert.export.clips import clips_program
from whycry_expert.export.clips_vocabulary import facts_of_answers
from whycry_expert.knowledge.model import Knowledge


@dataclass(frozen=True)
class ClipsOutcome:
    certainties: dict
    fired: dict
    findings: dict
    notices: tuple
    leading: frozenset
    picture: str
    added: frozenset


class ClipsTwin:
    def __init__(self, knowledge: Knowledge, folder) -> None:
        path = folder / "rules.clp"
        path.write_text(clips_program(knowledge), encoding="utf-8")
        self.environment = clips.Environment()
        self.environment.load(str(path))

    def run(self, answers: dict) -> ClipsOutcome:
        self.environment.reset()
        for fact in facts_of_answers(answers):
            self.environment.assert_string(fact)
        self.environment.run()
        return self._outcome()

    def _outcome(self) -> ClipsOutcome:
        found: dict = {}
        for fact in self.environment.facts():
            values = [str(fact[0])] if fact.template.implied else [value for _, value in fact]
            found.setdefault(fact.template.name, []).append(values)
        weights: dict = {}
        for rule, weight in found.get("fired", []):
            weights[str(rule)] = max(weight, weights.get(str(rule), 0))
        urgent = sorted((urgency, str(name)) for name, urgency, _ in found.get("notice", []))
        return ClipsOutcome(
            certainties={str(name): value for name, value in found["reading"]},
            fired=weights,
            findings={str(name): value for name, value in found.get("finding", [])},
            notices=tuple(dict.fromkeys(name for _, name in urgent)),
            leading=frozenset(str(name) for (name,) in found.get("leading", [])),
            picture=found["picture"][0][0],
            added=frozenset(str(name) for (name,) in found.get("added", [])),
        )


def assert_near(outcome, told):
    """CLIPS counts in binary fractions, and in no order says what leads."""
    for name in ("certainties", "fired", "findings"):
        exact = {key: float(value) for key, value in getattr(told, name).items()}
        assert getattr(outcome, name) == pytest.approx(exact, abs=1e-9, rel=0), name
    for name in ("notices", "picture", "added"):
        assert getattr(outcome, name) == getattr(told, name)
    assert outcome.leading == frozenset(told.leading)
