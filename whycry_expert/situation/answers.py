"""Reads an answer to one fact, from whatever a person or a program wrote."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from whycry_expert.errors import Complaints, InputError, Place, Problem, unknown_name
from whycry_expert.knowledge.answer import CERTAINTY_WORDS, WORDS_OF_CERTAINTY, Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.decimals import decimal, readable
from whycry_expert.knowledge.fields import Fields, kind_of
from whycry_expert.knowledge.model import Fact, Kind
from whycry_expert.printable import quoted
from whycry_expert.situation.misplaced import ANSWER_FIELDS, misspelt_field, option_in_list, unknown_option
from whycry_expert.situation.model import Given
from whycry_expert.source import MAX_DEPTH, MappingNode, Node, ScalarNode, SequenceNode

UNSURE = "unsure"
NONE_OF_THEM = "none"
_BLANK = frozenset({"", "~", "null", UNSURE})
_SYNONYMS = {"y": "yes", "true": "yes", "n": "no", "false": "no"}
YES_NO_WORDS = (*CERTAINTY_WORDS, UNSURE)
_ADVERB = re.compile(rf"({'|'.join(sorted(CERTAINTY_WORDS, key=len, reverse=True))})\s+(.+)")
_POSITIVE_ADVERBS = {word: value for word, value in CERTAINTY_WORDS.items() if value > 0}


def read_answer(
    fact: Fact, node: Node, complaints: Complaints, facts: Mapping[str, Fact] | None = None
) -> Given | None:
    """Give the answer that `node` writes to `fact`, or None where it is unsure, blank or wrong.

    What is wrong goes to `complaints`; with all `facts` they say where a name belongs that stands in the wrong place.
    """
    facts = facts or {}
    note, certainty = "", None
    place = node.place
    if isinstance(node, MappingNode) and _is_wrapped(fact, node):
        fields = Fields(node, complaints, f"the answer to {fact.name}")
        note = _note(fields)
        certainty = _certainty(fields)
        inner = fields.node("answer", required=True)
        fields.finish()
        if inner is None:
            return None
        node = inner
    if isinstance(node, MappingNode) and _has_other_keys(fact, node, complaints, facts):
        return None
    answer = _READERS[fact.kind](fact, node, complaints, facts)
    if answer is not None and certainty is not None:
        answer = _weighed(fact, answer, certainty, node.place, complaints)
    return Given(answer, place, note) if answer is not None else None


def answer_words(signed: Fraction) -> str:
    """Give the word for a signed certainty, or yes or no with the number where there is no word for it."""
    number = f"{'yes' if signed > 0 else 'no'}, certainty {readable(abs(signed))}"
    return WORDS_OF_CERTAINTY.get(signed, number)


def _is_wrapped(fact: Fact, node: MappingNode) -> bool:
    """Tell an answer with a note or a certainty from a mapping of options to answers."""
    keys = {"answer"} if fact.several else set(ANSWER_FIELDS)
    return not keys.isdisjoint(node.keys())


def _has_other_keys(fact: Fact, node: MappingNode, complaints: Complaints, facts: Mapping[str, Fact]) -> bool:
    """Complain about keys that are misspelt fields, or facts of their own, and tell whether there are any."""
    found = False
    for key, _ in node.entries:
        message = unknown_option(fact, key.text, facts) if key.text in facts else misspelt_field(fact, key.text)
        if message is not None and key.text not in fact.option_names:
            complaints.add(key.place, message)
            found = True
    return found


def _note(fields: Fields) -> str:
    node = fields.node("note")
    if node is None or isinstance(node, ScalarNode):
        return node.text.strip() if node is not None and not node.is_null else ""
    fields.complain(node.place, f'"note" of {fields.what} must be a text, not {kind_of(node)}')
    return ""


def _certainty(fields: Fields) -> Fraction | None:
    node = fields.node("certainty")
    value = fields.number("certainty")
    if node is None or value is None or 0 < value <= 1:
        return value
    fields.complain(node.place, f"a certainty must lie above 0 and not above 1, not {kind_of(node)}")
    return None


def _weighed(fact: Fact, answer: Answer, certainty: Fraction, place: Place, complaints: Complaints) -> Answer | None:
    if answer.is_full:
        return answer.weighed(certainty)
    complaints.add(place, f"the answer to {fact.name} has both a word and a number for its certainty; give one")
    return None


def plain_words(text: str) -> str:
    """Give a text in lower case, its words with a space between, where underscores may have stood too."""
    return " ".join(text.replace("_", " ").split()).lower()


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and plain_words(node.text) in _BLANK


def _signed_word(fact: Fact, node: Node, complaints: Complaints) -> Fraction | None:
    if not isinstance(node, ScalarNode):
        complaints.add(node.place, f"{fact.name} needs one of {', '.join(YES_NO_WORDS)}, not {kind_of(node)}")
        return None
    word = plain_words(node.text).replace("-", " ")
    word = _SYNONYMS.get(word, word)
    if word in CERTAINTY_WORDS:
        return CERTAINTY_WORDS[word]
    if word in ("on", "off"):
        complaints.add(node.place, f'{fact.name} is answered with words: write yes or no, not "{word}"')
    elif word not in _BLANK:
        message = f"{fact.name}: {unknown_name('answer', node.text, YES_NO_WORDS)}"
        complaints.add(node.place, _unless_continued(node, message))
    return None


def option_word(text: str) -> str | None:
    """Give the word for an answer to one option as lists of options have it, or None where a text is no such answer."""
    word = plain_words(text).replace("-", " ")
    word = UNSURE if word in _BLANK else _SYNONYMS.get(word, word)
    return word if word in YES_NO_WORDS else None


def _yes_no(fact: Fact, node: Node, complaints: Complaints, _facts: Mapping[str, Fact]) -> Answer | None:
    signed = _signed_word(fact, node, complaints)
    return Answer.yes_no(signed) if signed is not None else None


def with_adverb(text: str, names: Iterable[str], adverbs: Mapping[str, Fraction]) -> tuple[str, Fraction]:
    """Take a text such as "probably rye" apart into a name and its certainty; without a word that is 1."""
    text = plain_words(text)
    match = _ADVERB.fullmatch(text)
    if text not in names and match and match[1] in adverbs:
        return match[2], adverbs[match[1]]
    return text, ONE


def _choice(fact: Fact, node: Node, complaints: Complaints, facts: Mapping[str, Fact]) -> Answer | None:
    if _is_blank(node):
        return None
    if not isinstance(node, ScalarNode):
        example = f"; write {fact.name}: {fact.option_names[0]}, for instance"
        complaints.add(node.place, f"{fact.name} needs exactly one option, not {kind_of(node)}{example}")
        return None
    option, certainty = with_adverb(node.text, fact.option_names, _POSITIVE_ADVERBS)
    if option in fact.option_names:
        return Answer.choice(option, certainty)
    complaints.add(node.place, _unless_continued(node, unknown_option(fact, node.text, facts)))
    return None


def _number(fact: Fact, node: Node, complaints: Complaints, _facts: Mapping[str, Fact]) -> Answer | None:
    if _is_blank(node):
        return None
    if isinstance(node, ScalarNode):
        text, certainty = with_adverb(node.text, (), _POSITIVE_ADVERBS)
        unit = next((unit for unit in map(plain_words, (fact.unit, fact.unit_of_one)) if text.endswith(unit)), "")
        value = decimal(text.removesuffix(unit).strip())
        if value is not None:
            return Answer.of_number(value, certainty) if _in_range(fact, value, node.place, complaints) else None
    message = f"{fact.name} needs a number of {fact.unit}, such as 3, not {kind_of(node)}"
    complaints.add(node.place, _unless_continued(node, message))
    return None


def _in_range(fact: Fact, number: Fraction, place: Place, complaints: Complaints) -> bool:
    if fact.least is not None and number < fact.least:
        complaints.add(place, f"{fact.name} must be at least {readable(fact.least)} {fact.unit}")
        return False
    if fact.most is not None and number > fact.most:
        complaints.add(place, f"{fact.name} must be at most {readable(fact.most)} {fact.unit}")
        return False
    return True


def _choices(fact: Fact, node: Node, complaints: Complaints, facts: Mapping[str, Fact]) -> Answer | None:
    if _is_blank(node):
        return None
    if isinstance(node, ScalarNode):
        parts = node.text.split(",")
        items: tuple[Node, ...] = tuple(ScalarNode(part, node.place, continued=node.continued) for part in parts)
    else:
        items = node.items if isinstance(node, SequenceNode) else tuple(value for _, value in node.entries)
    if not items:
        empty = "an empty list" if isinstance(node, SequenceNode) else "an empty mapping"
        message = f"{empty} says nothing; write {NONE_OF_THEM} if none of {fact.name} holds, or leave it out"
        complaints.add(node.place, message)
        return None
    if isinstance(node, MappingNode):
        return _choices_by_option(fact, node, complaints, facts)
    given: dict[str, Fraction] = {}
    for item in items:
        option = _take_option(fact, item, complaints, facts, alone=len(items) == 1)
        for name, signed in option.items():
            if name in given:
                complaints.add(item.place, f"{quoted(name)} is answered twice for {fact.name}")
            given.setdefault(name, signed)
    return Answer.choices(given) if given else None


def _choices_by_option(
    fact: Fact, node: MappingNode, complaints: Complaints, facts: Mapping[str, Fact]
) -> Answer | None:
    given = {}
    for key, value in node.entries:
        if key.text not in fact.option_names:
            complaints.add(key.place, unknown_option(fact, key.text, facts))
            continue
        signed = _option_word(fact, value, complaints)
        if signed is not None:
            given[key.text] = signed
    return Answer.choices(given) if given else None


def _option_word(fact: Fact, node: Node, complaints: Complaints) -> Fraction | None:
    """Read the answer to one option: a word, or yes or no with a certainty of its own."""
    if not isinstance(node, MappingNode):
        return _signed_word(fact, node, complaints)
    fields = Fields(node, complaints, f"the answer to an option of {fact.name}")
    certainty, inner = _certainty(fields), fields.node("answer", required=True)
    fields.finish()
    signed = _signed_word(fact, inner, complaints) if inner is not None else None
    if signed is None or certainty is None:
        return signed
    weighed = _weighed(fact, Answer.yes_no(signed), certainty, node.place, complaints)
    return weighed.certainty if weighed is not None else None


def _take_option(
    fact: Fact, node: Node, complaints: Complaints, facts: Mapping[str, Fact], *, alone: bool
) -> dict[str, Fraction]:
    """Read one item of a list of options; `none` answers all of them, as surely as it says, if it stands alone."""
    if not isinstance(node, ScalarNode):
        example = f"; write {option_in_list(fact, node)}"
        complaints.add(node.place, f"{fact.name} needs names of options, not {kind_of(node)}{example}")
        return {}
    option, certainty = with_adverb(node.text, fact.option_names, CERTAINTY_WORDS)
    if option in fact.option_names:
        return {option: certainty}
    if option == NONE_OF_THEM and alone and certainty > 0:
        return dict.fromkeys(fact.option_names, -certainty)
    if option == NONE_OF_THEM and alone:
        complaints.add(node.place, f"{quoted(node.text)} does not say which of {fact.name} holds; name it")
    elif option == NONE_OF_THEM:
        complaints.add(node.place, f"{NONE_OF_THEM} cannot stand beside other options of {fact.name}")
    else:
        complaints.add(node.place, _unless_continued(node, unknown_option(fact, node.text, facts)))
    return {}


def _unless_continued(node: Node, message: str) -> str:
    """Give what is wrong with an answer; where it runs over several lines, these are what is wrong."""
    if not isinstance(node, ScalarNode) or not node.continued:
        return message
    return (
        f"the indent is wrong: the lines below this one are read as a part of it, as {quoted(node.text)}; "
        "lines that belong together begin in the same column"
    )


_READERS = {Kind.YES_NO: _yes_no, Kind.CHOICE: _choice, Kind.CHOICES: _choices, Kind.NUMBER: _number}


def as_node(value: object, place: Place, depth: int = 0) -> Node:
    """Turn a plain Python value into a node, as if it had been written; True is yes, False no, None blank.

    Raises InputError when it nests deeper than a file may, or cannot be put into words.
    """
    if depth > MAX_DEPTH:
        raise InputError([Problem(place, f"the answers nest more than {MAX_DEPTH} levels deep")])
    if isinstance(value, bool):
        return ScalarNode("yes" if value else "no", place)
    if value is None:
        return ScalarNode("", place)
    if isinstance(value, Mapping):
        entries = (
            (ScalarNode(worded(key, place), place), as_node(item, place, depth + 1)) for key, item in value.items()
        )
        return MappingNode(tuple(entries), place)
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=lambda item: worded(item, place)) if isinstance(value, (set, frozenset)) else value
        return SequenceNode(tuple(as_node(item, place, depth + 1) for item in items), place)
    return ScalarNode(worded(value, place), place, quoted=isinstance(value, str))


def worded(value: object, place: Place) -> str:
    """Give a plain value as text. Raises InputError when that cannot be done."""
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - whatever a value of a program's own raises
        kind = type(value).__name__
        raise InputError([Problem(place, f"a value of the type {kind} cannot be put into words")]) from None
