"""What comes back for a form, and what is written out for whoever asks for a file."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Go:
    """Look at the page of this number now."""

    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """There is nothing to see: how a form stands was taken note of."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the person to keep; its `name` has no extension yet and says nothing of what is in it."""

    name: str
    extension: str
    media_type: str
    text: str

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return f"{self.name}.{self.extension}"


Reply: TypeAlias = Go | Kept | Download
