"""Changes to the answers of a situation, as flags and `what-if` take them: the options of a choices fact one by one."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.errors import Complaints, Place
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.situation.answers import UNSURE, read_answer
from whycry_expert.situation.model import Given, Situation
from whycry_expert.situation.single_answers import SingleAnswer, singles_in, with_singles
from whycry_expert.source import Scalar


class Change(Struct, frozen=True):
    """What becomes of the answers to one fact, and where that was written."""

    singles: tuple[SingleAnswer, ...]
    place: Place


def read_change(fact: Fact, text: str, place: Place, complaints: Complaints) -> Change:
    """Read an answer to a fact; `unsure` takes the whole answer back, `unsure OPTION` that to one option.

    What is wrong goes to `complaints`.
    """
    return Change(tuple(_singles(fact, text, place, complaints)), place)


def _singles(fact: Fact, text: str, place: Place, complaints: Complaints) -> Iterator[SingleAnswer]:
    parts = [part.strip() for part in text.split(",")] if fact.kind is Kind.CHOICES else [text]
    taken_back = [option for option in fact.option_names if f"{UNSURE} {option}" in parts]
    if fact.kind is Kind.CHOICES and taken_back:
        yield from (SingleAnswer(fact.name, None, option) for option in taken_back)
        parts = [part for part in parts if part.removeprefix(UNSURE).strip() not in taken_back]
        if not parts:
            return
    given = read_answer(fact, Scalar(",".join(parts), place), complaints)
    if given is not None:
        yield from singles_in({fact.name: given.answer})
    else:
        yield from (SingleAnswer(fact.name, None, option) for option in fact.option_names or ("",))


def changed(situation: Situation, changes: Mapping[str, Change], knowledge: Knowledge) -> Situation:
    """Put changes over the answers of a situation, and remember which facts had been answered otherwise."""
    before = {single.place: single for single in singles_in(situation.answers)}
    answers = with_singles(situation.answers, (single for change in changes.values() for single in change.singles))
    given = {
        name: _given(situation.given.get(name), answers[name], changes.get(name))
        for name in knowledge.facts
        if name in answers
    }
    replaced = tuple(
        name
        for name in knowledge.facts
        if name in changes and any(before.get(single.place, single) != single for single in changes[name].singles)
    )
    return replace(situation, given=given, replaced=replaced)


def _given(old: Given | None, answer: Answer, change: Change | None) -> Given:
    if change is not None:
        return Given(answer, change.place)
    if old is None:
        raise ValueError("an answer is neither old nor changed")
    return old
