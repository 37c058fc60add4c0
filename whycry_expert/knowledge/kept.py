"""What is kept ready of knowledge: JSON, which can hold no code, behind a checksum."""

import os
from fractions import Fraction
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from msgspec import DecodeError, json
from msgspec.structs import replace

from whycry_expert.knowledge.files import KnowledgeFiles

_ANY_ROOT = "\0"
"""Stands in kept places for the folder of the knowledge; no text holds this character."""
Kept = TypeVar("Kept")
_ONE_AT_A_TIME = Lock()
"""msgspec finds out about a type when it first decodes one; two threads that do so at once end the process."""


def portable(files: KnowledgeFiles) -> KnowledgeFiles:
    """Give files with the places that kept knowledge has, which hold in whichever folder it is."""
    return replace(files, root=_ANY_ROOT)


def encoded(value: object, digest: str, stamp: str = "") -> bytes:
    """Give something as it is kept; `digest` tells of which knowledge it is, `stamp` of the program that made it."""
    body = json.encode(value, enc_hook=_as_text)
    head = {"stamp": stamp, "digest": digest, "checksum": sha256(body).hexdigest()}
    return json.encode(head) + b"\n" + body


def decoded(content: bytes, kind: type[Kept], digest: str, stamp: str = "", root: str | None = None) -> Kept | None:
    """Give what is kept, or None where it is damaged, of other knowledge, or made by another program.

    Places are in the folder `root`, where one is given.
    """
    head, _, body = content.partition(b"\n")
    try:
        if json.decode(head) != {"stamp": stamp, "digest": digest, "checksum": sha256(body).hexdigest()}:
            return None
        if root is not None:
            body = body.replace(_opening(f"{_ANY_ROOT}/"), _opening(os.path.join(root, "")))  # noqa: PTH118 - the end
        with _ONE_AT_A_TIME:
            return json.decode(body, type=kind, dec_hook=_from_text)
    except (ValueError, DecodeError):
        return None


def _opening(text: str) -> bytes:
    """Give the beginning of a JSON text: the quote that opens it, and some of it."""
    return json.encode(text).removesuffix(b'"')


def _as_text(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value)} is no part of knowledge")


def _from_text(kind: type, value: Any) -> Any:  # noqa: ANN401 - as the library calls it
    if kind is Fraction:
        return Fraction(value)
    raise TypeError(f"{kind} is no part of knowledge")
