"""The command `verify`."""

from typing import TYPE_CHECKING, Any, TextIO

import click

from whycry_expert.cli.conclusion_input import read_conclusion
from whycry_expert.cli.fact_flags import KNOWLEDGE_OPTION
from whycry_expert.cli.formats import format_option, write_json
from whycry_expert.cli.output import Output, write_result

if TYPE_CHECKING:
    from whycry_expert.proof.checker import Verdict


@click.command("verify", params=[KNOWLEDGE_OPTION])
@click.argument("conclusion", metavar="CONCLUSION.json")
@format_option("text", "json")
@click.pass_context
def verify_command(context: click.Context, /, conclusion: str, knowledge_folder: str | None, format_: str) -> None:
    """Check a conclusion in JSON step by step, without the engine; `-` is standard input.

    Exit code 0: it holds. 1: it does not, and each fault is named. 2: it cannot be checked.
    """
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.proof.checker import check_conclusion

    content, name = read_conclusion(conclusion)
    verdict = check_conclusion(content, name, load_knowledge(knowledge_folder))
    write_result(lambda stream: _write(verdict, format_, stream), Output(), format_)
    if not verdict.holds:
        context.exit(1)


def _write(verdict: "Verdict", format_: str, stream: TextIO) -> None:
    if format_ == "json":
        write_json(_data(verdict), stream)
    else:
        _write_text(verdict, stream)


def _write_text(verdict: "Verdict", stream: TextIO) -> None:
    from whycry_expert.proof.checker import NOT_CHECKED

    stream.writelines(f"{fault}\n" for fault in verdict.faults)
    checked = verdict.checked
    counted = (
        f"{_several(checked.facts, 'answer')}, {_several(checked.notices, 'notice')}, "
        f"{_several(checked.steps, 'step')}, {_several(checked.readings, 'reading')} checked"
    )
    if verdict.holds:
        stream.write(f"Holds: {counted}.\n")
    else:
        stream.write(f"Does not hold: {_several(len(verdict.faults), 'fault')}; {counted}.\n")
    stream.write("Not checked:\n")
    stream.writelines(f"- {what}\n" for what in NOT_CHECKED)


def _several(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _data(verdict: "Verdict") -> dict[str, Any]:
    from whycry_expert.proof.checker import NOT_CHECKED

    checked = verdict.checked
    return {
        "holds": verdict.holds,
        "faults": [{"where": fault.where, "message": fault.message} for fault in verdict.faults],
        "checked": {
            "facts": checked.facts,
            "notices": checked.notices,
            "steps": checked.steps,
            "readings": checked.readings,
        },
        "not_checked": list(NOT_CHECKED),
    }
