"""Random small knowledge bases, for properties that must hold whatever the rules say."""

from fractions import Fraction

from hypothesis import strategies as st

from whycry_expert.errors import Place
from whycry_expert.knowledge.certainty import STRENGTHS, Picture
from whycry_expert.knowledge.condition import RELATIONS, AllOf, AnyOf, FactTest, FindingTest, Not, Spot
from whycry_expert.knowledge.model import (
    About,
    Direction,
    Fact,
    Finding,
    Kind,
    Knowledge,
    Line,
    Meaning,
    Notice,
    Option,
    Passage,
    Rule,
)

PLACE = Place("random")
OPTIONS = tuple(Option(name, name, name) for name in ("red", "green", "blue"))
NAMES = tuple(option.name for option in OPTIONS)
FACTS = {
    name: Fact(name, "theme", kind, "?", "", PLACE, options=OPTIONS if kind in (Kind.CHOICE, Kind.CHOICES) else ())
    for kind in Kind
    for name in [kind.value]
}


def tests_of(fact: Fact) -> st.SearchStrategy:
    if fact.kind is Kind.YES_NO:
        return st.just(FactTest((Spot(fact.name),)))
    if fact.kind is Kind.NUMBER:
        spots = st.builds(
            Spot, st.just(fact.name), st.just(""), st.sampled_from(list(RELATIONS)), st.integers(0, 9).map(Fraction)
        )
        return spots.map(lambda spot: FactTest((spot,)))
    options = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(FactTest.of_options, st.just(fact.name), options)


def conditions(findings: tuple[str, ...]) -> st.SearchStrategy:
    tests = st.sampled_from(list(FACTS.values())).flatmap(tests_of)
    if findings:
        tests |= st.builds(FindingTest, st.sampled_from(findings))

    def larger(smaller: st.SearchStrategy) -> st.SearchStrategy:
        parts = st.lists(smaller, min_size=1, max_size=3).map(tuple)
        return parts.map(AllOf) | parts.map(AnyOf) | smaller.map(Not)

    return st.recursive(tests, larger, max_leaves=3)


@st.composite
def rules(draw: st.DrawFn, owner: str, findings: tuple[str, ...], lines: tuple[str, ...] = ("",)) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            f"{owner}-{number}",
            draw(conditions(findings)),
            draw(st.sampled_from(list(STRENGTHS))),
            "",
            "",
            (),
            (),
            PLACE,
            draw(st.sampled_from(lines)),
            draw(st.sampled_from(Direction)) if lines != ("",) else Direction.FOR,
        )
        for number in range(draw(st.integers(2, 4)))
    )


@st.composite
def knowledge_bases(draw: st.DrawFn) -> Knowledge:
    findings: list[Finding] = []
    for name in ("finding-1", "finding-2"):
        known = tuple(finding.name for finding in findings)
        findings.append(Finding(name, "", draw(rules(name, known)), PLACE))
    known = tuple(finding.name for finding in findings)
    meanings = tuple(
        Meaning(
            name,
            number,
            name,
            "",
            (Line("one", "One"), Line("two", "Two")),
            draw(rules(name, known, ("one", "two"))),
            PLACE,
            concluded_when=draw(st.frozensets(st.sampled_from(Picture))),
        )
        for number, name in enumerate(("meaning-1", "meaning-2"))
    )
    notices = (
        Notice(
            "notice",
            1,
            (Passage("notice"),),
            draw(conditions(())),
            "",
            (),
            danger=False,
            claims=(),
            sources=(),
            place=PLACE,
        ),
    )
    about = About("random", "1", "", (), (), "", {}, "", "", {})
    return Knowledge(about, (), FACTS, (), tuple(findings), meanings, notices, digest="")
