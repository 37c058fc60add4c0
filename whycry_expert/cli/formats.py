"""In which formats the commands show what they found, and where."""

import shlex
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli import completing
from whycry_expert.cli.named_files import file_and_number
from whycry_expert.cli.output import Output, write_result
from whycry_expert.printable import one_line

if TYPE_CHECKING:
    from whycry_expert.inference.conclusion import Conclusion
    from whycry_expert.presentation.as_json import Json
    from whycry_expert.presentation.document import Document
    from whycry_expert.presentation.gate import Found, Gated
    from whycry_expert.presentation.proof_graph import ProofGraph

WORDS = "whycry_expert.words"
"""Under this key the context keeps what was typed after the name of the program."""
_PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".svg"})
GRAPH_FORMATS = ("mermaid", "dot")


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options -o and --force; it gets both as `output`."""

    @click.option(
        "-o",
        "--output",
        "file",
        metavar="FILE",
        shell_complete=completing.files,
        help="Write to a new file; only you can read it.",
    )
    @click.option("--force", is_flag=True, help="Replace the file that is there.")
    @wraps(command)
    def with_output(*arguments: Any, file: str | None, force: bool, **options: Any) -> Any:  # noqa: ANN401 - click's
        output = Output(file, replacing=force, read=tuple(_files_read(click.get_current_context())))
        output.check()
        _refuse_page_of_text(file or "", options.get("format_"))
        return command(*arguments, output=output, **options)

    return with_output


def _refuse_page_of_text(file: str, format_: str | None) -> None:
    """Raise UsageError for a name of a page that is none: a browser would take a person's words in it for markup."""
    if Path(file).suffix.lower() in _PAGES and format_ not in (None, "html"):
        raise click.UsageError(
            f"{one_line(file)} is named like a page, and {format_} is none; give another name{_or_html()}"
        )


def _or_html() -> str:
    formats = next(param.type for param in click.get_current_context().command.params if param.name == "format_")
    return ", or --format html" if isinstance(formats, click.Choice) and "html" in formats.choices else ""


def _files_read(context: click.Context) -> Iterator[str]:
    """Give all that may name a file or folder that the command reads: arguments, --situation, and the knowledge."""
    from whycry_expert.knowledge.loading import knowledge_folders

    for param in context.command.params:
        if isinstance(param, click.Argument) or param.name == "situation":
            value = context.params.get(param.name or "")
            names = (value,) if isinstance(value, str) else value or ()
            yield from (file_and_number(name)[0] for name in names)
    folders = knowledge_folders(context.params.get("knowledge_folder"))
    yield from map(str, folders)
    if context.parent is not None and context.parent.info_name == "kb":
        from whycry_expert.keeping.examples import FOLDER

        yield str(folders[0].parent / FOLDER)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the option that chooses one of some formats; the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to show the result.",
    )


AUDIT_FORMAT_OPTION = format_option("text", "json", "markdown")


TRACE_OPTION = click.option(
    "--trace", is_flag=True, help="Show the readings also where a notice of danger holds them back."
)


def with_everything() -> str:
    """Give the command that is being run, with the flag that shows everything, as a shell takes it."""
    context = click.get_current_context()
    words = list(context.find_root().meta.get(WORDS, ()))
    flags = ["--trace"]
    if context.params.get("file") is not None and not context.params.get("force"):
        flags.append("--force")
    end = words.index("--") if "--" in words else len(words)
    return shlex.join(["whycry-expert", *words[:end], *flags, *words[end:]])


def gated(
    conclusions: "tuple[Conclusion, ...]",
    find: "Callable[[], Found]",
    *,
    trace: bool,
    beside: "tuple[Conclusion, ...]" = (),
) -> "Gated[Found]":
    """Put something to be found out about conclusions behind the gate, and say how this very command shows it.

    Danger in what is shown `beside` them holds it back as well.
    """
    from whycry_expert.presentation.gate import Gated
    from whycry_expert.presentation.wording import ON_REQUEST

    return Gated(conclusions, find, trace, ON_REQUEST, with_everything(), beside)


def write_audit(
    gated: "Gated[Found]",
    format_: str,
    output: Output,
    document: "Callable[[Gated[Found]], Document]",
    data: "Callable[[Gated[Found]], Json]",
) -> None:
    """Write what may be shown of an audit: the document as text or Markdown, or the data as JSON."""

    def write(stream: TextIO) -> None:
        if format_ == "json":
            write_json(data(gated), stream)
        else:
            write_document(document(gated), format_, stream)

    write_result(write, output, format_)


def write_json(data: dict[str, Any], stream: TextIO) -> None:
    """Write data as JSON that cannot steer a terminal."""
    import json

    from whycry_expert.printable import json_escaped

    stream.write(json_escaped(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n")


def write_document(document: "Document", format_: str, stream: TextIO) -> None:
    """Write a document as `text` or as `markdown`."""
    if format_ == "markdown":
        from whycry_expert.presentation.rendering.markdown import markdown_of

        stream.write(markdown_of(document))
    else:
        from whycry_expert.presentation.rendering.terminal import show

        show(document, stream)


def write_graph(graph: "ProofGraph", format_: str, stream: TextIO) -> None:
    """Write a graph as `mermaid` or as `dot`."""
    if format_ == "mermaid":
        from whycry_expert.presentation.rendering.mermaid import to_mermaid

        stream.write(to_mermaid(graph))
    else:
        from whycry_expert.presentation.rendering.dot import to_dot

        stream.write(to_dot(graph))
