"""The command `batch`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whycry_expert.cli import completing
from whycry_expert.cli.formats import output_options
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output
from whycry_expert.cli.standard_streams import STANDARD_INPUT, standard_input
from whycry_expert.cli.whole_number import WholeNumber
from whycry_expert.errors import InputError

if TYPE_CHECKING:
    from whycry_expert.batch.piece import Piece, PieceResult
    from whycry_expert.cli.growing_file import Addition
    from whycry_expert.knowledge.model import Knowledge


@click.command("batch", params=[KNOWLEDGE_OPTION], epilog=example("batch situations"))
@click.argument("inputs", nargs=-1, required=True, shell_complete=completing.files, metavar="INPUT...")
@click.option("--trace", is_flag=True, help="Write the whole record of each, as infer --format json does, a line each.")
@click.option("--strict", is_flag=True, help="Stop at the first record that is wrong, instead of skipping it.")
@click.option(
    "--jobs", type=WholeNumber(1, 256), metavar="N", default=1, show_default=True, help="Use N processes, 256 at most."
)
@click.option("--resume", is_flag=True, help="With -o: go on where a run with the same input was interrupted.")
@output_options
@click.pass_context
def batch_command(
    context: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    trace: bool,
    strict: bool,
    jobs: int,
    resume: bool,
    output: Output,
    knowledge_folder: str | None,
) -> None:
    """Conclude from many situations: a line of JSON for each.

    The lines are in the order of the situations.

    INPUT is a file of JSON Lines (on each line one situation: facts to answers, as in a situation file, and an "id" and
    a title if you like), a YAML file with one situation or several, a folder of such, or - for JSON Lines on standard
    input. The lines are for programs: whoever shows them to people begins with the notices, and holds the readings back
    where "in_danger" is true.

    What is wrong with a record is told, and the record skipped. Exit code 1: some were.
    """
    from whycry_expert.knowledge.loading import load_knowledge

    if resume and (output.is_stream or output.replacing):
        raise click.UsageError("--resume goes on with a file: give it with -o, and without --force")
    _refuse_without_extra()
    run = _Run(load_knowledge(knowledge_folder), inputs, trace=trace, strict=strict, jobs=jobs)
    with run.shown():
        if output.is_stream:
            output.write_parts(addition.lines for addition in run.additions(run.pieces(), partly=True))
        else:
            run.to_file(output, resume=resume)
    if run.skipped:
        records = "1 record was" if run.skipped == 1 else f"{run.skipped:,} records were"
        click.echo(f"{records} skipped", err=True)
        context.exit(1)


def _refuse_without_extra() -> None:
    try:
        import numpy  # noqa: F401, ICN001 - only whether it is there
        import orjson  # noqa: F401
    except ModuleNotFoundError:
        message = "batch needs NumPy and orjson; install them with: pip install 'whycry-expert[batch]'"
        raise click.UsageError(message) from None


class _Run:
    """One run over some input."""

    def __init__(
        self, knowledge: "Knowledge", inputs: tuple[str, ...], *, trace: bool, strict: bool, jobs: int
    ) -> None:
        from whycry_expert.batch.pieces import STANDARD_STREAM, files_in

        self._knowledge = knowledge
        self._files = files_in(inputs)
        self._from_stream = STANDARD_STREAM in self._files
        self._trace = trace
        self._strict = strict
        self._jobs = jobs
        self._advance: Callable[[int], None] = lambda _: None
        self.skipped = 0

    def pieces(self) -> "Iterator[Piece]":
        """Cut the input into pieces."""
        from whycry_expert.batch.pieces import pieces_of

        return pieces_of(self._files, standard_input().buffer if self._from_stream else None, STANDARD_INPUT.file)

    def additions(self, pieces: "Iterator[Piece]", *, partly: bool = False) -> "Iterator[Addition]":
        """Conclude from pieces, tell what is wrong with records, and give the lines of each piece.

        With `partly`, also those that come before a record that stops everything.
        """
        from whycry_expert.batch.piece import fingerprint, size_of
        from whycry_expert.batch.running import outcomes_of
        from whycry_expert.cli.growing_file import Addition

        for piece, outcome in outcomes_of(pieces, self._knowledge, trace=self._trace, jobs=self._jobs):
            if self._strict and outcome.refused:
                first = outcome.refused[0]
                if partly:
                    yield Addition(b"", b"".join(outcome.lines[: first.after]), 0)
                raise InputError(first.problems)
            self._tell(outcome)
            yield Addition(fingerprint(piece), outcome.written, len(outcome.refused))
            self._advance(size_of(piece))

    def to_file(self, output: Output, *, resume: bool) -> None:
        """Write all lines to a file, which can be resumed should it not come to its end."""
        from whycry_expert import __version__
        from whycry_expert.batch.piece import fingerprint
        from whycry_expert.cli.growing_file import GrowingFile

        about = f"whycry-expert {__version__}, {self._knowledge.digest}, {'records' if self._trace else 'conclusions'}"
        growing = GrowingFile(output, about)
        pieces = self.pieces()
        if resume:
            growing.resume(map(fingerprint, pieces))
        else:
            growing.begin()
        try:
            growing.grow(self.additions(pieces))
        except BaseException:
            click.echo(growing.left, err=True)
            raise
        growing.finish()
        self.skipped = growing.progress.skipped

    @contextmanager
    def shown(self) -> "Iterator[None]":
        """Show on a terminal how far it has come; nothing elsewhere."""
        if not sys.stderr or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

        total = None if self._from_stream else sum(Path(file).stat().st_size for file in self._files)
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total)
            self._advance = lambda size: progress.advance(task, size)
            yield

    def _tell(self, outcome: "PieceResult") -> None:
        self.skipped += len(outcome.refused)
        for refused in outcome.refused:
            for problem in refused.problems:
                click.echo(str(problem), err=True)
