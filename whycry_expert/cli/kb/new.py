"""The group `kb new`."""

import json

import click

from whycry_expert.cli import completing
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.knowledge.fields import why_no_name
from whycry_expert.knowledge.model import Kind, Knowledge

_OUTPUT = click.option(
    "-o", "--output", metavar="FILE", shell_complete=completing.files, help="Write to this new file instead."
)


@click.group("new", epilog=example("kb new fact the-weather"))
def new_group() -> None:
    """Begin a rule, a fact, a meaning or a situation.

    Everything is filled in that can be.

    A rule or a fact is printed, to be put into the file that it belongs to; kb check names each TODO that is left.
    """


@new_group.command("rule", params=[KNOWLEDGE_OPTION], epilog=example("kb new rule remorse he-made-amends"))
@click.argument("owner", metavar="MEANING|FINDING")
@click.argument("name")
@_OUTPUT
def rule_command(*, owner: str, name: str, knowledge_folder: str | None, output: str | None) -> None:
    """Begin a rule, for `rules` of its meaning or finding."""
    from whycry_expert.cli.new_file import write_new
    from whycry_expert.keeping.scaffolds import rule_scaffold
    from whycry_expert.knowledge.loading import load_knowledge

    knowledge = load_knowledge(knowledge_folder)
    _check_name(name, knowledge)
    try:
        text = rule_scaffold(knowledge, owner, name)
    except ValueError as error:
        raise InputError([Problem(Place(owner), str(error))]) from None
    write_new(text, output)


@new_group.command("fact", params=[KNOWLEDGE_OPTION], epilog=example("kb new fact the-weather"))
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.YES_NO.value,
    show_default=True,
    help="How it is answered.",
)
@_OUTPUT
def fact_command(*, name: str, kind: str, knowledge_folder: str | None, output: str | None) -> None:
    """Begin a fact, for `facts` of its theme."""
    from whycry_expert.cli.new_file import write_new
    from whycry_expert.keeping.scaffolds import fact_scaffold
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.knowledge.reading_facts import why_no_fact

    _check_name(name, load_knowledge(knowledge_folder), why_no_fact(name))
    write_new(fact_scaffold(name, Kind(kind)), output)


@new_group.command("meaning", params=[KNOWLEDGE_OPTION], epilog=example("kb new meaning sheer-fatigue"))
@click.argument("name")
@_OUTPUT
def meaning_command(*, name: str, knowledge_folder: str | None, output: str | None) -> None:
    """Begin a meaning, a file of its own in rules/."""
    from whycry_expert.cli.new_file import write_new
    from whycry_expert.keeping.scaffolds import meaning_scaffold
    from whycry_expert.knowledge.loading import load_knowledge

    knowledge = load_knowledge(knowledge_folder)
    _check_name(name, knowledge)
    number, text = meaning_scaffold(knowledge, name)
    write_new(text, output)
    if output is None:
        click.echo(f"This belongs into a file of its own, rules/{number:02d}-{name}.yaml", err=True)


@new_group.command("situation", params=[KNOWLEDGE_OPTION], epilog=example("kb new situation 'A quiet evening'"))
@click.argument("title")
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="FACT",
    shell_complete=completing.facts,
    help="A fact to be answered in it.",
)
@_OUTPUT
def situation_command(*, title: str, facts: tuple[str, ...], knowledge_folder: str | None, output: str | None) -> None:
    """Begin a situation that states its outcome, for kb test."""
    from whycry_expert.cli.arguments import fact_named
    from whycry_expert.cli.new_file import write_new
    from whycry_expert.keeping.scaffolds import situation_scaffold
    from whycry_expert.knowledge.loading import load_knowledge

    knowledge = load_knowledge(knowledge_folder)
    written = json.dumps(title, ensure_ascii=False)[1:-1]
    write_new(situation_scaffold(knowledge, written, [fact_named(knowledge, name) for name in facts]), output)


def _check_name(name: str, knowledge: Knowledge, fault: str | None = None) -> None:
    """Raise InputError where a name is none, is taken already, or has another `fault`."""
    if fault := why_no_name(name) or fault:
        raise InputError([Problem(Place(name), fault)])
    places = {fact.name: fact.place for fact in knowledge.facts.values()}
    places |= {finding.name: finding.place for finding in knowledge.findings}
    places |= {meaning.name: meaning.place for meaning in knowledge.meanings}
    places |= {notice.name: notice.place for notice in knowledge.notices}
    places |= {rule.name: rule.place for rule in knowledge.rules()}
    if name in places:
        raise InputError([Problem(Place(name), f"this name is used already in this knowledge base: {places[name]}")])
