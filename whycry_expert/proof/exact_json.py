"""Reads JSON without losing anything: numbers become fractions, and what JSON leaves open is refused."""

import json
import math
import re
from fractions import Fraction
from functools import lru_cache
from typing import Any, NoReturn, TypeAlias

from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.printable import json_escaped, never_bare, quoted

Json: TypeAlias = "dict[str, Json] | list[Json] | str | bool | Fraction | int | None"
"""What is read holds no int; what is written by hand, to be compared with it, may."""

MAX_BYTES = 8_000_000
_LONGEST_NUMBER = 40
_LARGEST_NUMBER = 10**30
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]*")


def read_object(content: bytes, name: str) -> dict[str, Json]:
    """Read a JSON object; `name` is what messages call the file.

    Raises InputError when it is too large, no UTF-8, no JSON, nested too deeply or no object, when a key stands
    twice in one object, for NaN, Infinity and numbers beyond any certainty, count or amount, and for a number or a
    character that is not written as a conclusion writes it: what two readers could take for two things proves nothing.
    """
    place = Place(name)
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB, the most that is read"
        raise InputError([Problem(place, message)])
    try:
        value = _parse(content)
    except UnicodeDecodeError:
        raise InputError([Problem(place, "the file is not UTF-8 text")]) from None
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        raise InputError([Problem(place, f"this is not valid JSON: {error.msg}")]) from None
    except RecursionError:
        raise InputError([Problem(place, "the file nests too deeply to be a conclusion")]) from None
    except ValueError as error:
        raise InputError([Problem(place, str(error))]) from None
    if not isinstance(value, dict):
        raise InputError([Problem(place, f"a conclusion is a JSON object, not {shown(value)}")])
    return value


def shown(value: Json) -> str:
    """Say a value in a few words that are safe to print."""
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (Fraction, int)):
        return str(int(value)) if value == int(value) else repr(float(value))
    return "a list" if isinstance(value, list) else "an object"


def _parse(content: bytes) -> Json:
    document = content.decode("utf-8-sig")
    for character in sorted(never_bare(document))[:1]:
        raise ValueError(
            f"a bare {quoted(character)} stands in it; a conclusion writes it as {json_escaped(character)}"
        )
    value: Json = json.loads(
        document,
        parse_float=_number,
        parse_int=_number,
        parse_constant=_refuse_constant,
        object_pairs_hook=_object,
    )
    return value


@lru_cache(maxsize=4096)
def _number(text: str) -> Fraction:
    # the length is looked at first: a fraction would write all digits out
    if len(text) <= _LONGEST_NUMBER:
        value = Fraction(int(text)) if _WHOLE_NUMBER.fullmatch(text) else Fraction(repr(_finite(text)))
        if abs(value) <= _LARGEST_NUMBER and text == _as_written(value):
            return value
    raise ValueError(f"{quoted(text)} is no number as a conclusion writes it{_hint(text)}")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else 0.0


def _as_written(value: Fraction) -> str:
    """Write a number as a conclusion does: whole numbers plainly, others as the shortest text of the nearest float."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _hint(text: str) -> str:
    value = Fraction(repr(_finite(text))) if len(text) <= _LONGEST_NUMBER else Fraction(0)
    return f" (that would be {_as_written(value)})" if 0 < abs(value) <= _LARGEST_NUMBER else ""


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {quoted(key)} stands twice in one object")
        found[key] = value
    return found
