"""One flag for each fact of the vocabulary, grouped by theme in the help, and for each option of a choices fact."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from whycry_expert.cli import completing
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.enumeration import all_of, one_of
from whycry_expert.errors import Complaints, InputError, Place, Problem, nearest, unknown_name
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, facts_with_option
from whycry_expert.printable import clipped, one_line, quoted
from whycry_expert.situation.answers import YES_NO_WORDS, option_word
from whycry_expert.situation.changes import FactChange, read_change
from whycry_expert.situation.misplaced import as_assigned, unknown_fact
from whycry_expert.source import ScalarNode

FACT_OPTION = click.Option(
    ["-f", "--fact", "assignments"],
    metavar="FACT=ANSWER",
    multiple=True,
    shell_complete=completing.assignments,
    help="Answer a fact by its name, or one option of it, for instance -f argument=probably. Where several options can "
    "hold, each is a flag of its own too: --OPTION, --OPTION=probably, --no-OPTION.",
)

OPTION_ANSWERS = click.Option(["--option-answer", "option_answers"], multiple=True, hidden=True)
"""What --OPTION, --OPTION=ANSWER and --no-OPTION are read as."""


class FactOption(click.Option):
    """A flag that answers one fact."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        super().__init__(
            [f"--{fact.name}", _parameter(fact.name)], multiple=True, help=one_line(_help(fact)), metavar=_metavar(fact)
        )

    def shell_complete(self, _: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the answers to the fact."""
        return completing.answers_to(self.fact, incomplete)


class FactCommand(click.Command):
    """A command that takes answers as flags, made from the vocabulary of the knowledge base in use."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*arguments, **options)
        self._own_params = [*self.params, FACT_OPTION, OPTION_ANSWERS, KNOWLEDGE_OPTION]
        self.params = list(self._own_params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the knowledge base first, since it says which flags there are."""
        knowledge = load_knowledge(_knowledge_folder(args))
        ctx.obj = knowledge
        taken = {name for param in self._own_params for name in param.opts} | {"--help"}
        taken |= {f"--no-{fact.name}" for fact in knowledge.facts.values() if fact.kind is Kind.YES_NO}
        clashing = [fact for fact in knowledge.facts.values() if f"--{fact.name}" in taken]
        if clashing:
            problems = [
                Problem(fact.place, f"the fact {fact.name} cannot be a flag: --{fact.name} means something else")
                for fact in clashing
            ]
            raise InputError(problems)
        spelled = _spelled_out(args, knowledge, taken)
        written = {argument.partition("=")[0] for argument in spelled}
        # most flags are not written, and making them all takes as long as a conclusion
        facts = knowledge.facts.values()
        wanted = [fact for fact in facts if f"--{fact.name}" in written or ctx.resilient_parsing]
        self.params = [*self._own_params, *map(FactOption, wanted)]
        try:
            return super().parse_args(ctx, spelled)
        except click.NoSuchOption as error:
            name = error.option_name.removeprefix("--")
            owners = facts_with_option(name, knowledge.facts)
            if not owners:
                raise _with_near_options(error, knowledge) from None
            ways = one_of(f"--{owner}={name}" for owner in owners)
            message = f"this is an option of {all_of(owners)}: write {ways}"
            raise InputError([Problem(Place(error.option_name), message)]) from None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the general options and then those of each theme under its title."""
        own = [param for param in self.get_params(ctx) if not isinstance(param, (FactOption, click.Argument))]
        _section(ctx, formatter, "Options", own)
        knowledge = ctx.obj
        if not isinstance(knowledge, Knowledge):
            return
        for theme in knowledge.themes:
            _section(ctx, formatter, one_line(theme.title), [FactOption(knowledge.facts[name]) for name in theme.facts])


def _with_near_options(error: click.NoSuchOption, knowledge: Knowledge) -> click.NoSuchOption:
    """Suggest what can be a flag although click does not know it: an option of a fact, and what means no."""
    name = error.option_name.removeprefix("--")
    flags = [*(error.possibilities or ()), *(f"--{fact}" for fact in knowledge.facts)]
    error = click.NoSuchOption(error.option_name, possibilities=flags, ctx=error.ctx)
    own = (possible.removeprefix("--") for possible in error.possibilities or ())
    known = [*knowledge.facts, *_facts_by_option(knowledge), *own]
    denied = name.removeprefix("no-")
    near = nearest(denied, known) if denied != name and nearest(name, known) is None else nearest(name, known)
    possibilities = [f"--{near}"] if near is not None else error.possibilities
    return click.NoSuchOption(error.option_name, possibilities=possibilities, ctx=error.ctx)


def _section(ctx: click.Context, formatter: click.HelpFormatter, title: str, params: Iterable[click.Parameter]) -> None:
    rows = [record for param in params if (record := param.get_help_record(ctx)) is not None]
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def changes_by_flags(knowledge: Knowledge, values: Mapping[str, Any], complaints: Complaints) -> dict[str, FactChange]:
    """Read the answers from the values of the fact flags and of -f."""
    written: dict[str, list[tuple[str, Place]]] = {}
    for name in knowledge.facts:
        for text in values.get(_parameter(name), ()):
            written.setdefault(name, []).append((text, Place(f"--{name}")))
    assigned = [(text, Place(f"-f {clipped(text)}")) for text in values.get("assignments", ())]
    assigned += [(text, Place(f"--{text.partition('=')[0]}")) for text in values.get("option_answers", ())]
    return _changes(knowledge, written, assigned, complaints)


def changes_assigned(knowledge: Knowledge, texts: Iterable[str], complaints: Complaints) -> dict[str, FactChange]:
    """Read answers that are written as FACT=ANSWER."""
    return _changes(knowledge, {}, [(text, Place(clipped(text))) for text in texts], complaints)


def _changes(
    knowledge: Knowledge,
    written: dict[str, list[tuple[str, Place]]],
    assigned: Iterable[tuple[str, Place]],
    complaints: Complaints,
) -> dict[str, FactChange]:
    options = _facts_by_option(knowledge)
    for assignment, place in assigned:
        name, equals, text = assignment.partition("=")
        name = name.strip()
        if not equals:
            complaints.add(place, f"write FACT=ANSWER, for instance {_assignment(knowledge, name, options)}")
        elif name in knowledge.facts:
            written.setdefault(name, []).append((text, place))
        elif name not in options:
            complaints.add(place, unknown_fact(name, ScalarNode(text.strip(), place), knowledge.facts, as_assigned))
        elif (word := option_word(text)) is not None:
            written.setdefault(options[name], []).append((f"{word} {name}", place))
        else:
            complaints.add(place, unknown_name("answer", text.strip(), YES_NO_WORDS))
    return {name: _change(knowledge.facts[name], texts, complaints) for name, texts in written.items()}


def _assignment(knowledge: Knowledge, name: str, options: Mapping[str, str]) -> str:
    """Write an answer to the fact or option of this name, or else to the first fact that is hard on nobody."""
    others = sorted(knowledge.facts.values(), key=lambda fact: fact.sensitive)
    fact = knowledge.facts.get(name, others[0])
    if name in options:
        return f"{name}=probably"
    return f"{fact.name}={'probably' if fact.kind is Kind.YES_NO else (*fact.option_names, '3')[0]}"


def _change(fact: Fact, texts: list[tuple[str, Place]], complaints: Complaints) -> FactChange:
    place = texts[-1][1]
    if not fact.several and len({text for text, _ in texts}) > 1:
        told = all_of(dict.fromkeys(quoted(text) for text, _ in texts))
        complaints.add(place, f"{fact.name} is answered more than once: {told}")
    separate = texts if fact.several else texts[:1]
    return read_change(fact, ",".join(text for text, _ in separate), place, complaints)


def _parameter(fact: str) -> str:
    return f"fact_{fact.replace('-', '_')}"


def _knowledge_folder(args: list[str]) -> str | None:
    folder = None
    for position, argument in enumerate(args):
        if argument == "--":
            break
        if argument == "--knowledge" and position + 1 < len(args):
            folder = args[position + 1]
        elif argument.startswith("--knowledge="):
            folder = argument.partition("=")[2]
    return folder


def _facts_by_option(knowledge: Knowledge) -> dict[str, str]:
    """Give the options of all choices facts whose name alone says which fact they belong to."""
    choices = [fact for fact in knowledge.facts.values() if fact.several]
    count = Counter(option for fact in choices for option in fact.option_names)
    alone = {option for option, facts in count.items() if facts == 1} - knowledge.facts.keys()
    return {option: fact.name for fact in choices for option in fact.option_names if option in alone}


def _spelled_out(args: list[str], knowledge: Knowledge, taken: set[str]) -> list[str]:
    """Write the flags of yes-no facts and of options as the flags of facts with their answers."""
    yes_no = {fact.name for fact in knowledge.facts.values() if fact.kind is Kind.YES_NO}
    options = {name: fact for name, fact in _facts_by_option(knowledge).items() if f"--{name}" not in taken}
    end = args.index("--") if "--" in args else len(args)
    return [*(_spelled(argument, yes_no, options) for argument in args[:end]), *args[end:]]


def _spelled(argument: str, yes_no: set[str], options: Mapping[str, str]) -> str:
    flag, equals, answer = argument.partition("=")
    name = flag.removeprefix("--")
    if flag == name:
        return argument
    denied = name.removeprefix("no-")
    if denied != name and name not in yes_no | options.keys() and denied in yes_no | options.keys():
        if equals:
            message = f"this means no and takes no answer; write {flag} alone, or --{denied}=ANSWER"
            raise InputError([Problem(Place(flag), message)])
        name, answer = denied, "no"
    elif not equals:
        answer = "yes"
    if name in options:
        return f"--option-answer={name}={answer}"
    return f"--{name}={answer}" if name in yes_no else argument


def _help(fact: Fact) -> str:
    if fact.kind in (Kind.CHOICE, Kind.CHOICES):
        several = "; several with commas" if fact.several else ""
        return f"{fact.question} One of: {', '.join(fact.option_names)}{several}."
    if fact.kind is Kind.YES_NO:
        return f"{fact.question} Alone it means yes; --no-{fact.name} means no."
    return f"{fact.question} In {fact.unit}."


def _metavar(fact: Fact) -> str:
    words = {Kind.YES_NO: "[=ANSWER]", Kind.CHOICE: "OPTION", Kind.CHOICES: "OPTIONS", Kind.NUMBER: "NUMBER"}
    return words[fact.kind]
