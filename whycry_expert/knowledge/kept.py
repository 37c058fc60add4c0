"""The shipped knowledge kept ready, so that a start does not read and check its YAML again.

What is kept is JSON: it can hold no code. It is taken only when its checksum holds and the digest in it is that of the
YAML files as they are now. In a wheel it comes with the program, made when the wheel was built. In a checkout it lies
where Python keeps its own compiled modules, and goes the same way: PYTHONDONTWRITEBYTECODE keeps it from being written,
and other modules that read knowledge make it stale. Nothing is written anywhere else, so that no file in a home tells
that this program was used. Who can change it can change the modules beside it as well; the checksum is there for
accidents. Knowledge of other folders is not kept.
"""

import json
import os
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder

from whycry_expert.knowledge.model import Knowledge

IN_WHEEL = Path(__file__).parent.parent / "kept-knowledge.json"
_ROOT_MARK = "\0"
"""Stands in kept places for the folder of the knowledge; no text holds this character."""


def kept_name(name: str) -> str:
    """Give the name of a file of the knowledge base as places of kept knowledge have it."""
    return f"{_ROOT_MARK}{name}"


def encoded(knowledge: Knowledge, stamp: str = "") -> bytes:
    """Give knowledge whose places have kept names as it is kept; `stamp` tells of the program that read it."""
    body = Encoder(enc_hook=_as_text).encode(knowledge)
    head = {"stamp": stamp, "checksum": sha256(body).hexdigest()}
    return json.dumps(head).encode() + b"\n" + body


def decoded(content: bytes, digest: str, root: Path, stamp: str = "") -> Knowledge | None:
    """Give kept knowledge with its places in the folder `root`, or None where it is damaged or other knowledge."""
    head, _, body = content.partition(b"\n")
    expected = {"stamp": stamp, "checksum": sha256(body).hexdigest()}
    try:
        if json.loads(head) != expected:
            return None
        place = json.dumps(f"{root}{os.sep}").encode().removesuffix(b'"')
        whole = body.replace(json.dumps(_ROOT_MARK).encode().removesuffix(b'"'), place)
        knowledge = Decoder(Knowledge, dec_hook=_from_text).decode(whole)
    except (ValueError, DecodeError):
        return None
    return knowledge if knowledge.digest == digest else None


def _as_text(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value)} is no part of knowledge")


def _from_text(kind: type, value: Any) -> Any:  # noqa: ANN401 - as the library calls it
    if kind is Fraction:
        return Fraction(value)
    raise TypeError(f"{kind} is no part of knowledge")
