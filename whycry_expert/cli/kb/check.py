"""The command `kb check`."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli.formats import format_option, output_options, write_json
from whycry_expert.cli.help_text import example
from whycry_expert.cli.knowledge_option import KNOWLEDGE_OPTION
from whycry_expert.cli.output import Output, write_result
from whycry_expert.printable import printable

if TYPE_CHECKING:
    from whycry_expert.keeping.checking.remark import Remark


@click.command("check", params=[KNOWLEDGE_OPTION], epilog=example("kb check --knowledge docs/drooping-plant"))
@format_option("text", "json", "sarif")
@output_options
@click.pass_context
def check_command(context: click.Context, /, *, knowledge_folder: str | None, format_: str, output: Output) -> None:
    """See what is wrong with a knowledge base, without running it.

    Each remark ends with the name of its check, which is that of its page in docs/checks/. A comment beside the line,
    `# silence NAME: REASON`, lets it pass. Exit code 1: there are errors or warnings. Notes
    are for you to decide.
    """
    from whycry_expert.keeping.checking.remark import Severity
    from whycry_expert.keeping.checking.running import all_checks, check_knowledge
    from whycry_expert.keeping.examples import knowledge_root

    try:
        remarks = check_knowledge(knowledge_root(knowledge_folder))
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        raise click.UsageError("kb check needs z3; install it with: pip install 'whycry-expert[kb]'") from None
    write_result(lambda stream: _write(remarks, format_, stream), output, format_)
    checks = all_checks()
    if any(checks[remark.code].severity is not Severity.NOTE for remark in remarks):
        context.exit(1)


def _write(remarks: "tuple[Remark, ...]", format_: str, stream: TextIO) -> None:
    if format_ == "text":
        stream.write(printable("".join(f"{line}\n" for line in _lines(remarks))))
    elif format_ == "json":
        write_json({"remarks": [_data(remark) for remark in remarks]}, stream)
    else:
        from whycry_expert import __version__
        from whycry_expert.keeping.checking.running import all_checks
        from whycry_expert.keeping.checking.sarif import sarif_data

        write_json(sarif_data(remarks, all_checks(), __version__), stream)


def _lines(remarks: "tuple[Remark, ...]") -> Iterator[str]:
    from whycry_expert.keeping.checking.remark import Severity
    from whycry_expert.keeping.checking.running import all_checks

    checks = all_checks()
    for remark in remarks:
        yield f"{remark.place}: {checks[remark.code].severity.value}: {remark.message} [{remark.code}]"
    counted = Counter(checks[remark.code].severity for remark in remarks)
    told = (f"{counted[severity]} {severity.value}{'' if counted[severity] == 1 else 's'}" for severity in Severity)
    yield f"{len(checks)} checks: {', '.join(told)}."


def _data(remark: "Remark") -> dict[str, Any]:
    from whycry_expert.keeping.checking.running import all_checks

    check = all_checks()[remark.code]
    return {
        "code": remark.code,
        "severity": check.severity.value,
        "message": remark.message,
        "file": remark.place.file,
        "line": remark.place.line,
        "column": remark.place.column,
        "page": f"docs/checks/{remark.code}.md",
    }
