"""What hangs on what in compiled knowledge, so that only what an answer touches is worked out."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from weakref import WeakKeyDictionary

from whycry_expert.evaluation.kept_layers import KeptLayers, layers_of
from whycry_expert.knowledge.alternatives import Literal
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.model import Knowledge, Rule


class Wiring:
    """Compiled knowledge with its names, and its layers read upwards. One for each knowledge base."""

    def __init__(self, layers: KeptLayers, knowledge: Knowledge) -> None:
        """Keep no reference to the knowledge: it is what a wiring is found by, as long as anybody uses it."""
        self.compiled = layers.compiled
        self._conditions = tuple(knowledge.conditions()), layers.numbers
        self.facts = {name: number for number, name in enumerate(layers.compiled.facts)}
        self.rules = {rule.name: number for number, rule in enumerate(knowledge.rules())}
        self.findings = {finding.name: number for number, finding in enumerate(knowledge.findings)}
        self.readings = {meaning.name: number for number, meaning in enumerate(knowledge.meanings)}
        self.notices = tuple(notice.name for notice in knowledge.notices)

    @cached_property
    def condition_numbers(self) -> dict[Condition, int]:
        """The number of each condition."""
        return dict(zip(*self._conditions, strict=True))

    @cached_property
    def ways(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The literals of each alternative of each condition."""
        compiled = self.compiled
        return tuple(tuple(compiled.alternatives[way] for way in ways) for ways in compiled.conditions)

    @cached_property
    def fact_of(self) -> tuple[int, ...]:
        """The fact that each literal over facts is about."""
        fact_of = {spot: fact for fact, spots in enumerate(self.compiled.fact_spots) for spot in spots}
        return tuple(fact_of[spots[0]] for spots in self.compiled.literal_spots)

    @cached_property
    def fact_literals(self) -> tuple[tuple[int, ...], ...]:
        """The literals over each fact."""
        return _inverse(len(self.facts), ((fact,) for fact in self.fact_of))

    @cached_property
    def single(self) -> dict[int, int]:
        """The literals that test one spot alone, by the spot."""
        both = zip(self.compiled.literal_spots, self.compiled.negated, strict=True)
        return {spots[0]: literal for literal, (spots, negated) in enumerate(both) if len(spots) == 1 and not negated}

    @cached_property
    def asserting(self) -> tuple[tuple[int, ...], ...]:
        """The literals that each spot can make hold by being answered yes."""
        return self._at_spots(negated=False)

    @cached_property
    def denying(self) -> tuple[tuple[int, ...], ...]:
        """The literals that each spot can make hold by being answered no."""
        return self._at_spots(negated=True)

    def _at_spots(self, *, negated: bool) -> tuple[tuple[int, ...], ...]:
        both = zip(self.compiled.literal_spots, self.compiled.negated, strict=True)
        return _inverse(len(self.compiled.spots), (spots if negated == other else () for spots, other in both))

    @cached_property
    def literal_conditions(self) -> tuple[tuple[int, ...], ...]:
        """The conditions that each literal stands in."""
        of_conditions = (tuple(dict.fromkeys(literal for way in ways for literal in way)) for ways in self.ways)
        return _inverse(len(self.compiled.literals), of_conditions)

    @cached_property
    def alone(self) -> tuple[tuple[int, ...], ...]:
        """The conditions that each literal makes hold all by itself."""
        single = (tuple(way[0] for way in ways if len(way) == 1) for ways in self.ways)
        return _inverse(len(self.compiled.literals), single)

    @cached_property
    def together(self) -> tuple[tuple[int, ...], ...]:
        """The alternatives that each literal stands in beside others."""
        several = (literals if len(literals) > 1 else () for literals in self.compiled.alternatives)
        return _inverse(len(self.compiled.literals), several)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many literals each alternative has."""
        return tuple(map(len, self.compiled.alternatives))

    @cached_property
    def condition_of(self) -> tuple[int, ...]:
        """The condition that each alternative belongs to."""
        return tuple(number for number, ways in enumerate(self.compiled.conditions) for _ in ways)

    @cached_property
    def finding_of(self) -> tuple[int, ...]:
        """The finding that each rule supports, or -1."""
        return self._owners(self.compiled.findings)

    @cached_property
    def side_of(self) -> tuple[int, ...]:
        """The side that each rule stands on, or -1."""
        return self._owners(self.compiled.sides)

    @cached_property
    def reading_of(self) -> tuple[int, ...]:
        """The reading that each side speaks of."""
        return tuple(number for number, sides in enumerate(self.compiled.readings) for _ in sides)

    @cached_property
    def rules_of(self) -> tuple[tuple[int, ...], ...]:
        """The rules of each reading, in their order."""
        compiled = self.compiled
        return tuple(
            tuple(sorted(rule for side in sides for rule in compiled.sides[side])) for sides in compiled.readings
        )

    @cached_property
    def literals_below(self) -> tuple[frozenset[int], ...]:
        """The literals over facts that each rule hangs on, through findings too."""
        over_facts = len(self.compiled.literal_spots)
        below: dict[int, frozenset[int]] = {}
        of_findings = [rule for rules in self.compiled.findings for rule in rules]
        for rule in (*of_findings, *range(len(self.compiled.strengths))):
            found: set[int] = set()
            for literal in {literal for way in self.ways[rule] for literal in way}:
                if literal < over_facts:
                    found.add(literal)
                else:
                    found.update(*(below[inner] for inner in self.compiled.findings[literal - over_facts]))
            below[rule] = frozenset(found)
        return tuple(below[rule] for rule in range(len(self.compiled.strengths)))

    def literals_of(self, condition: int, alternative: int) -> tuple[Literal, ...]:
        """Give the literals of an alternative of a condition, counted from 1, as they are written."""
        return tuple(self.compiled.literals[literal] for literal in self.ways[condition][alternative - 1])

    def hangs_on(self, rule: Rule, fact: str, option: str) -> bool:
        """Tell whether a rule tests a fact, or one option of it, by itself or through findings."""
        number = self.facts[fact]
        tested = self.literals_below[self.rules[rule.name]].intersection(self.fact_literals[number])
        if not option:
            return bool(tested)
        spot = self._option_spots[number][option]
        return any(spot in self.compiled.literal_spots[literal] for literal in tested)

    def _owners(self, groups: Iterable[Iterable[int]]) -> tuple[int, ...]:
        owners = {rule: number for number, rules in enumerate(groups) for rule in rules}
        return tuple(owners.get(rule, -1) for rule in range(len(self.compiled.strengths)))

    @cached_property
    def _option_spots(self) -> tuple[dict[str, int], ...]:
        spots = self.compiled.spots
        return tuple({spots[spot].option: spot for spot in group} for group in self.compiled.fact_spots)

    @cached_property
    def _met_by_choice(self) -> tuple[dict[str, tuple[int, ...]], ...]:
        """For each option of each fact the literals that hold where it is the one that is chosen."""
        compiled = self.compiled
        return tuple(
            {
                option: tuple(
                    literal
                    for literal in self.fact_literals[fact]
                    if (spot in compiled.literal_spots[literal]) != compiled.negated[literal]
                )
                for option, spot in spots.items()
            }
            for fact, spots in enumerate(self._option_spots)
        )

    def spot_values(self, name: str, answer: Answer) -> dict[int, int]:
        """Give the signed value of each spot of a fact that an answer to it does not leave open.

        Raises ValueError for a certainty with more than six decimals, which no file and no flag can have.
        """
        scale, fact = self.compiled.scale, self.facts[name]
        if answer.number is None and not answer.rest_denied:
            spots = self._option_spots[fact]
            return {spots[option]: whole(signed, scale) for option, signed in answer.options}
        signed_values = ((spot, self.compiled.spots[spot].signed(answer)) for spot in self.compiled.fact_spots[fact])
        return {spot: whole(signed, scale) for spot, signed in signed_values if signed is not None}

    def met(self, name: str, answer: Answer) -> Iterator[tuple[int, int]]:
        """Give the literals that hold under an answer to a fact, each with its value."""
        compiled = self.compiled
        if answer.rest_denied:
            ((option, certainty),) = answer.options
            value = whole(certainty, compiled.scale)
            if value >= compiled.threshold:
                for literal in self._met_by_choice[self.facts[name]][option]:
                    yield literal, value
            return
        values = self.spot_values(name, answer)
        for literal in self.fact_literals[self.facts[name]]:
            value = self.value_of(literal, values)
            if value >= compiled.threshold:
                yield literal, value

    def value_of(self, literal: int, values: dict[int, int]) -> int:
        """Give what a literal over a fact is worth at least, from the signed values of the spots that are answered."""
        least = -self.compiled.scale
        signed = [values.get(spot) for spot in self.compiled.literal_spots[literal]]
        if self.compiled.negated[literal]:
            return least if None in signed else -max(value for value in signed if value is not None)
        return max((value for value in signed if value is not None), default=least)


def whole(certainty: Fraction, scale: int) -> int:
    """Give a certainty as a whole number of which `scale` make 1."""
    value, rest = divmod(certainty.numerator * scale, certainty.denominator)
    if rest:
        raise ValueError(f"a certainty has at most six decimals, not {certainty}")
    return value


def _inverse(count: int, groups: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """For each of `count` members give the groups that it stands in."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, members in enumerate(groups):
        for member in members:
            found[member].append(number)
    return tuple(map(tuple, found))


_WIRINGS: "WeakKeyDictionary[Knowledge, Wiring]" = WeakKeyDictionary()


def wiring_of(knowledge: Knowledge) -> Wiring:
    """Find the wiring of a knowledge base, which is kept as long as the knowledge; the first time it is compiled."""
    wiring = _WIRINGS.get(knowledge)
    if wiring is None:
        wiring = _WIRINGS[knowledge] = Wiring(layers_of(knowledge), knowledge)
    return wiring
