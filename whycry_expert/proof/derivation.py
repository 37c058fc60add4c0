"""What follows from some answers, stage by stage."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Line, Meaning, Notice, Rule
from whycry_expert.proof.arithmetic import STRENGTHS, combined, leading_of, picture_of
from whycry_expert.proof.conditions import Held, Said, World, held


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired in one of its alternatives, with the signed amount that it brings."""

    rule: Rule
    held: Held
    amount: Fraction


@dataclass(frozen=True, slots=True)
class DerivedSide:
    """What speaks in one direction within one line of evidence: rules with their amounts, strongest first."""

    line: Line
    direction: Direction
    ranked: tuple[tuple[Rule, Fraction], ...]

    @property
    def counted(self) -> tuple[Rule, Fraction]:
        """The one rule that counts, with its amount."""
        return self.ranked[0]


@dataclass(frozen=True, slots=True)
class Derivation:
    """All that follows. What fired stands in the order in which it fires; `sides` and `certainties` are by meaning."""

    world: World
    raised: tuple[tuple[Notice, tuple[Held, ...]], ...]
    findings: tuple[tuple[Finding, tuple[Fired, ...]], ...]
    meanings: tuple[tuple[Meaning, tuple[Fired, ...]], ...]
    sides: Mapping[str, tuple[DerivedSide, ...]]
    certainties: Mapping[str, Fraction]
    leading: tuple[str, ...]
    picture: str

    def adds(self, meaning: Meaning) -> bool:
        """Tell whether the picture itself brings a meaning in."""
        return self.picture in {picture.value for picture in meaning.concluded_when}


def derive(knowledge: Knowledge, answers: Mapping[str, Said]) -> Derivation:
    """Work out what follows from some answers: notices, findings, meanings and the conclusion, in this order.

    Within a stage notices come by urgency, findings by their dependencies and meanings by their numbers; rules stand
    in the order of their file, and the alternatives of a rule in that of its condition.
    """
    urgent = sorted(knowledge.notices, key=lambda notice: notice.urgency)
    notices = tuple((notice, tuple(held(notice.condition, World(answers)))) for notice in urgent)
    findings, support = _findings(knowledge, answers)
    world = World(answers, support)
    numbered = sorted(knowledge.meanings, key=lambda meaning: meaning.number)
    meanings = tuple((meaning, tuple(_fired(meaning.rules, world))) for meaning in numbered)
    sides = {meaning.name: tuple(_sides(meaning, fired)) for meaning, fired in meanings}
    certainties = {name: combined(side.counted[1] for side in found) for name, found in sides.items()}
    leading = leading_of(certainties)
    return Derivation(
        world=world,
        raised=tuple((notice, alternatives) for notice, alternatives in notices if alternatives),
        findings=findings,
        meanings=meanings,
        sides=sides,
        certainties=certainties,
        leading=leading,
        picture=picture_of(leading),
    )


def _findings(
    knowledge: Knowledge, answers: Mapping[str, Said]
) -> tuple[tuple[tuple[Finding, tuple[Fired, ...]], ...], Mapping[str, Fraction]]:
    """Give what fires for each finding, and the support of those for which something does."""
    support: dict[str, Fraction] = {}
    found = []
    for finding in knowledge.findings:
        fired = tuple(_fired(finding.rules, World(answers, support)))
        if fired:
            support[finding.name] = max(each.amount for each in fired)
            found.append((finding, fired))
    return tuple(found), support


def _fired(rules: Iterable[Rule], world: World) -> Iterator[Fired]:
    for rule in rules:
        sign = 1 if rule.direction is Direction.FOR else -1
        for alternative in held(rule.condition, world):
            yield Fired(rule, alternative, sign * STRENGTHS[rule.strength] * alternative.certainty)


def _sides(meaning: Meaning, fired: Iterable[Fired]) -> Iterator[DerivedSide]:
    """Sort what fired into the lines of evidence; a rule stands there once, with its strongest alternative."""
    strongest: dict[str, Fraction] = {}
    for each in fired:
        strongest[each.rule.name] = max(strongest.get(each.rule.name, Fraction(0)), each.amount, key=abs)
    for line in meaning.lines:
        for direction in Direction:
            rules = [rule for rule in meaning.rules if (rule.line, rule.direction) == (line.name, direction)]
            ranked = [(rule, strongest[rule.name]) for rule in rules if rule.name in strongest]
            if ranked:
                # of equal amounts that of the rule which stands first counts: sorting keeps their order
                yield DerivedSide(line, direction, tuple(sorted(ranked, key=lambda pair: -abs(pair[1]))))
