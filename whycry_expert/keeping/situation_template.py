"""A situation file with every question in it, to be filled in by hand.

Words stand behind "# ", answers behind "#" alone: without that sign, a line is a valid answer. The options of a choices
fact stand below its name, which is there already and says nothing as long as nothing stands below it.
"""

from collections.abc import Collection, Iterable, Iterator
from textwrap import wrap

from whycry_expert.errors import Complaints, InputError
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.condition import facts_in
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.printable import one_line
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.questions import asked_now, open_questions
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.source import MappingNode, parse

_WIDTH = 100
_LABEL_AT = 34
_BEGINNING = (
    "Take the # away before each answer that is true; everything else may stay as it is, or go.",
    "What is not answered counts for nothing. Instead of yes, write probably, maybe, maybe not, probably not or no;",
    'before an option, write "probably" or "maybe" where you are not sure.',
)


def template_text(knowledge: Knowledge, schema: str | None = None) -> str:
    """Write an empty situation with every question by theme; `schema` is where an editor finds the JSON Schema."""
    return "\n".join(_template(knowledge, schema)) + "\n"


def _template(knowledge: Knowledge, schema: str | None) -> Iterator[str]:
    if schema is not None:
        yield f"# yaml-language-server: $schema={one_line(schema)}"
    yield from _words(knowledge.about.title)
    yield from ("#", *(f"# {line}" for line in _BEGINNING), "")
    yield 'title: ""'
    yield 'story: ""  # in your own words; it is shown back and never interpreted'
    for theme in knowledge.themes:
        yield from ("", *_head(theme.title))
        for name in theme.facts:
            yield ""
            yield from _question(knowledge.facts[name])


def facts_still_open(knowledge: Knowledge, situation: Situation) -> tuple[str, ...]:
    """Name the facts to be asked still: first those that a word of safety depends on, then those that would matter.

    What was answered with unsure is not asked again.
    """
    standing = standing_of(knowledge, situation.answers)
    tested = {name for notice in knowledge.notices for name in facts_in(notice.condition)}
    safety = [
        name
        for name, fact in knowledge.facts.items()
        if name in tested and name not in situation.unsure and asked_now(standing, fact)
    ]
    outlook = outlook_of(knowledge, situation.answers)
    ranked = open_questions(knowledge, situation.answers, outlook, situation.unsure)
    return tuple(dict.fromkeys((*safety, *(question.fact for question in ranked))))


def continued(content: bytes, situation: Situation, knowledge: Knowledge, facts: Iterable[str]) -> bytes:
    """Give the bytes of a situation's file as they are, and behind them the questions of some facts as a template.

    The result reads as the same situation.
    """
    names = tuple(facts)
    there = _keys(content)
    for live in (True, False):
        added = "\n".join(_addition(knowledge, names, there, situation, live=live)) + "\n"
        result = _appended(content, added)
        if _reads_the_same(result, situation, knowledge):
            return result
    return content


def _keys(content: bytes) -> tuple[str, ...]:
    root = parse(content, "", Complaints())
    return root.keys() if isinstance(root, MappingNode) else ()


def _appended(content: bytes, added: str) -> bytes:
    end = b"\r\n" if b"\r\n" in content else b"\n"
    between = end if content.endswith((b"\n", b"\r")) else end + end
    return content + between + added.replace("\n", end.decode()).encode()


def _reads_the_same(content: bytes, situation: Situation, knowledge: Knowledge) -> bool:
    try:
        return read_situation(content, "", knowledge).answers == situation.answers
    except InputError:
        return False


def _addition(
    knowledge: Knowledge, facts: Collection[str], there: Collection[str], situation: Situation, *, live: bool
) -> Iterator[str]:
    if not facts:
        yield "# Nothing is open that would matter."
        return
    yield from _head("Still open, and it would matter; the most telling first")
    for name in facts:
        fact = knowledge.facts[name]
        yield ""
        if name in there:
            yield from _rest_of(fact, situation)
        else:
            yield from _question(fact, live=live)


def _rest_of(fact: Fact, situation: Situation) -> Iterator[str]:
    """Name what is open of a fact that stands in the file already: it cannot be written a second time."""
    yield from _words(fact.question)
    answer = situation.answers.get(fact.name)
    given = dict(getattr(answer, "options", ()))
    yield f"# {fact.name} stands above already. Not answered of it yet:"
    for option in fact.options:
        if option.name not in given:
            yield f"#   {_beside(option.name, option.label)}"


def _head(title: str) -> tuple[str, str]:
    line = one_line(title)
    return f"# {line}", f"# {'=' * min(len(line), _WIDTH)}"


def _words(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(one_line(text), _WIDTH, break_long_words=False))


def _question(fact: Fact, *, live: bool = True) -> Iterator[str]:
    yield from _words(fact.question)
    yield from _words(fact.help)
    if fact.only_if is not None:
        yield from _words(f"Only if {fact.only_if}.")
    yield from _answers(fact, live=live)


def _answers(fact: Fact, *, live: bool) -> Iterator[str]:
    if fact.kind is Kind.YES_NO:
        yield f"#{_beside(f'{fact.name}: yes', fact.yes)}"
        yield f"#{_beside(f'{fact.name}: no', fact.no)}"
    elif fact.kind is Kind.NUMBER:
        yield f"#{_beside(f'{fact.name}: {_some_number(fact)}', fact.unit)}"
    elif fact.kind is Kind.CHOICE:
        yield from (f"#{_beside(f'{fact.name}: {option.name}', option.label)}" for option in fact.options)
    else:
        yield f"{'' if live else '#'}{fact.name}:"
        yield from (f"  #{_beside(f'{option.name}: yes', option.label)}" for option in fact.options)


def _beside(answer: str, words: str) -> str:
    return f"{answer.ljust(_LABEL_AT)}  # {one_line(words)}"


def _some_number(fact: Fact) -> str:
    number = max(fact.least, ONE) if fact.least is not None else ONE
    if fact.most is not None:
        number = min(number, fact.most)
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0")
