"""What follows from some answers, stage by stage, with every step that the trace must have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Line, Meaning, Notice, Rule
from whycry_expert.proof.arithmetic import STRENGTHS, combined, leading_of, picture_of, points_of
from whycry_expert.proof.conditions import Held, Said, World, held, holds, subject_of
from whycry_expert.proof.exact_json import Json

Step = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks in one direction within one line of evidence: rules with their signed amounts, strongest first."""

    line: Line
    direction: Direction
    ranked: tuple[tuple[Rule, Fraction], ...]

    @property
    def contribution(self) -> Fraction:
        """The amount that counts."""
        return self.ranked[0][1]


@dataclass(frozen=True, slots=True)
class Derivation:
    """All that follows. `sides` and `certainties` are by meaning; `steps` lack their number alone."""

    world: World
    notices: tuple[Notice, ...]
    sides: Mapping[str, tuple[Side, ...]]
    certainties: Mapping[str, Fraction]
    leading: tuple[str, ...]
    picture: str
    steps: tuple[Step, ...]

    def added(self, meaning: Meaning) -> bool:
        """Tell whether the picture itself brings a meaning in."""
        return any(picture.value == self.picture for picture in meaning.concluded_when)


def derive(knowledge: Knowledge, answers: Mapping[str, Said]) -> Derivation:
    """Work out what follows from some answers: notices, findings, meanings and the conclusion, in this order.

    Within a stage the order is that of urgency for notices, of dependencies for findings, of numbers for meanings,
    and that of the files and of the alternatives for rules.
    """
    facts_alone = World(answers)
    steps: list[Step] = []
    raised = tuple(notice for notice in _by_urgency(knowledge) if holds(notice.condition, facts_alone))
    for notice in raised:
        steps += _notice_steps(notice, facts_alone)
    support: dict[str, Fraction] = {}
    world = World(answers, support)
    for finding in knowledge.findings:
        steps += _finding_steps(finding, world, support)
    sides: dict[str, tuple[Side, ...]] = {}
    for meaning in knowledge.meanings:
        amounts: dict[str, Fraction] = {}
        steps += _meaning_steps(meaning, world, amounts)
        sides[meaning.name] = tuple(_sides(meaning, amounts))
    certainties = {name: combined(side.contribution for side in found) for name, found in sides.items()}
    leading = leading_of(certainties)
    found = Derivation(world, raised, sides, certainties, leading, picture_of(leading), tuple(steps))
    return Derivation(*_parts(found), (*steps, *_conclusion_steps(knowledge, found)))
