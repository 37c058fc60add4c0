"""Changes to the answers of a situation, as flags and `what-if` take them: the options of a choices fact one by one."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from whycry_expert.errors import Complaints, Place
from whycry_expert.knowledge.answer import Answer, Changes, changed_by, slots_in
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.printable import quoted
from whycry_expert.situation.answers import UNSURE, plain_words, read_answer
from whycry_expert.situation.model import Given, Situation
from whycry_expert.source import ScalarNode


class FactChange(Struct, frozen=True):
    """What becomes of the slots of one fact, and where that was written."""

    slots: Changes
    place: Place


def read_change(fact: Fact, text: str, place: Place, complaints: Complaints) -> FactChange:
    """Read an answer to a fact; `unsure` takes the whole answer back, `unsure OPTION` that to one option.

    What is wrong goes to `complaints`.
    """
    read = _read(fact, text, place, complaints)
    return FactChange({(fact.name, option): answer for option, answer in read}, place)


def _read(fact: Fact, text: str, place: Place, complaints: Complaints) -> Iterator[tuple[str, Answer | None]]:
    unsure = {f"{UNSURE} {option}": option for option in fact.parts if option}
    parts = text.split(",") if fact.several else [text]
    taken_back = [unsure[plain] for plain in map(plain_words, parts) if plain in unsure]
    yield from ((option, None) for option in taken_back)
    rest = [part for part in parts if plain_words(part) not in unsure]
    if taken_back and not rest:
        return
    given = read_answer(fact, ScalarNode(",".join(rest), place), complaints)
    if given is None:
        yield from ((option, None) for option in fact.parts)
        return
    for option, answer in given.answer.parts():
        if option in taken_back:
            complaints.add(place, f"{quoted(option)} is answered, and made unsure as well")
        yield option, answer


def changed(situation: Situation, changes: Mapping[str, FactChange], knowledge: Knowledge) -> Situation:
    """Put changes over the answers of a situation, and remember which facts had been answered otherwise."""
    before = slots_in(situation.answers)
    answers = changed_by((slot for change in changes.values() for slot in change.slots.items()), situation.answers)
    given = {
        name: _given(situation.given.get(name), answers[name], changes.get(name))
        for name in knowledge.facts
        if name in answers
    }
    replaced = tuple(
        name
        for name in knowledge.facts
        if name in changes and any(before.get(slot, answer) != answer for slot, answer in changes[name].slots.items())
    )
    return replace(situation, given=given, replaced=replaced)


def _given(old: Given | None, answer: Answer, change: FactChange | None) -> Given:
    if change is not None:
        return Given(answer, change.place)
    if old is None:
        raise ValueError("an answer is neither old nor changed")
    return old
