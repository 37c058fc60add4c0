"""A notice as it is told of one situation: it says what was answered, and nothing that was not."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from whycry_expert.evaluation.standing import Standing
from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.answer import Answer, Answers
from whycry_expert.knowledge.certainty import ZERO
from whycry_expert.knowledge.condition import Condition, FactTest, tests_in
from whycry_expert.knowledge.model import Fact, Knowledge, Notice, Passage
from whycry_expert.presentation.sentences import answer_sentences, option_sentence


class ToldNotice(Struct, frozen=True):
    """A notice with the title and the paragraphs that fit the answers, and the `answers` that raise it, said back."""

    notice: Notice
    title: str
    says: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def first(self) -> str:
        """What matters most, in one line."""
        return self.notice.first


def told_notices(conclusion: Conclusion) -> tuple[ToldNotice, ...]:
    """Give the notices that were raised, the most urgent first."""
    return told(conclusion.raised, conclusion.standing)


def told(notices: Iterable[Notice], standing: Standing) -> tuple[ToldNotice, ...]:
    """Tell some notices of a situation, as everything stands under its answers."""
    holds = standing.holds
    return tuple(
        ToldNotice(
            notice,
            next(_fitting(notice.titles, holds), notice.title),
            tuple(_fitting(notice.says, holds)),
            tuple(dict.fromkeys(_said_back(notice, standing.knowledge, standing.answers))),
        )
        for notice in notices
    )


def _fitting(passages: Iterable[Passage], holds: Callable[[Condition], bool]) -> Iterator[str]:
    for passage in passages:
        if passage.condition is None or holds(passage.condition):
            yield passage.text


def _said_back(notice: Notice, knowledge: Knowledge, answers: Answers) -> Iterator[str]:
    """Say back the answers that the condition of a notice asks for, as far as they were given."""
    for test in tests_in(notice.condition):
        if isinstance(test, FactTest) and test.fact in answers:
            yield from _meeting(test, knowledge.facts[test.fact], answers[test.fact])


def _meeting(test: FactTest, fact: Fact, answer: Answer) -> Iterator[str]:
    if not test.options:
        yield from answer_sentences(fact, answer)
    given = dict(answer.options)
    for option in map(fact.option, test.options):
        if given.get(option.name, ZERO) > 0:
            yield option_sentence(option, given[option.name])
