"""The command `kb test`."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.file_writing import replace_file
from whycry_expert.cli.formats import format_option, output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.printable import one_line, printable
from whycry_expert.source import reason_of

if TYPE_CHECKING:
    from whycry_expert.keeping.trial import Trial
    from whycry_expert.knowledge.model import Knowledge


@click.command("test", params=[KNOWLEDGE_OPTION], epilog=example("kb test situations/example.yaml"))
@click.argument("paths", nargs=-1, shell_complete=completing.files, metavar="[PATH]...")
@click.option(
    "--junit", metavar="FILE", shell_complete=completing.files, help="Also write the trials as JUnit XML to a new file."
)
@click.option("--update", is_flag=True, help="Show what would be stated instead, and write it where you agree.")
@format_option("text", "json")
@output_options
@click.pass_context
def test_command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    *,
    knowledge_folder: str | None,
    junit: str | None,
    update: bool,
    format_: str,
    output: Output,
) -> None:
    """See whether every situation reaches the outcome it states.

    PATH is a file or a folder; by default, the folder situations/ of the knowledge base. Exit code 1: one is missed.
    """
    from whycry_expert.keeping.examples import example_paths, knowledge_root, read_examples
    from whycry_expert.keeping.junit import junit_text
    from whycry_expert.keeping.trial import TrialVerdict, try_all
    from whycry_expert.knowledge.loading import load_knowledge

    root = knowledge_root(knowledge_folder)
    knowledge = load_knowledge(root)
    examples = example_paths(root, paths)
    as_junit = Output(junit, replacing=output.replacing, read=output.read)
    as_junit.check()
    trials = try_all(knowledge, read_examples(examples, knowledge))
    if junit is not None:
        as_junit.write(junit_text(trials).encode())
    write_result(lambda stream: _write(trials, format_, stream), output, format_)
    failed = [trial for trial in trials if trial.verdict in (TrialVerdict.MISSED, TrialVerdict.UNREADABLE)]
    if update:
        failed = [trial for trial in failed if not _updated(trial, knowledge, (root, *paths))]
    if failed:
        context.exit(1)


def _write(trials: "tuple[Trial, ...]", format_: str, stream: TextIO) -> None:
    if format_ == "json":
        write_json(_data(trials), stream)
    else:
        stream.write(printable("".join(f"{line}\n" for line in _lines(trials))))


def _lines(trials: "Iterable[Trial]") -> Iterator[str]:
    from whycry_expert.keeping.trial import TrialVerdict

    counted = dict.fromkeys(TrialVerdict, 0)
    for trial in trials:
        counted[trial.verdict] += 1
        if trial.verdict in (TrialVerdict.MISSED, TrialVerdict.UNREADABLE):
            yield from _failed(trial)
    reached, missed, nothing = (
        counted[verdict] for verdict in (TrialVerdict.REACHED, TrialVerdict.MISSED, TrialVerdict.STATES_NOTHING)
    )
    told = "1 situation reaches what it states" if reached == 1 else f"{reached} situations reach what they state"
    yield (
        f"{told}, {missed} {'does' if missed == 1 else 'do'} not, {counted[TrialVerdict.UNREADABLE]} cannot be read, "
        f"{nothing} {'states' if nothing == 1 else 'state'} nothing."
    )


def _failed(trial: "Trial") -> Iterator[str]:
    title = trial.example.situation.title if trial.example.situation else ""
    yield f"{trial.example.path}{': ' if title else ''}{title}"
    yield from (f"  - {missed}" for missed in trial.missed)
    if trial.without:
        yield "  Without one of these rules it would be as stated:"
        yield from (f"      {rule.name}: {rule.because}" for rule in trial.without)
    if trial.within:
        yield "  If one of these rules held, it would be as stated:"
        yield from (f"      {rule.name}, which needs {rule.condition}" for rule in trial.within)
    yield ""


def _data(trials: "Iterable[Trial]") -> dict[str, Any]:
    return {
        "trials": [
            {
                "file": str(trial.example.path),
                "title": trial.example.situation.title if trial.example.situation else "",
                "verdict": trial.verdict.value,
                "missed": list(trial.missed),
                "without_one_of": [rule.name for rule in trial.without],
                "if_one_held": [rule.name for rule in trial.within],
            }
            for trial in trials
        ]
    }


def _updated(trial: "Trial", knowledge: "Knowledge", named: "Iterable[str | Path]") -> bool:
    """Show what would be written into the file of a trial, ask, and tell whether it was written."""
    from whycry_expert.keeping.examples import leads_out
    from whycry_expert.keeping.restating import restated, with_outcome
    from whycry_expert.source import read_ordinary

    situation, path = trial.example.situation, trial.example.path
    if situation is None or situation.expectation is None or trial.outcome is None:
        return False
    if leads_out(path, named):
        click.echo(one_line(f"{path}: this link leads elsewhere; name the file itself"), err=True)
        return False
    content = read_ordinary(path)
    new = with_outcome(content, situation, restated(situation.expectation, trial.outcome), knowledge)
    if new is None:
        click.echo(one_line(f"{path}: this one is laid out so that only you can rewrite it"), err=True)
        return False
    click.echo(printable(_difference(content, new, str(path))), err=True)
    if not _agreed(f"Write this to {one_line(str(path))}?"):
        return False
    _replace(path, new, content)
    return True


def _agreed(question: str) -> bool:
    """Ask, and take the end of the input for no answer, which agrees to nothing."""
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort as left:
        if isinstance(left.__context__, EOFError):
            click.echo("", err=True)
            return False
        raise


def _difference(old: bytes, new: bytes, name: str) -> str:
    before, after = (text.decode("utf-8-sig").splitlines() for text in (old, new))
    return "\n".join(unified_diff(before, after, name, name, lineterm="", n=1))


def _replace(path: Path, content: bytes, expected: bytes) -> None:
    try:
        replace_file(path, content, expected=expected)
    except OSError as error:
        raise InputError([Problem(Place(str(path)), f"the file cannot be written: {reason_of(error)}")]) from None
