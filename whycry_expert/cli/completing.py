"""What a shell can complete: names of the knowledge base in use, answers, and files."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from whycry_expert.errors import WhycryError
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.model import Kind
from whycry_expert.printable import one_line

if TYPE_CHECKING:
    from whycry_expert.knowledge.model import Fact, Knowledge


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete files."""
    return [CompletionItem(incomplete, type="file")]


def folders(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete folders."""
    return [CompletionItem(incomplete, type="dir")]


def facts(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of facts, with their questions beside them."""
    return _beginning(incomplete, _questions(_knowledge(context)))


def meanings(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of meanings."""
    return _beginning(incomplete, _titles(_knowledge(context)))


def rules(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of rules, and of the findings and meanings that have some."""
    knowledge = _knowledge(context)
    if knowledge is None:
        return []
    named = [(rule.name, rule.because) for rule in knowledge.rules()]
    named += [(finding.name, finding.says) for finding in knowledge.findings]
    return _beginning(incomplete, [*named, *_titles(knowledge)])


def claims(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of claims and sources."""
    knowledge = _knowledge(context)
    if knowledge is None:
        return []
    named = [(claim.name, claim.text) for claim in knowledge.claims.values()]
    return _beginning(incomplete, [*named, *knowledge.sources.items()])


def assignments(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete FACT=ANSWER: the fact until there is an equals sign, and then its answers."""
    knowledge = _knowledge(context)
    name, equals, answer = incomplete.partition("=")
    if knowledge is None:
        return []
    if not equals:
        return _beginning(incomplete, [(f"{fact}=", words) for fact, words in _questions(knowledge)])
    fact = knowledge.facts.get(name)
    return [] if fact is None else [_after(f"{name}=", item) for item in answers_to(fact, answer)]


def names_and_files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a meaning, or fact:NAME, or a file."""
    named = [(f"fact:{name}", words) for name, words in _questions(_knowledge(context))]
    return [
        *meanings(context, parameter, incomplete),
        *(_beginning(incomplete, named) if ":" in incomplete or incomplete.startswith("f") else []),
        *files(context, parameter, incomplete),
    ]


def assignments_and_files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete FACT=ANSWER, or a file."""
    found = assignments(context, parameter, incomplete)
    return found if "=" in incomplete else [*found, *files(context, parameter, incomplete)]


def answers_to(fact: "Fact", incomplete: str) -> list[CompletionItem]:
    """Complete an answer to a fact; of several options with commas, the last."""
    if fact.kind is Kind.NUMBER:
        return []
    if fact.kind is Kind.YES_NO:
        from whycry_expert.situation.answers import UNSURE

        said = [(word.replace(" ", "-"), fact.yes if value > 0 else fact.no) for word, value in CERTAINTY_WORDS.items()]
        return _beginning(incomplete, [*said, (UNSURE, "")])
    before, comma, last = incomplete.rpartition(",") if fact.several else ("", "", incomplete)
    there = before.split(",")
    options = [(option.name, option.label) for option in fact.options if option.name not in there]
    return [_after(f"{before}{comma}", item) for item in _beginning(last, options)]


def _after(before: str, item: CompletionItem) -> CompletionItem:
    return CompletionItem(f"{before}{item.value}", type=item.type, help=item.help)


def _questions(knowledge: "Knowledge | None") -> Iterator[tuple[str, str]]:
    if knowledge is not None:
        yield from ((fact.name, fact.question) for fact in knowledge.facts.values())


def _titles(knowledge: "Knowledge | None") -> Iterator[tuple[str, str]]:
    if knowledge is not None:
        yield from ((meaning.name, meaning.title) for meaning in knowledge.meanings)


def _beginning(incomplete: str, named: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=one_line(words)) for name, words in named if name.startswith(incomplete)]


def _knowledge(context: click.Context) -> "Knowledge | None":
    """Give the knowledge base that the command line names, or None where it cannot be loaded."""
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.knowledge.model import Knowledge

    if isinstance(context.obj, Knowledge):
        return context.obj
    try:
        return load_knowledge(context.params.get("knowledge_folder"))
    except WhycryError:
        return None
