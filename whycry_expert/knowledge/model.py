"""What a knowledge base holds, as frozen objects. Nothing here knows what the knowledge is about."""

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property

from msgspec import field

from whycry_expert.errors import Place
from whycry_expert.knowledge.certainty import STRENGTHS, Band, Picture
from whycry_expert.knowledge.condition import Condition
from whycry_expert.knowledge.part import Part, PlacedPart


class Kind(Enum):
    """What a fact can be answered with."""

    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"


class Option(Part, frozen=True):
    """An option of a choice or choices fact. `yes` and `no` say it back as a sentence; a choice has no `no`."""

    name: str
    label: str
    yes: str
    no: str = ""


class Fact(PlacedPart, frozen=True):
    """One question of the vocabulary. `yes` and `no` say the answer back; `{answer}` in `yes` is a number's."""

    name: str
    theme: str
    kind: Kind
    question: str
    help: str
    place: Place
    yes: str = ""
    no: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    unit_of_one: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    only_if: Condition | None = None
    sensitive: bool = False

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of the options, in their order."""
        return tuple(option.name for option in self.options)

    @property
    def several(self) -> bool:
        """Whether its options are answered one by one, of which any number can hold."""
        return self.kind is Kind.CHOICES

    @property
    def parts(self) -> tuple[str, ...]:
        """What can be answered by itself: each option of a choices fact; any other fact is one part without a name."""
        return self.option_names if self.several else ("",)

    @property
    def can_be_denied(self) -> bool:
        """Whether a `no` is an answer to it, or to one of its options."""
        return self.kind in (Kind.YES_NO, Kind.CHOICES)

    def option(self, name: str) -> Option:
        """Find an option by its name, which is to be one of `option_names`."""
        return next(option for option in self.options if option.name == name)


class Theme(Part, frozen=True):
    """A group of facts that belong together for a reader."""

    name: str
    title: str
    facts: tuple[str, ...]


class Clash(PlacedPart, frozen=True):
    """Conditions that cannot all hold of one situation, and the fact that says so."""

    fact: str
    conditions: tuple[Condition, ...]
    place: Place


class Passage(Part, frozen=True):
    """Something said to the reader, with what it rests on; `condition` limits where it is said."""

    text: str
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    condition: Condition | None = None


class Direction(Enum):
    """Whether a rule speaks for its meaning or against it."""

    FOR = "for"
    AGAINST = "against"


class Rule(PlacedPart, frozen=True):
    """A rule of a finding or a meaning.

    `condition` is the whole condition, that of its meaning included. `line` is empty for rules of findings.
    """

    name: str
    condition: Condition
    strength: str
    because: str
    why: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    place: Place
    line: str = ""
    direction: Direction = Direction.FOR

    @property
    def certainty_factor(self) -> Fraction:
        """The strength as a number in (0, 1)."""
        return STRENGTHS[self.strength]


class Finding(PlacedPart, frozen=True):
    """A conclusion in between. Its support is that of the strongest of its rules that holds."""

    name: str
    says: str
    rules: tuple[Rule, ...]
    place: Place


class Line(Part, frozen=True):
    """A line of evidence of a meaning: in it only the strongest rule counts, for and against apart."""

    name: str
    title: str


class Meaning(PlacedPart, frozen=True):
    """A reading that may be concluded, with its rules."""

    name: str
    number: int
    title: str
    says: str
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    place: Place
    expresses: tuple[Passage, ...] = ()
    advice: tuple[Passage, ...] = ()
    cautions: tuple[Passage, ...] = ()
    concluded_when: frozenset[Picture] = frozenset()

    def sides(self) -> dict[tuple[str, Direction], list[Rule]]:
        """Sort its rules by line and direction, in their order: on each such side only the strongest counts."""
        sides: dict[tuple[str, Direction], list[Rule]] = {}
        for rule in self.rules:
            sides.setdefault((rule.line, rule.direction), []).append(rule)
        return sides


class Notice(PlacedPart, frozen=True):
    """A word of safety, raised by facts alone. Urgency 1 comes first.

    Of `titles` the first whose condition holds is the one; the last has no condition.
    """

    name: str
    urgency: int
    titles: tuple[Passage, ...]
    condition: Condition
    first: str
    says: tuple[Passage, ...]
    danger: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    place: Place

    @property
    def title(self) -> str:
        """The title for whoever knows no answers."""
        return self.titles[-1].text

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything in it that may be said on a condition."""
        return (*self.titles, *self.says)


class Claim(PlacedPart, frozen=True):
    """A claim of the source article, in our own words."""

    name: str
    kind: str
    text: str
    section: str
    place: Place


class HowOpen(Enum):
    """How much of a picture further answers can still change.

    `early`: little is answered yet. `settled`: one reading leads after any further answers. `final`: the same readings
    do, however many they are.
    """

    EARLY = "early"
    SETTLED = "settled"
    FINAL = "final"


class About(Part, frozen=True):
    """What a knowledge base says of itself and in every conclusion.

    A clear picture has a sentence for each band that what leads can have.
    """

    title: str
    version: str
    subject: str
    limits: tuple[str, ...]
    danger: tuple[str, ...]
    help: str
    clear: Mapping[Band, str]
    mixed: str
    open: str
    outlook: Mapping[HowOpen, str]
    advice: tuple[Passage, ...] = ()
    cautions: tuple[Passage, ...] = ()

    def picture_text(self, picture: Picture, band: Band) -> str:
        """Say which picture it is, in the band of the highest reading."""
        if picture is Picture.CLEAR:
            return self.clear[band]
        return self.mixed if picture is Picture.MIXED else self.open


class Knowledge(Part, frozen=True, dict=True, weakref=True):
    """A whole knowledge base. Two of them are equal when they say the same, wherever their files stand."""

    about: About
    themes: tuple[Theme, ...]
    facts: Mapping[str, Fact]
    clashes: tuple[Clash, ...]
    findings: tuple[Finding, ...]
    meanings: tuple[Meaning, ...]
    notices: tuple[Notice, ...]
    digest: str
    article: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Knowledge {self.about.title!r} {self.about.version!r}, digest {self.digest[:12]}>"

    @cached_property
    def rules_by_name(self) -> Mapping[str, Rule]:
        """All rules of findings and meanings."""
        return {rule.name: rule for rule in self.rules()}

    @cached_property
    def findings_by_name(self) -> Mapping[str, Finding]:
        """All findings, in the order in which they are concluded."""
        return {finding.name: finding for finding in self.findings}

    @cached_property
    def meanings_by_name(self) -> Mapping[str, Meaning]:
        """All meanings, in the order of the files."""
        return {meaning.name: meaning for meaning in self.meanings}

    def meaning(self, name: str) -> Meaning:
        """Find a meaning by its name. Raises KeyError where there is none."""
        return self.meanings_by_name[name]

    def rules(self) -> Iterator[Rule]:
        """Go through all rules: those of findings, then those of meanings, in the order of the files."""
        for finding in self.findings:
            yield from finding.rules
        for meaning in self.meanings:
            yield from meaning.rules

    def conditions(self) -> Iterator[Condition]:
        """Give all conditions: those of the rules first, in their order, then all others."""
        yield from (rule.condition for rule in self.rules())
        yield from (notice.condition for notice in self.notices)
        yield from (fact.only_if for fact in self.facts.values() if fact.only_if is not None)
        yield from (condition for clash in self.clashes for condition in clash.conditions)
        yield from (passage.condition for passage in self.passages() if passage.condition is not None)

    def passages(self) -> Iterator[Passage]:
        """Give everything that is said with conclusions and may depend on a condition."""
        yield from (*self.about.advice, *self.about.cautions)
        for meaning in self.meanings:
            yield from (*meaning.expresses, *meaning.advice, *meaning.cautions)
        for notice in self.notices:
            yield from notice.passages


def facts_with_option(option: str, facts: Mapping[str, Fact]) -> list[str]:
    """Name the facts that have an option of this name, in vocabulary order."""
    return [name for name, fact in facts.items() if option in fact.option_names]
