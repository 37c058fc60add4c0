"""Counting gives the agenda what Rete gives it, whatever the rules are and whatever comes and goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_answers import answers_to, situation_with
from random_knowledge import knowledge_bases
from thoroughness import examples

from whycry_expert import infer
from whycry_expert.inference.counting import CountingMatcher
from whycry_expert.inference.engine import SituationEngine, engine_for
from whycry_expert.inference.experta_import import KnowledgeEngine
from whycry_expert.inference.matcher import Matcher
from whycry_expert.inference.memory import AnswerElement
from whycry_expert.knowledge.answer import Answer


class Watched:
    """An engine whose matcher is listened to."""

    def __init__(self, matcher, knowledge):
        self.engine: SituationEngine = engine_for(knowledge, matcher)
        self.changes = []
        told = self.engine.matcher.changes

        def changes(adding, deleting):
            added, removed = told(adding, deleting)
            self.changes.append((frozenset(map(known_by, added)), frozenset(map(known_by, removed))))
            return added, removed

        self.engine.matcher.changes = changes

    def change(self, name, answer, *, at_once=False):
        """Put an answer in the place of another, and tell the matcher after both or after each."""
        memory = self.engine.facts if at_once else self.engine
        for held in list(self.engine.facts.about(AnswerElement, name)):
            memory.retract(held)
        if answer is not None:
            memory.declare(AnswerElement(subject=name, value=answer))
        self.engine.update_agenda()

    @property
    def state(self):
        agenda = [known_by(activation) for activation in self.engine.agenda.activations]
        return agenda, self.changes, self.engine.firings, dict(self.engine.facts)


def known_by(activation):
    return activation.rule.urgency, frozenset(element["__factid__"] for element in activation.facts)


def changes_and_steps(knowledge):
    """Answers that are given or taken back, and now and then some steps of a run."""
    names = st.sampled_from(tuple(knowledge.facts))
    answered = names.flatmap(lambda name: st.tuples(st.just(name), answers_to(knowledge.facts[name]), st.booleans()))
    taken_back = names.map(lambda name: (name, None, False))
    return st.lists(answered | answered | taken_back | st.integers(1, 5), min_size=10, max_size=25)


@examples(100)
@given(st.data())
def test_both_matchers_give_the_same_activations_in_the_same_order_while_answers_come_and_go(data):
    knowledge = data.draw(knowledge_bases())
    done = data.draw(changes_and_steps(knowledge))
    engines = [Watched(matcher, knowledge) for matcher in Matcher]
    for watched in engines:
        watched.engine.start(knowledge, situation_with({}))
    for step in [*done, 1000]:
        for watched in engines:
            if isinstance(step, int):
                watched.engine.run(steps=step)
            else:
                name, answer, at_once = step
                watched.change(name, answer, at_once=at_once)
        counting, rete = engines
        assert counting.state == rete.state


def test_what_came_and_went_before_anybody_asked_changes_nothing(bread):
    watched = Watched(Matcher.COUNTING, bread)
    watched.engine.start(bread, situation_with({}))
    before = watched.state[0]
    watched.engine.facts.declare(AnswerElement(subject="flour", value=Answer.choice("rye")))
    watched.change("flour", Answer.choice("wheat"), at_once=True)
    watched.change("flour", None)
    assert watched.state[0] == before
    (came, _), (_, went) = watched.changes[-2:]
    assert len(came) == 1, "for wheat alone"
    assert came == went


@pytest.mark.parametrize("matcher", Matcher)
def test_an_engine_takes_answers_also_before_it_is_reset(matcher, bread):
    engine = engine_for(bread, matcher)
    engine.declare(AnswerElement(subject="flour", value=Answer.choice("rye")))
    assert [activation.rule.__name__ for activation in engine.agenda.activations] == ["no-gluten-flour"]


@pytest.mark.parametrize("matcher", Matcher)
def test_a_second_answer_to_a_fact_is_refused_until_the_first_is_taken_back(matcher, bread):
    watched = Watched(matcher, bread)
    watched.engine.start(bread, situation_with({}))
    rye, wheat = Answer.choice("rye"), Answer.choice("wheat")
    watched.engine.declare(AnswerElement(subject="flour", value=rye))
    with pytest.raises(ValueError, match=r"^there is another AnswerElement about flour: retract it$"):
        watched.engine.declare(AnswerElement(subject="flour", value=wheat))
    watched.change("flour", wheat)
    watched.engine.run()
    assert watched.engine.firings == list(infer(bread, situation_with({"flour": wheat})).trace)


def test_an_element_is_taken_out_by_itself_or_by_its_number_and_only_once(bread):
    engine = engine_for(bread)
    for named in (lambda element: element, lambda element: element["__factid__"]):
        engine.start(bread, situation_with({"flour": Answer.choice("rye")}))
        (element,) = engine.facts.about(AnswerElement, "flour")
        engine.facts.retract(named(element))
        assert engine.facts.about(AnswerElement, "flour") == []
        with pytest.raises(IndexError, match=r"^this fact is not in working memory$"):
            engine.facts.retract(named(element))


def test_an_engine_without_an_index_of_conditions_is_refused():
    class Foreign(KnowledgeEngine):
        __matcher__ = CountingMatcher

    with pytest.raises(
        TypeError, match=r"^CountingMatcher matches .* index of conditions, so not this <.*Foreign object"
    ):
        Foreign()
