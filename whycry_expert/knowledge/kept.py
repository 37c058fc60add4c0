"""Knowledge as it is kept ready: JSON, which can hold no code, behind a checksum."""

import os
from fractions import Fraction
from hashlib import sha256
from typing import Any

from msgspec import DecodeError, json
from msgspec.structs import replace

from whycry_expert.knowledge.files import KnowledgeFiles
from whycry_expert.knowledge.model import Knowledge

_ANY_ROOT = "\0"
"""Stands in kept places for the folder of the knowledge; no text holds this character."""


def portable(files: KnowledgeFiles) -> KnowledgeFiles:
    """Give files with the places that kept knowledge has, which hold in whichever folder it is."""
    return replace(files, root=_ANY_ROOT)


def encoded(knowledge: Knowledge, stamp: str = "") -> bytes:
    """Give knowledge from portable files as it is kept; `stamp` tells of the program that understood them."""
    body = json.encode(knowledge, enc_hook=_as_text)
    head = {"stamp": stamp, "checksum": sha256(body).hexdigest()}
    return json.encode(head) + b"\n" + body


def decoded(content: bytes, digest: str, root: str, stamp: str = "") -> Knowledge | None:
    """Give kept knowledge with its places in the folder `root`, or None where it is damaged or other knowledge."""
    head, _, body = content.partition(b"\n")
    try:
        if json.decode(head) != {"stamp": stamp, "checksum": sha256(body).hexdigest()}:
            return None
        rooted = body.replace(_opening(_ANY_ROOT + os.sep), _opening(os.path.join(root, "")))  # noqa: PTH118 - the end
        knowledge = json.decode(rooted, type=Knowledge, dec_hook=_from_text)
    except (ValueError, DecodeError):
        return None
    return knowledge if knowledge.digest == digest else None


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
