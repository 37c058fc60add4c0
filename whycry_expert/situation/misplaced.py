"""Says where a name belongs that stands where no such name is known, but another place has it."""

from collections.abc import Callable, Iterable, Mapping

from whycry_expert.enumeration import all_of, one_of
from whycry_expert.errors import nearest, unknown_name
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.certainty import BANDS_OF_SUPPORT
from whycry_expert.knowledge.model import Fact, facts_with_option
from whycry_expert.knowledge.reserved import RESERVED_NAMES
from whycry_expert.printable import quoted
from whycry_expert.source import MappingNode, Node, ScalarNode

ANSWER_FIELDS = ("answer", "certainty", "note")
"""What can stand under a fact besides the answer alone."""
_EXPECTED = (
    *("picture", "leading", "notices", "speaks against"),
    *(f"{limit} {band.value}" for limit in ("at least", "at most") for band in BANDS_OF_SUPPORT),
)


def in_a_file(fact: Fact, option: str, node: Node | None) -> str:
    """Write an answer to an option as a situation file has it: the one of `node`, or yes where there is none."""
    word = "yes" if node is None else _word_of(node)
    return f"{fact.name}: {{{option}: {word}}}" if fact.several else f"{fact.name}: {_with_adverb(word, option)}"


def as_assigned(fact: Fact, option: str, node: Node | None) -> str:
    """Write an answer to an option as FACT=ANSWER, as `in_a_file` does."""
    return f"{option}={_word_of(node)}" if fact.several else f"{fact.name}={_with_adverb(_word_of(node), option)}"


def unknown_fact(
    name: str,
    node: Node,
    facts: Mapping[str, Fact],
    written: Callable[[Fact, str, Node | None], str] = in_a_file,
) -> str:
    """Say what is wrong with a name that was answered as a fact and is none; `written` is how an answer is written."""
    options = [option for fact in facts.values() for option in fact.option_names]
    near = name if name in options else nearest(name, (*facts, *options, *RESERVED_NAMES))
    if near in RESERVED_NAMES:
        return _about_the_file(name, near)
    if name in ANSWER_FIELDS:
        return f"{quoted(name)} belongs under the fact that it is about: write FACT: {{answer: ANSWER, {name}: ...}}"
    if name in _EXPECTED:
        return f'{quoted(name)} belongs under "expect": write expect: {{{name}: ...}}'
    if near is None or near in facts:
        return unknown_name("fact", name, facts)
    owners = facts_with_option(near, facts)
    told = f"{quoted(name)} is no fact but" if near == name else f"{unknown_name('fact', name, [near])} That is"
    ways = one_of(written(facts[owner], near, node) for owner in owners)
    return f"{told} an option of {all_of(owners)}: write {ways}"


def no_name_but_option(kind: str, name: str, owners: Iterable[str]) -> str:
    """Say that a name is none of a `kind` but an option of some facts."""
    return f"{quoted(name)} is no {kind} but an option of {all_of(owners)}"


def _about_the_file(name: str, meant: str) -> str:
    stands = f"{quoted(meant)} is no fact: it stands at the beginning of a line in the file of a situation"
    return stands if name == meant else f"{unknown_name('fact', name, [meant])} That is what a file can say besides."


def unknown_option(fact: Fact, name: str, facts: Mapping[str, Fact]) -> str:
    """Say what is wrong with a name that was given as an option of a fact and is none."""
    plain = name.strip().lower()
    assigned, equals, word = plain.partition("=")
    if equals and assigned.strip() in fact.option_names:
        word = word.strip() if word.strip() in CERTAINTY_WORDS and word.strip() != "yes" else ""
        return f'how sure you are stands before an option: write "{f"{word} {assigned}".strip()}"'
    strange, _, option = plain.rpartition(" ")
    if strange and strange not in CERTAINTY_WORDS and option in fact.option_names:
        words = (word for word, value in CERTAINTY_WORDS.items() if value > 0 or fact.several)
        return f"{quoted(strange)} before {option} does not say how sure you are; valid are: {', '.join(words)}"
    if CERTAINTY_WORDS.get(strange, 0) < 0 and option in fact.option_names and not fact.several:
        return f"{quoted(strange)} denies {option}: write the one option of {fact.name} that holds, or nothing"
    if plain in facts:
        return f"{plain} is a fact of its own and no option of {fact.name}: write it at the beginning of a line"
    owners = facts_with_option(plain, facts)
    if owners:
        example = in_a_file(facts[owners[0]], plain, None)
        return f"{plain} is no option of {fact.name} but of {all_of(owners)}: write {example}"
    return unknown_name(f"option of {fact.name}", name, fact.option_names)


def option_in_list(fact: Fact, node: Node) -> str:
    """Write an item of a list of options as it is written there, or say how one is."""
    if isinstance(node, MappingNode) and len(node.entries) == 1:
        ((key, value),) = node.entries
        if key.text in fact.option_names and isinstance(value, ScalarNode) and value.text in CERTAINTY_WORDS:
            return key.text if value.text == "yes" else f"{value.text} {key.text}"
    return f"{fact.option_names[0]} or probably {fact.option_names[0]}, for instance"


def misspelt_field(fact: Fact, name: str) -> str | None:
    """Say which field under a fact was meant, or None where none comes near that is no option.

    A field of its right name stands too deep here, or under a choices fact beside options.
    """
    if name in fact.option_names:
        return None
    if name == "answer":
        return f'"answer" stands within another "answer": write {fact.name}: {{answer: ANSWER}}'
    if name in ANSWER_FIELDS:
        answer = "{...}" if fact.several else "ANSWER"
        return f'"{name}" stands beside "answer": write {fact.name}: {{answer: {answer}, {name}: ...}}'
    near = nearest(name, (*ANSWER_FIELDS, *fact.option_names))
    if near not in ANSWER_FIELDS:
        return None
    return f"the answer to {fact.name}: {unknown_name('field', name, ANSWER_FIELDS)}"


def _word_of(node: Node | None) -> str:
    """Give the word that a node answers an option with, or ANSWER where it has none."""
    node = node.get("answer") if isinstance(node, MappingNode) else node
    return node.text if isinstance(node, ScalarNode) and node.text in CERTAINTY_WORDS else "ANSWER"


def _with_adverb(word: str, option: str) -> str:
    return f"{word} {option}" if CERTAINTY_WORDS.get(word, 0) > 0 and word != "yes" else option
