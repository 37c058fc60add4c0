"""The command `kb diff`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click
from msgspec.structs import replace

from whycry_expert.cli import completing
from whycry_expert.cli.formats import format_option, output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.cli.whole_number import WholeNumber
from whycry_expert.printable import printable

if TYPE_CHECKING:
    from whycry_expert.keeping.changes import KnowledgeChange
    from whycry_expert.keeping.effects import Effects


@click.command("diff", params=[KNOWLEDGE_OPTION], epilog=example("kb diff docs/drooping-plant docs/drooping-plant"))
@click.argument("old", shell_complete=completing.folders)
@click.argument("new", shell_complete=completing.folders)
@click.option(
    "--random",
    "number",
    type=WholeNumber(0),
    default=1000,
    show_default=True,
    metavar="N",
    help="Try so many random situations; the same ones every time.",
)
@format_option("text", "json")
@output_options
@click.pass_context
def diff_command(
    context: click.Context,
    /,
    old: str,
    new: str,
    *,
    knowledge_folder: str | None,
    number: int,
    format_: str,
    output: Output,
) -> None:
    """See what changed between two knowledge bases, and its effect.

    OLD and NEW are folders, or revisions of git. Exit code 1: they differ.
    """
    from whycry_expert.keeping.changes import changes_between
    from whycry_expert.keeping.effects import effects_of
    from whycry_expert.keeping.examples import knowledge_root, paths_below, read_examples
    from whycry_expert.keeping.revisions import knowledge_at
    from whycry_expert.knowledge.loading import load_knowledge

    root = knowledge_root(knowledge_folder)
    with knowledge_at(old, root) as before, knowledge_at(new, root) as after:
        bases = load_knowledge(before), load_knowledge(after)
        paths = paths_below(before) | paths_below(after)
        read = read_examples(paths.values(), bases[1])
        examples = [replace(example, name=name) for name, example in zip(paths, read, strict=True)]
        changes = changes_between(*bases)
        effects = effects_of(*bases, examples, number if changes else 0)
    write_result(lambda stream: _write(changes, effects, format_, stream), output, format_)
    if changes:
        context.exit(1)


def _write(changes: "Sequence[KnowledgeChange]", effects: "Effects", format_: str, stream: TextIO) -> None:
    if format_ == "json":
        write_json(_data(changes, effects), stream)
    else:
        stream.write(printable("".join(f"{line}\n" for line in _lines(changes, effects))))


def _lines(changes: "Sequence[KnowledgeChange]", effects: "Effects") -> Iterator[str]:
    if not changes:
        yield "Both say the same."
        return
    yield "What changed:"
    yield from (f"  {change}" for change in changes)
    yield ""
    yield "Situations that conclude otherwise:" if effects.turns else "Every situation concludes the same."
    for turn in effects.turns:
        yield f"  {turn.name}"
        yield from (f"    {how}" for how in turn.how)
    yield ""
    yield f"Of {effects.tried} random situations, {effects.other_end} end otherwise (what leads, or the notices)."
    for name, (up, down) in effects.moved.items():
        yield f"  {name}: a band or more up in {up}, down in {down}"


def _data(changes: "Sequence[KnowledgeChange]", effects: "Effects") -> dict[str, Any]:
    return {
        "changes": [
            {
                "kind": change.kind,
                "name": change.name,
                "part": change.part,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
        "situations": [{"file": turn.name, "how": list(turn.how)} for turn in effects.turns],
        "random": {
            "tried": effects.tried,
            "other_end": effects.other_end,
            "moved": {name: {"up": up, "down": down} for name, (up, down) in effects.moved.items()},
        },
    }
