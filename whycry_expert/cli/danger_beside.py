"""Danger that a situation does not raise a notice of, and that whoever concludes from it must know of first."""

from collections.abc import Iterable, Iterator

import click
from msgspec.structs import replace

from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, Answer
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.printable import one_line
from whycry_expert.situation.model import Situation

_MAYBE = CERTAINTY_WORDS["maybe"]


def tell_of_other_occasions(knowledge: Knowledge, others: Iterable[Situation], file: str) -> None:
    """Tell the notices of danger that other occasions of the same file raise."""
    _tell(f"{file}: another occasion in this file", (told for one in others for told in _dangers(knowledge, one)))


def tell_of_slight_answers(knowledge: Knowledge, situation: Situation) -> None:
    """Tell the notices of danger that answers are not sure enough to raise, and would raise were they maybe so."""
    slight = [given.place.file for given in situation.given.values() if _surer(given.answer) != given.answer]
    if slight:
        surer = {name: replace(given, answer=_surer(given.answer)) for name, given in situation.given.items()}
        raised = set(_dangers(knowledge, situation))
        more = (told for told in _dangers(knowledge, replace(situation, given=surer)) if told not in raised)
        _tell(f"{slight[0]}: so small a certainty raises no notice, but maybe would", more)


def _dangers(knowledge: Knowledge, situation: Situation) -> Iterator[str]:
    from whycry_expert.presentation.notices import told

    standing = standing_of(knowledge, situation.answers)
    dangers = (notice for notice in knowledge.notices if notice.danger and notice.name in standing.raised)
    return (f"{notice.title}. {notice.first}" for notice in told(dangers, standing))


def _surer(answer: Answer) -> Answer:
    options = ((name, _MAYBE if 0 < signed < THRESHOLD else signed) for name, signed in answer.options)
    return replace(answer, options=tuple(options))


def _tell(what: str, notices: Iterable[str]) -> None:
    for notice in dict.fromkeys(notices):
        click.echo(one_line(f"{what}: {notice}"), err=True)
