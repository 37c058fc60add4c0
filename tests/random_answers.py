"""Random answers over any vocabulary, for properties that must hold whatever a person says."""

from fractions import Fraction

from hypothesis import strategies as st

from whycry_expert.errors import Place
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.model import Given, Situation

HUNDREDTHS = st.integers(-100, 100).filter(bool).map(lambda hundredths: Fraction(hundredths, 100))
SIGNED = st.sampled_from(sorted(CERTAINTY_WORDS.values())) | HUNDREDTHS
CERTAINTY = SIGNED.map(abs)


def answers_to(fact: Fact) -> st.SearchStrategy:
    if fact.kind is Kind.YES_NO:
        return st.builds(Answer.yes_no, SIGNED)
    if fact.kind is Kind.CHOICE:
        return st.builds(Answer.choice, st.sampled_from(fact.option_names), CERTAINTY)
    if fact.kind is Kind.CHOICES:
        given = st.dictionaries(st.sampled_from(fact.option_names), SIGNED, min_size=1)
        return given.map(Answer.choices)
    least = int(fact.least) if fact.least is not None else 0
    most = int(fact.most) if fact.most is not None else 1000
    return st.builds(Answer.of_number, st.integers(least, most).map(Fraction), CERTAINTY)


def single_answers(fact: Fact) -> dict:
    """Each answer that says one thing for certain, by its name; a number has none."""
    one = Fraction(1)
    if fact.kind is Kind.YES_NO:
        return {"yes": Answer.yes_no(one), "no": Answer.yes_no(-one)}
    if fact.kind is Kind.CHOICE:
        return {option: Answer.choice(option, one) for option in fact.option_names}
    if fact.kind is Kind.CHOICES:
        ticked = {option: Answer.choices({option: one}) for option in fact.option_names}
        return ticked | {f"not {option}": Answer.choices({option: -one}) for option in fact.option_names}
    return {}


@st.composite
def some_answers(draw: st.DrawFn, knowledge: Knowledge, most: int = 25) -> dict:
    names = draw(st.lists(st.sampled_from(tuple(knowledge.facts)), unique=True, max_size=most))
    return {name: draw(answers_to(knowledge.facts[name])) for name in knowledge.facts if name in names}


@st.composite
def allowed_answers(draw: st.DrawFn, knowledge: Knowledge, most: int = 25) -> dict:
    """Answers that do not clash: whatever clashes is taken out again."""
    kept: dict = {}
    for name, answer in draw(some_answers(knowledge, most)).items():
        if not find_clashes(knowledge, kept | {name: answer}):
            kept[name] = answer
    return kept


def situation_with(answers: dict) -> Situation:
    return Situation(given={name: Given(answer, Place("answers")) for name, answer in answers.items()})
