"""Numbers: as files write them, and as people read them."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

PLAIN_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?")
_DECIMALS: Final = 6


def decimal(text: str) -> Fraction | None:
    """Give the number that a plain decimal such as 3 or 0.5 names, or None for anything else."""
    return Fraction(text) if PLAIN_DECIMAL.fullmatch(text) else None


def decimal_text(value: Fraction) -> str:
    """Give a number of at most six decimals exactly."""
    millionths = abs(round(value * 10**_DECIMALS))
    digits = f"{millionths:0{_DECIMALS + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-_DECIMALS]}.{digits[-_DECIMALS:]}".rstrip("0").rstrip(".")


def readable(value: Fraction) -> str:
    """Write a number for people, without an exponent: to 15 digits, which JSON keeps as well."""
    return f"{Decimal(f'{float(value):.15g}'):f}"
