"""Numbers, texts and comments as CLIPS reads them."""

from collections.abc import Iterable
from fractions import Fraction

from whycry_expert.printable import one_line


def number(value: Fraction) -> str:
    """Give the decimal that CLIPS reads as the binary fraction nearest to `value`."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def string(text: str) -> str:
    """Give a string constant, whatever the text holds."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def comment(text: str) -> str:
    """Give one line that CLIPS skips, whatever the text holds."""
    return f"; {one_line(text)}"


def product(factors: Iterable[str]) -> str:
    """Give the product of some expressions, of which there may be none."""
    factors = tuple(factors)
    return f"(* {' '.join(factors)})" if len(factors) > 1 else "".join(factors) or "1"


def defrule(name: str, says: str, salience: int, patterns: Iterable[str], actions: Iterable[str]) -> str:
    """Give a rule; one without patterns fires in every run."""
    declared = f"(declare (salience {salience}))"
    lines = [f"(defrule {name} {string(says)}", declared, *patterns, "=>", *actions]
    return "\n  ".join(lines) + ")\n"
