"""One inference in CLIPS, with the program that `whycry-expert kb export clips` writes.

Answers reach CLIPS in two ways: as text, through clipspy as it comes, which asks a router written in Python about every
character; and as facts that are built from Python's values, with no Python in between, which is four times as quick.
What CLIPS concludes is left inside it: reading it out would measure Python.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import clips

from whycry_expert.export.clips import clips_program
from whycry_expert.export.clips_vocabulary import facts_of_answers
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation


class ClipsReference:
    """The rule base, loaded into CLIPS once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._environment = clips.Environment()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "rules.clp")
            path.write_text(clips_program(knowledge), encoding="utf-8")
            self._environment.load(str(path))

    @property
    def rules(self) -> int:
        """How many defrules there are."""
        return sum(1 for _ in self._environment.rules())

    def from_text(self, situation: Situation) -> Callable[[], object]:
        """Give the inference that asserts its answers as text: the usual way, and the one behind the goals."""
        facts = facts_of_answers(situation.answers)
        environment = self._environment

        def run() -> None:
            environment.reset()
            for fact in facts:
                environment.assert_string(fact)
            environment.run()

        return run

    def from_values(self, situation: Situation) -> Callable[[], object]:
        """Give the inference that asserts its answers as facts built from values: the quickest way."""
        environment = self._environment
        environment.reset()
        asserted = [environment.assert_string(fact) for fact in facts_of_answers(situation.answers)]
        built = [(fact.template, dict(fact)) for fact in asserted]

        def run() -> None:
            environment.reset()
            for template, slots in built:
                template.assert_fact(**slots)
            environment.run()

        return run
