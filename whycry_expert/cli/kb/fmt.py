"""The command `kb fmt`."""

from collections.abc import Callable
from pathlib import Path

import click

from whycry_expert.cli import completing
from whycry_expert.cli.file_writing import replace_file
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.printable import one_line
from whycry_expert.source import YAML_SUFFIXES, reason_of

_FOLDERS = ("facts", "rules", "situations")


@click.command("fmt", params=[KNOWLEDGE_OPTION], epilog=example("kb fmt --check situations/example.yaml"))
@click.argument("paths", nargs=-1, shell_complete=completing.files, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 when a file has another layout.")
@click.pass_context
def fmt_command(
    context: click.Context, /, paths: tuple[str, ...], *, knowledge_folder: str | None, only_check: bool
) -> None:
    """Lay out knowledge files and situations in one way.

    Comments stay, and what the files say does not change.

    PATH is a file or a folder; by default facts/, rules/ and situations/ of the knowledge base.
    """
    from whycry_expert.keeping.examples import example_paths, knowledge_root, leads_out

    root = knowledge_root(knowledge_folder)
    named = paths or tuple(str(root / folder) for folder in _FOLDERS if (root / folder).is_dir())
    complaints = Complaints()
    found = example_paths(root, named)
    for path in found:
        if leads_out(path, (root, *named)):
            complaints.add(Place(str(path)), "this link leads elsewhere; name the file itself")
    complaints.raise_if_any()
    changed = [path for path in found if _laid_out(path, complaints, only_check=only_check)]
    complaints.raise_if_any()
    if changed and only_check:
        context.exit(1)


def _laid_out(path: Path, complaints: Complaints, *, only_check: bool) -> bool:
    """Lay one file out, and tell whether it had another layout; what is wrong with it goes to `complaints`."""
    layout = _layout()
    try:
        content, documents = _readable(path)
    except InputError as error:
        complaints.take(error)
        return False
    result = layout(content) if documents == 1 else None
    if result is None:
        reason = "another layout could change what it says" if documents == 1 else "it holds more than one document"
        click.echo(one_line(f"{path}: left as it is, since {reason}"), err=True)
        return False
    if result == content:
        return False
    if not only_check:
        try:
            replace_file(path, result, expected=content)
        except OSError as error:
            complaints.add(Place(str(path)), f"the file cannot be written: {reason_of(error)}")
            return False
    click.echo(one_line(f"{path}{' has another layout' if only_check else ''}"))
    return True


def _readable(path: Path) -> tuple[bytes, int]:
    """Give the content of a file, and of how many documents it is. Raises InputError with all that is wrong with it."""
    from whycry_expert.source import MappingNode, parse_all, read_ordinary

    content, complaints = read_ordinary(path), Complaints()
    if path.suffix not in YAML_SUFFIXES:  # JSON is YAML too, and would be JSON no more
        raise InputError([Problem(Place(str(path)), "this is no .yaml file, so it is left as it is")])
    roots = parse_all(content, str(path), complaints)
    for root in roots:
        if not isinstance(root, MappingNode):
            complaints.add(root.place, "this is no file of a knowledge base and no situation: names are expected here")
    complaints.raise_if_any()
    return content, len(roots)


def _layout() -> Callable[[bytes], bytes | None]:
    try:
        from whycry_expert.keeping.layout import laid_out
    except ModuleNotFoundError:
        raise click.UsageError("kb fmt needs ruamel.yaml; install it with: pip install 'whycry-expert[kb]'") from None
    return laid_out
