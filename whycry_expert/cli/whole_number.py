"""Options that take a whole number, and say which in words."""

import click

from whycry_expert.printable import quoted

_DIGITS = 12


class WholeNumber(click.ParamType[int]):
    """A whole number of at least `least`, and at most `most` where there is a most."""

    name = "n"

    def __init__(self, least: int, most: int | None = None) -> None:
        self._least = least
        self._most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number that is written. Fails as an option does when it is none of these."""
        text = str(value).strip()
        number = int(text) if text.isdecimal() and len(text) <= _DIGITS else None
        if number is None or number < self._least or (self._most is not None and number > self._most):
            self.fail(f"{quoted(text)} is no whole number {self._which()}", param, ctx)
        return number

    def _which(self) -> str:
        return f"of at least {self._least}" if self._most is None else f"from {self._least} to {self._most}"
