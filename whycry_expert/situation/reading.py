"""Reads situation files and answers from programs and flags, and puts them together."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from msgspec.structs import replace

from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT, Band, Picture
from whycry_expert.knowledge.fields import Fields, kind_of
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.knowledge.reserved import RESERVED_NAMES
from whycry_expert.situation.answers import UNSURE, as_node, read_answer, worded
from whycry_expert.situation.clashes import clashes_under
from whycry_expert.situation.misplaced import unknown_fact
from whycry_expert.situation.model import Expectation, Given, Situation
from whycry_expert.source import MappingNode, Node, ScalarNode, parse_all, read_bytes

_PROGRAM = Place("answers")
_SECOND = "a second occasion begins here, and only one is taken here; put it into a file of its own"


def read_situation_file(path: str | PathLike[str], knowledge: Knowledge) -> Situation:
    """Read a situation file. Raises InputError that names all that is wrong with it."""
    return read_situation(_content_of(path), str(path), knowledge)


def read_situation(content: bytes, name: str, knowledge: Knowledge) -> Situation:
    """Read a situation from YAML; `name` is what messages call it. Raises InputError that names all that is wrong."""
    complaints = Complaints()
    situation = situation_in(content, name, knowledge, complaints)
    complain_of_clashes(situation, knowledge, complaints)
    complaints.raise_if_any()
    return situation


def read_occasions_file(path: str | PathLike[str], knowledge: Knowledge) -> tuple[Situation, ...]:
    """Read a file that holds one occasion after another, each a YAML document with answers of its own.

    Raises InputError that names all that is wrong with any of them.
    """
    complaints = Complaints()
    occasions = occasions_in(_content_of(path), str(path), knowledge, complaints)
    for occasion in occasions:
        complain_of_clashes(occasion, knowledge, complaints)
    complaints.raise_if_any()
    return occasions


def _content_of(path: str | PathLike[str]) -> bytes:
    if not isinstance(path, (str, PathLike)):
        raise InputError([Problem(_PROGRAM, f"the name of a file was expected, not {_kind(path)}")])
    return read_bytes(Path(path), str(path))


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of the type {type(value).__name__}"


def situation_in(content: bytes, name: str, knowledge: Knowledge, complaints: Complaints) -> Situation:
    """Give as much of the only situation in some YAML as can be read; what is wrong goes to `complaints`.

    Answers that clash are left alone, since flags may still change them.
    """
    roots = parse_all(content, name, complaints)
    if len(roots) > 1:
        complaints.add(roots[1].place, _SECOND)
    return situation_at(roots[0], knowledge, complaints) if roots else Situation()


def occasions_in(
    content: bytes, name: str, knowledge: Knowledge, complaints: Complaints, most: int | None = None
) -> tuple[Situation, ...]:
    """Give as much of each occasion in some YAML as can be read, as `situation_in` does of one; of too many none.

    Of several, those without a title are called by their number, so that they can be told apart.
    """
    roots = parse_all(content, name, complaints)
    if most is not None and len(roots) > most:
        message = f"this file holds {len(roots)} occasions; at most {most} are read at once, and batch takes more"
        complaints.add(roots[most].place, message)
        return ()
    found = [situation_at(root, knowledge, complaints) for root in roots]
    if len(found) < 2:  # noqa: PLR2004 - one needs no number
        return tuple(found)
    numbered = enumerate(found, start=1)
    return tuple(replace(one, title=one.title or f"Occasion {number}") for number, one in numbered)


def situation_at(root: Node, knowledge: Knowledge, complaints: Complaints) -> Situation:
    """Give as much of the situation in a node as can be read, as `situation_in` does."""
    if not isinstance(root, MappingNode):
        example = "; write FACT: ANSWER on each line, with a space after the colon"
        complaints.add(root.place, f"a situation is a mapping of facts to answers, not {kind_of(root)}{example}")
        return Situation()
    given = read_answers(
        {key: node for key, node in root.entries if key.text not in RESERVED_NAMES}, knowledge, complaints
    )
    return Situation(
        given=given,
        unsure=_unsure(root, knowledge),
        title=_text(root, "title", complaints),
        story=_text(root, "story", complaints),
        written_for=_text(root, "knowledge", complaints),
        expectation=_expectation(root.get("expect"), knowledge, complaints),
    )


def situation_from(answers: Mapping[str, object], knowledge: Knowledge) -> Situation:
    """Build a situation from plain Python values: words, option names, lists, numbers, True and False, None.

    Raises InputError that names all that is wrong.
    """
    if not isinstance(answers, Mapping):
        raise InputError([Problem(_PROGRAM, f"a mapping of facts to answers was expected, not {_kind(answers)}")])
    complaints = Complaints()
    nodes = {ScalarNode(worded(name, _PROGRAM), _PROGRAM): as_node(value, _PROGRAM) for name, value in answers.items()}
    situation = Situation(given=read_answers(nodes, knowledge, complaints))
    complain_of_clashes(situation, knowledge, complaints)
    complaints.raise_if_any()
    return situation


def read_answers(nodes: Mapping[ScalarNode, Node], knowledge: Knowledge, complaints: Complaints) -> dict[str, Given]:
    """Read the answers to facts, in the order of the vocabulary; what is wrong goes to `complaints`."""
    given = {}
    for key, node in nodes.items():
        fact = knowledge.facts.get(key.text)
        if fact is None:
            complaints.add(key.place, unknown_fact(key.text, node, knowledge.facts))
            continue
        answer = read_answer(fact, node, complaints, knowledge.facts)
        if answer is not None:
            given[fact.name] = replace(answer, place=key.place)
    return {name: given[name] for name in knowledge.facts if name in given}


def complain_of_clashes(situation: Situation, knowledge: Knowledge, complaints: Complaints) -> None:
    """Complain about answers that cannot all be true of one situation."""
    for clash in clashes_under(standing_of(knowledge, situation.answers)):
        place = max((situation.given[fact].place for fact in clash.facts), default=_PROGRAM)
        complaints.add(place, clash.message)


def _text(root: MappingNode, key: str, complaints: Complaints) -> str:
    node = root.get(key)
    if node is None:
        return ""
    if isinstance(node, ScalarNode):
        return "" if node.is_null else node.text.strip()
    complaints.add(node.place, f'"{key}" must be a text, not {kind_of(node)}')
    return ""


def _expectation(node: Node | None, knowledge: Knowledge, complaints: Complaints) -> Expectation | None:
    if node is None:
        return None
    fields = Fields(node, complaints, '"expect"')
    meanings = [meaning.name for meaning in knowledge.meanings]
    notices = [notice.name for notice in knowledge.notices]
    picture = fields.one_of("picture", tuple(picture.value for picture in Picture)) if fields.node("picture") else ""
    expectation = Expectation(
        picture=Picture(picture) if picture else None,
        leading=fields.names("leading", "meaning", meanings) if fields.node("leading") else None,
        at_least=_limits(fields, "at least", meanings),
        at_most=_limits(fields, "at most", meanings),
        speaks_against=fields.names("speaks against", "meaning", meanings),
        notices=fields.names("notices", "notice", notices) if fields.node("notices") else None,
    )
    fields.finish()
    return expectation


def _limits(fields: Fields, words: str, meanings: list[str]) -> dict[Band, tuple[str, ...]]:
    stated = {band: fields.names(f"{words} {band.value}", "meaning", meanings) for band in BANDS_OF_SUPPORT}
    return {band: names for band, names in stated.items() if names}


def _unsure(root: MappingNode, knowledge: Knowledge) -> tuple[str, ...]:
    told = {key.text for key, node in root.entries if _is_unsure(node)}
    return tuple(name for name in knowledge.facts if name in told)


def _is_unsure(node: Node | None) -> bool:
    if isinstance(node, MappingNode):
        return _is_unsure(node.get("answer"))
    return isinstance(node, ScalarNode) and node.text.strip().lower() == UNSURE
