"""Random answers over any vocabulary, for properties that must hold whatever a person says."""

from fractions import Fraction
from functools import lru_cache
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from whycry_expert.errors import Place
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Choice, Choices, Number, YesNo
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.situation.clashes import find_clashes
from whycry_expert.situation.model import Given, Situation
from whycry_expert.situation.single_answers import full_answers, telling_numbers

HUNDREDTHS = st.integers(-100, 100).filter(bool).map(lambda hundredths: Fraction(hundredths, 100))
SIGNED = st.sampled_from(sorted(CERTAINTY_WORDS.values())) | HUNDREDTHS
CERTAINTY = SIGNED.map(abs)


numbers_of = lru_cache(maxsize=4)(telling_numbers)
"""For each number fact of a knowledge base, numbers on every border and on either side of it."""


def answers_to(fact: Fact, numbers: tuple = ()) -> st.SearchStrategy:
    """Any answer to a fact; of a number, often one of some `numbers`."""
    if fact.kind is Kind.YES_NO:
        return st.builds(YesNo, SIGNED)
    if fact.kind is Kind.CHOICE:
        return st.builds(Choice, st.sampled_from(fact.option_names), CERTAINTY)
    if fact.kind is Kind.CHOICES:
        given = st.dictionaries(st.sampled_from(fact.option_names), SIGNED, min_size=1)
        return given.map(Choices.of)
    least = int(fact.least) if fact.least is not None else 0
    most = int(fact.most) if fact.most is not None else 1000
    anything = st.integers(least, most).map(Fraction)
    return st.builds(Number, st.sampled_from(numbers) | anything if numbers else anything, CERTAINTY)


def single_answers(fact: Fact) -> dict:
    """Each answer that says one thing for certain, by its name; a number has none."""
    one = Fraction(1)
    if fact.kind is Kind.YES_NO:
        return {"yes": YesNo(one), "no": YesNo(-one)}
    if fact.kind is Kind.CHOICE:
        return {option: Choice(option, one) for option in fact.option_names}
    if fact.kind is Kind.CHOICES:
        ticked = {option: Choices.of({option: one}) for option in fact.option_names}
        return ticked | {f"not {option}": Choices.of({option: -one}) for option in fact.option_names}
    return {}


@st.composite
def some_answers(draw: st.DrawFn, knowledge: Knowledge, most: int = 25) -> dict:
    names = draw(st.lists(st.sampled_from(tuple(knowledge.facts)), unique=True, max_size=most))
    numbers = numbers_of(knowledge)
    return {
        name: draw(answers_to(fact, numbers.get(name, ()))) for name, fact in knowledge.facts.items() if name in names
    }


@st.composite
def allowed_answers(draw: st.DrawFn, knowledge: Knowledge, most: int = 25) -> dict:
    """Answers that do not clash: whatever clashes is taken out again."""
    kept: dict = {}
    for name, answer in draw(some_answers(knowledge, most)).items():
        if not find_clashes(knowledge, kept | {name: answer}):
            kept[name] = answer
    return kept


class AnswersByChance:
    """Answers that do not clash, drawn from a seed.

    What hypothesis draws one by one is too even for everything to be answered, or a picture to be settled.
    """

    def __init__(self, knowledge: Knowledge, chance: Random) -> None:
        self._knowledge = knowledge
        self._chance = chance

    def few_or_many(self) -> tuple[dict, dict]:
        """Answers, few or nearly all, and the same with more of them."""
        facts, chance = self._knowledge.facts, self._chance
        left_open = self._some_facts([0, 1, 2, 3, 6, 30, 60])
        vague = self._some_facts([0, 0, 0, 2, 20])
        answers: dict = {}
        for name, fact in facts.items():
            if name not in left_open:
                answers = self._with(answers, name, self.vague(fact) if name in vague else self.sure(fact))
        more = answers
        for name, fact in facts.items():
            old, new = answers.get(name), chance.choice([self.sure, self.vague])(fact)
            if old is None and name in left_open:
                more = self._with(more, name, new)
            elif name in vague and isinstance(old, Choices):
                more = self._with(more, name, Choices.of(dict(new.options) | dict(old.options)))
        return answers, more

    def completing(self, answers: dict) -> dict:
        """These answers, and one to everything else that may be answered."""
        completed = answers
        for name, fact in self._knowledge.facts.items():
            new = self.sure(fact)
            if isinstance(new, Choices) and name in answers:
                for option, signed in new.options:
                    told = dict(completed[name].options)
                    completed = self._with(completed, name, Choices.of({option: signed} | told))
            elif name not in answers:
                completed = self._with(completed, name, new)
        return completed

    def sure(self, fact: Fact):
        """An answer of full certainty, to every option of a choices fact: what people mostly give."""
        singles = list(full_answers(fact, numbers_of(self._knowledge).get(fact.name) or (fact.least or 0,)))
        if not singles[0].option:
            return self._chance.choice(singles).answer
        said = self._chance.sample(fact.option_names, self._chance.randint(0, 2))
        return Choices.of({name: ONE if name in said else -ONE for name in fact.option_names})

    def vague(self, fact: Fact):
        """An answer of some certainty, to some options of a choices fact."""
        certainty = Fraction(self._chance.choice([1, 4, 7, 9]), 10)
        answer = self.sure(fact)
        if isinstance(answer, Choices):
            return Choices.of({name: certainty * signed for name, signed in self._chance.sample(answer.options, 2)})
        if isinstance(answer, YesNo):
            return YesNo(answer.signed * certainty)
        return replace(answer, certainty=certainty)

    def _some_facts(self, numbers: list) -> set:
        facts = list(self._knowledge.facts)
        return set(self._chance.sample(facts, min(self._chance.choice(numbers), len(facts))))

    def _with(self, answers: dict, name: str, answer) -> dict:
        changed = answers | {name: answer}
        return answers if find_clashes(self._knowledge, changed) else changed


SEEDS = st.integers(0, 2**32).map(Random)


def answers_and_more(knowledge: Knowledge) -> st.SearchStrategy:
    return SEEDS.map(lambda chance: AnswersByChance(knowledge, chance).few_or_many())


def situation_with(answers: dict) -> Situation:
    return Situation(given={name: Given(answer, Place("answers")) for name, answer in answers.items()})
