"""The command `verify`."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

import click
from msgspec import Struct

from whycry_expert.cli import completing
from whycry_expert.cli.conclusion_input import read_conclusion
from whycry_expert.cli.formats import TRACE_OPTION, format_option, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.named_files import refuse_standard_input_twice
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.printable import one_line, printable, quoted

if TYPE_CHECKING:
    from whycry_expert.knowledge.model import Knowledge
    from whycry_expert.proof.checker import Verdict

_WIDTH = 80
_NO_PROOF = (
    "WHOSE ANSWERS THESE ARE, AND WHICH WERE LEFT OUT, NO PROOF CAN TELL. Whoever wrote the file wrote them, and one "
    "answer that is not here may be the one that matters most:"
)


class _Binding(Struct, frozen=True):
    """The situation file that a conclusion is held against, and where the two differ; None if that cannot be told."""

    file: str
    differences: tuple[str, ...] | None


class _Ground(Struct, frozen=True):
    """As what a conclusion was read, and the knowledge that it was checked with; `shipped` if it comes along."""

    read_as: str
    knowledge: "Knowledge"
    shipped: bool


_EXAMPLE = example("infer situations/example.yaml --format json -o mine.json", "verify mine.json")


@click.command("verify", params=[KNOWLEDGE_OPTION], epilog=_EXAMPLE)
@click.argument("conclusion", shell_complete=completing.files, metavar="CONCLUSION")
@click.option(
    "--situation",
    metavar="FILE",
    shell_complete=completing.files,
    help="Also check that the conclusion was drawn from this situation file: every answer, note and title.",
)
@format_option("text", "json")
@TRACE_OPTION
@click.pass_context
def verify_command(
    context: click.Context,
    /,
    conclusion: str,
    *,
    situation: str | None,
    knowledge_folder: str | None,
    format_: str,
    trace: bool,
) -> None:
    """Check a conclusion step by step, without the engine.

    It is the JSON or the HTML page that infer writes; `-` is standard input. Text and Markdown carry no answers: with
    --situation they are held against that file.

    Exit code 0: it holds. 1: it does not, and each fault is named. 2: it cannot be checked.
    """
    from whycry_expert.cli.faults_told import without_readings
    from whycry_expert.knowledge.loading import load_knowledge, shipped_digest
    from whycry_expert.presentation.checking import check_written
    from whycry_expert.presentation.conclusion_reading import differences_between

    refuse_standard_input_twice((conclusion, situation))
    knowledge = load_knowledge(knowledge_folder)
    written = situation_of(knowledge, situation, {}) if situation is not None else None
    content, name = read_conclusion(conclusion)
    checked = check_written(content, name, knowledge, written)
    verdict, concluded = checked.verdict, checked.situation
    if not trace and any(notice["danger"] for notice in verdict.notices):
        verdict = replace(verdict, faults=without_readings(verdict.faults, knowledge))
    binding = None
    if situation is not None and written is not None:
        told = None if concluded is None else tuple(differences_between(concluded, written))
        binding = _Binding(situation, told)
    ground = _Ground(checked.read_as, knowledge, knowledge.digest == shipped_digest())
    write_result(lambda stream: _write(verdict, ground, binding, format_, stream), Output(), format_)
    if not verdict.holds or (binding is not None and binding.differences != ()):
        context.exit(1)


def _write(verdict: "Verdict", ground: _Ground, binding: _Binding | None, format_: str, stream: TextIO) -> None:
    if format_ == "json":
        write_json(_data(verdict, ground, binding), stream)
    else:
        stream.writelines(f"{printable(line)}\n" for line in _lines(verdict, ground, binding))


def _lines(verdict: "Verdict", ground: _Ground, binding: _Binding | None) -> Iterator[str]:
    from whycry_expert.proof.checker import NOT_CHECKED

    for notice in verdict.notices:
        yield from textwrap.wrap(f"NOTICE {notice['id']}: {notice['title']}", _WIDTH)
        yield from (*textwrap.wrap(str(notice["first"]), _WIDTH), "")
    yield from (str(fault) for fault in verdict.faults)
    checked = verdict.checked
    yield "It holds." if verdict.holds else f"It does not hold. Faults: {len(verdict.faults)}."
    yield (
        f"Checked: answers {checked.facts}, notices {checked.notices}, steps {checked.steps}, "
        f"readings {checked.readings}."
    )
    yield f"Read as {ground.read_as}: opened as anything else, it may show something else."
    yield from textwrap.wrap(printable(_knowledge_used(ground)), _WIDTH)
    yield from _bound(binding)
    yield from ("", *textwrap.wrap(_NO_PROOF, _WIDTH))
    yield from _items(verdict.answers or ("nothing was answered",))
    if verdict.open_safety_questions:
        yield from ("", "Not answered, or not in full, though a notice of danger may depend on it:")
        yield from _items(verdict.open_safety_questions)
    yield from ("", "Not checked:")
    yield from _items(NOT_CHECKED)


def _knowledge_used(ground: _Ground) -> str:
    about = ground.knowledge.about
    named = f"{quoted(about.title)}, version {quoted(about.version)}, digest {ground.knowledge.digest}"
    if ground.shipped:
        return f"Checked with the knowledge that comes with this program: {named}."
    return f"Checked with knowledge that does NOT come with this program, whatever it calls itself: {named}."


def _bound(binding: _Binding | None) -> Iterator[str]:
    if binding is None:
        return
    file = one_line(binding.file)
    if binding.differences is None:
        yield f"Not compared with {file}, since it does not hold."
    elif not binding.differences:
        yield f"Its answers, notes and title are those of {file}, every one."
    else:
        yield f"It was NOT drawn from {file} as that is now:"
        yield from _items(printable(difference) for difference in binding.differences)


def _items(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, _WIDTH, initial_indent="- ", subsequent_indent="  ")


def _data(verdict: "Verdict", ground: _Ground, binding: _Binding | None) -> dict[str, Any]:
    from whycry_expert.presentation.as_json import knowledge_data
    from whycry_expert.proof.checker import NOT_CHECKED

    checked = verdict.checked
    return {
        "notices": [{key: each[key] for key in ("id", "title", "first")} for each in verdict.notices],
        "holds": verdict.holds,
        "faults": [{"where": fault.where, "message": fault.message} for fault in verdict.faults],
        "checked": {
            "facts": checked.facts,
            "notices": checked.notices,
            "steps": checked.steps,
            "readings": checked.readings,
        },
        "read_as": ground.read_as,
        "knowledge": {**knowledge_data(ground.knowledge), "comes_with_the_program": ground.shipped},
        "situation": None
        if binding is None
        else {
            "file": binding.file,
            "same": binding.differences == (),
            "differences": list(binding.differences or ()),
        },
        "answers": list(verdict.answers),
        "open_safety_questions": list(verdict.open_safety_questions),
        "not_checked": [_NO_PROOF.removesuffix(":"), *NOT_CHECKED],
    }
