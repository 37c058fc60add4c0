"""Tries whether situations reach the outcome that they state, and which rule would have mattered where one does not."""

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.inference.engine import infer
from whycry_expert.keeping.evaluating import Evaluator
from whycry_expert.keeping.examples import Example
from whycry_expert.knowledge.model import Knowledge, Rule
from whycry_expert.reasoning.expectations import StatedOutcome, outcome_of, shortfalls
from whycry_expert.situation.model import Expectation, Situation


class TrialVerdict(Enum):
    """How a trial ended. A situation that states nothing is no test."""

    REACHED = "reached"
    MISSED = "missed"
    UNREADABLE = "unreadable"
    STATES_NOTHING = "states nothing"


class Trial(Struct, frozen=True):
    """One situation with its verdict. `missed` says in a sentence each what is not as stated.

    Without one of the rules in `without`, or if one of those in `within` held in full, all would be as stated.
    """

    example: Example
    verdict: TrialVerdict
    outcome: StatedOutcome | None = None
    missed: tuple[str, ...] = ()
    without: tuple[Rule, ...] = ()
    within: tuple[Rule, ...] = ()


def try_all(knowledge: Knowledge, examples: Iterable[Example]) -> tuple[Trial, ...]:
    """Run the engine on every example and compare."""
    evaluator = Evaluator(knowledge)
    return tuple(_trial(evaluator, example) for example in examples)


def missed_by(conclusion: Conclusion) -> tuple[str, ...]:
    """Say what of the outcome that its situation states a conclusion misses; nothing where it states none."""
    expected = conclusion.situation.expectation
    return shortfalls(expected, outcome_of(conclusion)) if expected is not None else ()


def _trial(evaluator: Evaluator, example: Example) -> Trial:
    if example.situation is None:
        return Trial(example, TrialVerdict.UNREADABLE, missed=tuple(str(problem) for problem in example.problems))
    if example.situation.expectation is None:
        return Trial(example, TrialVerdict.STATES_NOTHING)
    outcome = outcome_of(infer(evaluator.knowledge, example.situation))
    missed = shortfalls(example.situation.expectation, outcome)
    if not missed:
        return Trial(example, TrialVerdict.REACHED, outcome)
    without, within = _what_matters(evaluator, example.situation, example.situation.expectation)
    return Trial(example, TrialVerdict.MISSED, outcome, missed, without, within)


def _what_matters(
    evaluator: Evaluator, situation: Situation, expected: Expectation
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    weighed = evaluator.weigh(situation.answers)
    counting = evaluator.counts(weighed)
    rules = tuple(evaluator.knowledge.rules())
    without = tuple(
        rule
        for rule in rules
        if rule.name in counting and not shortfalls(expected, evaluator.outcome_without(weighed, rule.name))
    )
    within = tuple(
        rule
        for rule in rules
        if not weighed.weights[rule.name]
        and rule.line
        and not shortfalls(expected, evaluator.outcome_if_held(weighed, rule))
    )
    return without, within
