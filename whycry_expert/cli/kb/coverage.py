"""The command `kb coverage`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.formats import format_option, output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.printable import printable

if TYPE_CHECKING:
    from whycry_expert.keeping.coverage import Coverage


@click.command("coverage", params=[KNOWLEDGE_OPTION], epilog=example("kb coverage situations/example.yaml"))
@click.argument("paths", nargs=-1, shell_complete=completing.files, metavar="[PATH]...")
@click.option("--all", "whole", is_flag=True, help="Show every rule, and not only what the situations leave out.")
@click.option("--strict", is_flag=True, help="End with exit code 1 when a rule is needed by no situation.")
@format_option("text", "json")
@output_options
@click.pass_context
def coverage_command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    *,
    knowledge_folder: str | None,
    whole: bool,
    strict: bool,
    format_: str,
    output: Output,
) -> None:
    """See which rules and options the situations exercise.

    A rule is needed by a situation when its stated outcome is missed without the rule.
    """
    from whycry_expert.keeping.coverage import coverage_of
    from whycry_expert.keeping.examples import example_paths, knowledge_root, read_examples
    from whycry_expert.knowledge.loading import load_knowledge

    root = knowledge_root(knowledge_folder)
    knowledge = load_knowledge(root)
    examples = example_paths(root, paths)
    read = read_examples(examples, knowledge)
    coverage = coverage_of(knowledge, read)

    def write(stream: TextIO) -> None:
        if format_ == "json":
            write_json(_data(coverage), stream)
        else:
            stream.write(printable("\n".join(_lines(coverage, whole=whole)) + "\n"))

    write_result(write, output, format_)
    if coverage.situations < len(read):
        told = f"{len(read) - coverage.situations} of {len(read)} files cannot be read, and count for nothing"
        click.echo(f"{told}; kb test says why", err=True)
    if strict and coverage.unneeded:
        context.exit(1)


def _lines(coverage: "Coverage", *, whole: bool) -> Iterator[str]:
    yield from _summary(coverage)
    shown = [covered for covered in coverage.rules if whole or not covered.needed]
    if shown:
        yield ""
        yield f"{'rule':<46}{'holds':>7}{'counts':>8}{'needed':>8}"
        for covered in shown:
            yield f"{covered.rule.name:<46}{covered.holds:>7}{covered.counts:>8}{covered.needed:>8}"
    yield from _listed(
        "Lines on which nothing speaks:",
        (
            f"{line.meaning}, {line.line}: {direction} it"
            for line in coverage.lines
            for direction, number in (("for", line.speaks_for), ("against", line.speaks_against))
            if number == 0
        ),
    )
    yield from _listed(
        "Alternatives that never hold:",
        (
            f"{covered.rule.name}: {told}"
            for covered in coverage.rules
            if len(covered.alternatives) > 1
            for told, number in covered.alternatives
            if not number
        ),
    )
    yield from _listed(
        "Answers that never occur:",
        (
            f"{option.fact}{': ' if option.option else ''}{option.option}: {word}"
            for option in coverage.options
            for word, number in (("yes", option.yes), ("no", option.no))
            if number == 0
        ),
    )


def _listed(head: str, lines: Iterator[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", head, *(f"  {line}" for line in told))


def _summary(coverage: "Coverage") -> Iterator[str]:
    yield f"{coverage.situations} situation{'' if coverage.situations == 1 else 's'}."
    held = [held for covered in coverage.rules for _, held in covered.alternatives]
    sides = [
        number for line in coverage.lines for number in (line.speaks_for, line.speaks_against) if number is not None
    ]
    answers = [number for option in coverage.options for number in (option.yes, option.no) if number is not None]
    yield _share("rules needed by a situation", [covered.needed for covered in coverage.rules])
    yield _share("rules that hold somewhere", [covered.holds for covered in coverage.rules])
    yield _share("alternatives that hold somewhere", held)
    yield _share("sides of lines on which something speaks", sides)
    yield _share("answers that occur", answers)


def _share(what: str, numbers: list[int]) -> str:
    there = sum(number > 0 for number in numbers)
    return f"{there:>5} of {len(numbers):>4}  {what}"


def _data(coverage: "Coverage") -> dict[str, Any]:
    return {
        "situations": coverage.situations,
        "unneeded_rules": list(coverage.unneeded),
        "rules": [
            {
                "name": covered.rule.name,
                "holds": covered.holds,
                "counts": covered.counts,
                "needed": covered.needed,
                "alternatives": [{"if": told, "holds": number} for told, number in covered.alternatives],
            }
            for covered in coverage.rules
        ],
        "lines": [
            {"meaning": line.meaning, "line": line.line, "for": line.speaks_for, "against": line.speaks_against}
            for line in coverage.lines
        ],
        "options": [
            {"fact": option.fact, "option": option.option, "yes": option.yes, "no": option.no}
            for option in coverage.options
        ],
    }
