"""Random answers over any vocabulary, for properties that must hold whatever a person says."""

from fractions import Fraction
from functools import lru_cache
from random import Random

from hypothesis import strategies as st

from whycry_expert.errors import Place
from whycry_expert.evaluation.standing import Standing, standing_of
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.situation.clashes import answers_clash
from whycry_expert.situation.full_answers import full_answers, telling_numbers
from whycry_expert.situation.model import Given, Situation

HUNDREDTHS = st.integers(-100, 100).filter(bool).map(lambda hundredths: Fraction(hundredths, 100))
SIGNED = st.sampled_from(sorted(CERTAINTY_WORDS.values())) | HUNDREDTHS
CERTAINTY = SIGNED.map(abs)


numbers_of = lru_cache(maxsize=4)(telling_numbers)
"""For each number fact of a knowledge base, numbers on every border and on either side of it."""


def answers_to(fact: Fact, numbers: tuple = ()) -> st.SearchStrategy:
    """Any answer to a fact; of a number, often one of some `numbers`."""
    if fact.kind is Kind.YES_NO:
        return st.builds(Answer.yes_no, SIGNED)
    if fact.kind is Kind.CHOICE:
        return st.builds(Answer.choice, st.sampled_from(fact.option_names), CERTAINTY)
    if fact.kind is Kind.CHOICES:
        given = st.dictionaries(st.sampled_from(fact.option_names), SIGNED, min_size=1)
        return given.map(Answer.choices)
    least = int(fact.least) if fact.least is not None else 0
    most = int(fact.most) if fact.most is not None else 1000
    anything = st.integers(least, most).map(Fraction)
    return st.builds(Answer.of_number, st.sampled_from(numbers) | anything if numbers else anything, CERTAINTY)


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
    numbers = numbers_of(knowledge)
    return {
        name: draw(answers_to(fact, numbers.get(name, ()))) for name, fact in knowledge.facts.items() if name in names
    }


@st.composite
def allowed_answers(draw: st.DrawFn, knowledge: Knowledge, most: int = 25) -> dict:
    """Answers that do not clash: whatever clashes is taken out again."""
    standing = standing_of(knowledge, {})
    for name, answer in draw(some_answers(knowledge, most)).items():
        standing = unless_it_clashes(standing, name, answer)
    return standing.answers


def unless_it_clashes(standing: Standing, name: str, answer) -> Standing:
    """With one more answer, or as it was where that would clash with another."""
    changed = standing.after({name: answer})
    return standing if answers_clash(changed) else changed


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
        first = standing_of(self._knowledge, {})
        for name, fact in facts.items():
            if name not in left_open:
                first = unless_it_clashes(first, name, self.vague(fact) if name in vague else self.sure(fact))
        more = first
        for name, fact in facts.items():
            old, new = first.answers.get(name), chance.choice([self.sure, self.vague])(fact)
            if old is None and name in left_open:
                more = unless_it_clashes(more, name, new)
            elif name in vague and old is not None and fact.several:
                more = unless_it_clashes(more, name, old.over(new))
        return first.answers, more.answers

    def completing(self, answers: dict) -> dict:
        """These answers, and one to everything else that can still be answered without a clash."""
        completed = standing_of(self._knowledge, answers)
        for fact in self._knowledge.facts.values():
            possible = [new for _, new in self._full(fact)]
            self._chance.shuffle(possible)
            for new in possible:
                old = completed.answers.get(fact.name)
                if old is None or (fact.several and old.at(new.options[0][0]) is None):
                    completed = unless_it_clashes(completed, fact.name, new.over(old))
        return completed.answers

    def sure(self, fact: Fact) -> Answer:
        """An answer of full certainty, to every option of a choices fact: what people mostly give."""
        if not fact.several:
            return self._chance.choice([answer for _, answer in self._full(fact)])
        said = self._chance.sample(fact.option_names, self._chance.randint(0, 2))
        return Answer.choices({name: ONE if name in said else -ONE for name in fact.option_names})

    def vague(self, fact: Fact) -> Answer:
        """An answer of some certainty, to some options of a choices fact."""
        certainty = Fraction(self._chance.choice([1, 4, 7, 9]), 10)
        answer = self.sure(fact)
        if fact.several:
            answer = Answer.choices(dict(self._chance.sample(answer.options, 2)))
        return answer.weighed(certainty)

    def _full(self, fact: Fact) -> list:
        return list(full_answers(fact, numbers_of(self._knowledge).get(fact.name) or (fact.least or 0,)))

    def _some_facts(self, numbers: list) -> set:
        facts = list(self._knowledge.facts)
        return set(self._chance.sample(facts, min(self._chance.choice(numbers), len(facts))))


SEEDS = st.integers(0, 2**32).map(Random)


def answers_and_more(knowledge: Knowledge) -> st.SearchStrategy:
    return SEEDS.map(lambda chance: AnswersByChance(knowledge, chance).few_or_many())


def situation_with(answers: dict) -> Situation:
    return Situation(given={name: Given(answer, Place("answers")) for name, answer in answers.items()})
