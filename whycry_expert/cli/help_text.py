"""How a help text looks: names stay whole, and an example that works ends it."""

from typing import Any, Final

import click

_UNBROKEN_HYPHEN: Final = "\u2011"
"""Stands for a hyphen while lines are broken, since names hold hyphens and must not be broken there."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(_whole(prog), _whole(args), prefix)

    def write_text(self, text: str) -> None:
        super().write_text(_whole(text))

    def write_dl(self, rows: Any, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - click's own
        super().write_dl([(first, _whole(second)) for first, second in rows], *arguments, **options)

    def getvalue(self) -> str:
        return super().getvalue().replace(_UNBROKEN_HYPHEN, "-")


class ProgramContext(click.Context):
    """The context of every command."""

    formatter_class = _Formatter


def example(*lines: str) -> str:
    """Give an example of a command, in one line or several, as the end of its help; a test runs it."""
    return "\b\nExample:" + "".join(f"\n  $ whycry-expert {line}" for line in lines)


def _whole(text: str) -> str:
    return text.replace("-", _UNBROKEN_HYPHEN)
