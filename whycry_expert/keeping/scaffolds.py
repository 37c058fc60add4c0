"""Beginnings of rules, facts, meanings and situations, with everything filled in that can be.

What only a person can write is marked TODO; kb check names each mark that is left.
"""

from collections.abc import Iterable, Iterator

from whycry_expert.errors import unknown_name
from whycry_expert.keeping.uses import uses_in
from whycry_expert.knowledge.certainty import STRENGTHS
from whycry_expert.knowledge.model import Finding, Kind, Knowledge, Meaning
from whycry_expert.printable import one_line

MARK = "TODO"
_SAID = {
    Kind.YES_NO: ("yes", "no"),
    Kind.CHOICE: ("says",),
    Kind.CHOICES: ("yes", "no"),
}


def schema_line(kind: str) -> str:
    """Give the first line of a file, which names its schema for an editor."""
    return f"# yaml-language-server: $schema=../schemas/{kind}.json\n"


def rule_scaffold(knowledge: Knowledge, owner: str, name: str) -> str:
    """Begin a rule of a meaning or finding. Raises ValueError when there is none called `owner`."""
    parts: tuple[Finding | Meaning, ...] = (*knowledge.findings, *knowledge.meanings)
    owners = {part.name: part for part in parts}
    if owner not in owners:
        raise ValueError(unknown_name("finding or meaning", owner, owners))
    return "".join(f"{line}\n" for line in _rule(knowledge, owners[owner], name))


def _rule(knowledge: Knowledge, owner: Finding | Meaning, name: str) -> Iterator[str]:
    indent = "  " if isinstance(owner, Meaning) else "      "
    yield f"{indent}- id: {name}"
    if isinstance(owner, Meaning):
        lines = ", ".join(line.name for line in owner.lines)
        yield f"{indent}  line: {owner.lines[0].name}  # one of: {lines}"
    yield f"{indent}  if: {MARK}  # a fact or finding, {{fact: option}}, {{all: [...]}}, {{any: [...]}}, {{not: ...}}"
    against = "; {against: hints} speaks against it" if isinstance(owner, Meaning) else ""
    yield f"{indent}  then: hints  # one of: {', '.join(STRENGTHS)}{against}"
    yield f"{indent}  because: {MARK} What you tell the person, about this situation."
    yield f"{indent}  why: {MARK} What a rule like this rests on, for whoever audits it."
    yield f"{indent}  claims: []  # {_uncited(knowledge)}"
    yield f"{indent}  sources: []  # there are: {', '.join(knowledge.sources)}"


def _uncited(knowledge: Knowledge) -> str:
    cited = uses_in(knowledge).cited
    free = [name for name, claim in knowledge.claims.items() if claim.kind == "indicator" and name not in cited]
    return f"not cited yet: {', '.join(free)}" if free else "every indicator is cited; facts NAME and claims show them"


def fact_scaffold(name: str, kind: Kind) -> str:
    """Begin a fact of some kind, to be put under `facts` of a theme."""
    return "".join(f"{line}\n" for line in _fact(name, kind))


def _fact(name: str, kind: Kind) -> Iterator[str]:
    yield f"  {name}:"
    yield f"    question: {MARK} An open question, in few words?"
    yield f"    help: {MARK} What helps to answer it, in a line."
    yield f"    kind: {kind.value}"
    if kind is Kind.NUMBER:
        yield from (f"    unit: {MARK}", "    range: {at least: 0, at most: 100}")
        yield f"    says: '{MARK} It was {{answer}}.'"
    elif kind is Kind.YES_NO:
        yield from (f"    {word}: {MARK} The answer {word}, as a sentence." for word in _SAID[kind])
    else:
        yield "    options:"
        for option in ("first-option", "second-option"):
            yield f"      {option}:"
            yield f"        label: {MARK} what the person chooses"
            yield from (f"        {word}: {MARK} The answer, as a sentence." for word in _SAID[kind])


def meaning_scaffold(knowledge: Knowledge, name: str) -> tuple[int, str]:
    """Begin a meaning in a file of its own; give its number too, the next that is free."""
    number = max(meaning.number for meaning in knowledge.meanings) + 1
    rules = [
        _plain_rule(f"{name}-first-sign", "first-line", "suggests"),
        _plain_rule(f"{name}-second-sign", "second-line", "hints"),
        _plain_rule(f"{name}-is-unlikely", "first-line", "{against: suggests}"),
    ]
    text = (
        f"{schema_line('rules')}meaning: {name}\nnumber: {number}\ntitle: {MARK} The reading in a few words\n"
        f"says: {MARK} What it may be, if this reading holds.\n"
        f"lines:\n  first-line: {MARK} What this line is about\n  second-line: {MARK} What this line is about\n"
        f"rules:\n{''.join(rules)}advice: []\ncautions: []\n"
    )
    return number, text


def _plain_rule(name: str, line: str, strength: str) -> str:
    return (
        f"  - id: {name}\n    line: {line}\n    if: {MARK}\n    then: {strength}\n    because: {MARK}\n"
        f"    why: {MARK}\n    claims: []\n    sources: []\n"
    )


def situation_scaffold(knowledge: Knowledge, title: str, facts: Iterable[str] = ()) -> str:
    """Begin a situation that states an outcome; `facts` are those to be answered in it."""
    answers = "".join(_answer(knowledge, name) for name in facts)
    names = ", ".join(meaning.name for meaning in knowledge.meanings)
    return (
        f'{schema_line("situation")}title: "{one_line(title)}"\n{answers}'
        f"expect:\n  leading: []  # any of: {names}\n  notices: []\n"
    )


def _answer(knowledge: Knowledge, name: str) -> str:
    fact = knowledge.facts[name]
    options = ", ".join(fact.option_names) or ("yes, no" if fact.kind is Kind.YES_NO else f"a number of {fact.unit}")
    return f"{name}:  # {one_line(fact.question)} {options}\n"
