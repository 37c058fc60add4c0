"""Checks a written conclusion against a knowledge base.

From the facts that the conclusion states, and from the knowledge alone, everything that follows is worked out once
more, straight from the reference, with no line of code in common with the engine that wrote the conclusion. Each
step, notice, reading and sentence must then be there, in its place, and nothing else.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, takewhile
from typing import Final, TypeAlias

from whycry_expert.errors import MAX_PROBLEMS, InputError, Place, Problem
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.printable import clipped, quoted
from whycry_expert.proof.answers import expected_answer, read_answer, sentences
from whycry_expert.proof.comparison import Fault, Key, KeyedList, differences, list_faults
from whycry_expert.proof.conditions import Said
from whycry_expert.proof.derivation import Derivation, derive
from whycry_expert.proof.exact_json import Json, read_object, shown
from whycry_expert.proof.expected import expected_frame, expected_notices, expected_readings, open_safety_facts
from whycry_expert.proof.steps import Object, expected_steps
from whycry_expert.proof.surroundings import outlook_faults, situation_faults

FORMAT_VERSION: Final = 1
_BEFORE_NOTICES: Final = frozenset({"format_version", "readings_withheld"})
Answers: TypeAlias = Mapping[str, Said]
NOT_CHECKED: Final = (
    "whether the answers are true, and whether they fit each other",
    "whether answers were left out, or are those of the person that they are said to be of",
    "the words of whoever wrote them: title, story, notes, and for which knowledge they say they were written",
    "whether flags replaced answers of a file",
    "which file the command names that a text gives",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a conclusion holds."""

    facts: int
    notices: int
    steps: int
    readings: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The faults of a conclusion, at most MAX_PROBLEMS of them, and how much was checked.

    What follows from the answers that it states, whatever it says itself: `notices`, `answers` as sentences, and the
    questions of safety that are open.
    """

    faults: tuple[Fault, ...]
    checked: Counts
    notices: tuple[Object, ...]
    answers: tuple[str, ...]
    open_safety_questions: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the conclusion follows, in every step."""
        return not self.faults


def check_conclusion(content: bytes, name: str, knowledge: Knowledge) -> Verdict:
    """Check a conclusion as `infer --format json` wrote it; `name` is what messages call the file.

    Raises InputError when it cannot be checked at all: it is no JSON object, is of another format, or was written
    with another version of the knowledge.
    """
    return check(read_object(content, name), name, knowledge)


def check(conclusion: Mapping[str, Json], name: str, knowledge: Knowledge) -> Verdict:
    """Check a conclusion that was read with `read_object`. Raises InputError as `check_conclusion` does."""

    def faults(answers: Answers, derivation: Derivation) -> Iterator[Fault]:
        yield from _frame_faults(conclusion, knowledge, derivation)
        yield from _answer_faults(conclusion, answers, knowledge)
        yield from list_faults(expected_notices(derivation), conclusion.get("notices"), _NOTICES)
        yield from _trace_faults(conclusion.get("trace"), derivation)
        yield from list_faults(expected_readings(knowledge, derivation), conclusion.get("readings"), _READINGS)
        yield from outlook_faults(conclusion.get("outlook"), knowledge, derivation.certainties)

    return _verdict(conclusion, name, knowledge, faults)


def check_answers(told: Mapping[str, Json], name: str, knowledge: Knowledge) -> Verdict:
    """Check no more than the answers of a conclusion, and the words beside them. Raises as `check_conclusion` does."""
    return _verdict(told, name, knowledge, lambda answers, _: _answer_faults(told, answers, knowledge))


def _verdict(
    told: Mapping[str, Json],
    name: str,
    knowledge: Knowledge,
    faults: Callable[[Answers, Derivation], Iterator[Fault]],
) -> Verdict:
    for problem in _hindrances(told, knowledge):
        raise InputError([Problem(Place(name), problem)])
    answers = _answers(told.get("facts"), knowledge)
    derivation = derive(knowledge, answers)
    counted = [_size(told.get(field)) for field in ("facts", "notices", "trace", "readings")]
    return Verdict(
        faults=_the_first(faults(answers, derivation)),
        checked=Counts(*counted),
        notices=tuple(expected_notices(derivation)),
        answers=tuple(sentence for name in answers for sentence in sentences(knowledge.facts[name], answers[name])),
        open_safety_questions=tuple(fact.question for fact in open_safety_facts(knowledge, derivation.world)),
    )


def _answer_faults(told: Mapping[str, Json], answers: Answers, knowledge: Knowledge) -> Iterator[Fault]:
    yield from situation_faults(told.get("situation"), knowledge)
    yield from _fact_faults(told.get("facts"), answers, knowledge)


def _the_first(faults: Iterator[Fault]) -> tuple[Fault, ...]:
    found = tuple(islice(faults, MAX_PROBLEMS + 1))
    if len(found) <= MAX_PROBLEMS:
        return found
    return (*found[:MAX_PROBLEMS], Fault("conclusion", f"there are more than {MAX_PROBLEMS} faults; these come first"))


def _hindrances(conclusion: Mapping[str, Json], knowledge: Knowledge) -> Iterator[str]:
    version = conclusion.get("format_version")
    if not isinstance(version, Fraction) or version != FORMAT_VERSION:
        yield f'"format_version" must be {FORMAT_VERSION}, not {shown(version)}; is this a conclusion?'
    written = conclusion.get("knowledge")
    digest = written.get("digest") if isinstance(written, dict) else None
    if not isinstance(digest, str):
        yield "this conclusion does not say with which knowledge it was written: it has no digest"
    elif digest != knowledge.digest:
        yield (
            f"this conclusion was written with another version of the knowledge (digest {quoted(digest[:12])}; "
            f'this is "{knowledge.digest[:12]}"); name the folder of that one with --knowledge'
        )


def _answers(facts: Json, knowledge: Knowledge) -> dict[str, Said]:
    """Read the answers that are possible, in the order of the vocabulary; what is wrong counts as no answer."""
    if not isinstance(facts, dict):
        return {}
    read = {
        name: read_answer(fact, written)
        for name, fact in knowledge.facts.items()
        if isinstance(written := facts.get(name), dict)
    }
    return {name: said for name, said in read.items() if said is not None}


def _fact_faults(facts: Json, answers: Mapping[str, Said], knowledge: Knowledge) -> Iterator[Fault]:
    if not isinstance(facts, dict):
        yield Fault("facts", f"an object was expected, not {shown(facts)}")
        return
    for name, written in facts.items():
        where = f"fact {quoted(name)}" if name not in knowledge.facts else f"fact {name}"
        if name not in knowledge.facts:
            yield Fault(where, "the vocabulary has no such fact")
        elif name not in answers or not isinstance(written, dict):
            yield Fault(where, "this is no answer that the vocabulary allows; it counts as not answered")
        else:
            expected = expected_answer(knowledge.facts[name], answers[name])
            if isinstance(written.get("note"), str) and written["note"]:
                expected["note"] = written["note"]
            for message in differences(expected, written):
                yield Fault(where, message)


def _frame_faults(conclusion: Mapping[str, Json], knowledge: Knowledge, derivation: Derivation) -> Iterator[Fault]:
    frame = expected_frame(knowledge, derivation)
    listed = ("format_version", "facts", "notices", "readings", "trace", "situation", "outlook")
    for field in (*frame, *listed):
        if field not in conclusion:
            yield Fault(field, "this field is missing")
    if "notices" in conclusion and expected_notices(derivation):
        first = takewhile(lambda field: field != "notices", conclusion)
        if not _BEFORE_NOTICES.issuperset(first):
            yield Fault("notices", "they stand behind what they must stand before")
    for field in conclusion:
        if field not in frame and field not in listed:
            yield Fault(quoted(field), "this is no field of a conclusion")
    for field, value in frame.items():
        if field in conclusion:
            for message in differences(value, conclusion[field], field):
                yield Fault("conclusion", message)


def _trace_faults(trace: Json, derivation: Derivation) -> Iterator[Fault]:
    entries = trace if isinstance(trace, list) else []
    previous = Fraction(0)
    for position, entry in enumerate(entries, start=1):
        cycle = entry.get("cycle") if isinstance(entry, dict) else None
        if not isinstance(cycle, Fraction):
            yield Fault(f"trace step {position}", f"cycle is {shown(cycle)}, but a number was expected")
            previous += 1
            continue
        if cycle != previous + 1:
            yield Fault(f"trace step {position}", f"cycle is {shown(cycle)}, but {shown(previous + 1)} follows")
        previous = cycle
    unnumbered: Json = [
        {field: value for field, value in entry.items() if field != "cycle"} if isinstance(entry, dict) else entry
        for entry in entries
    ]
    yield from list_faults(expected_steps(derivation), unnumbered if entries else trace, _STEPS)


def _size(value: Json) -> int:
    return len(value) if isinstance(value, (list, dict)) else 0


def _text(value: Json) -> str:
    return value if isinstance(value, str) else shown(value)


def _plain(part: Hashable) -> str:
    """Give a part of a key, which the file may have made up, so that it is short and safe to print."""
    return clipped(str(part))


def _by_id(entry: Mapping[str, Json]) -> Key:
    return (_text(entry.get("id")),)


def _step_key(step: Mapping[str, Json]) -> Key:
    asserted = step.get("asserted")
    kind = asserted.get("kind") if isinstance(asserted, dict) else None
    alternative = step.get("alternative")
    number = Fraction(alternative) if isinstance(alternative, (Fraction, int)) else _text(alternative)
    return _text(kind), _text(step.get("rule")), number


_NOTICES: Final = KeyedList("notices", _by_id, lambda key: f"notice {_plain(key[0])}")
_READINGS: Final = KeyedList("readings", _by_id, lambda key: f"reading {_plain(key[0])}")
_STEPS: Final = KeyedList(
    "trace",
    _step_key,
    lambda key: f"{_plain(key[0])} by {_plain(key[1])}, alternative {_plain(key[2])}",
    numbered=True,
)
