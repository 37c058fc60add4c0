"""A situation, as a frozen object."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from whycry_expert.errors import Place
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import Band, Picture


class Given(Struct, frozen=True):
    """An answer as it was given: where it was written, and the person's own note."""

    answer: Answer
    place: Place
    note: str = ""


class Expectation(Struct, frozen=True):
    """The conclusion that an example situation must reach; None where it does not say.

    `at_least` and `at_most` name, for a band, the readings that must not be below or above it.
    """

    picture: Picture | None = None
    leading: tuple[str, ...] | None = None
    at_least: Mapping[Band, tuple[str, ...]] = field(default_factory=dict)
    at_most: Mapping[Band, tuple[str, ...]] = field(default_factory=dict)
    speaks_against: tuple[str, ...] = ()
    notices: tuple[str, ...] | None = None


class Situation(Struct, frozen=True):
    """The answers to the facts of one situation.

    A fact that is not in `given` is not answered; `unsure` names those of them that were asked and answered with
    unsure, which says as little. `replaced` names facts whose answer in the file gave way to
    one from a flag. `written_for` is the digest of the knowledge that a file says it was written for.
    """

    given: Mapping[str, Given] = field(default_factory=dict)
    title: str = ""
    story: str = ""
    written_for: str = ""
    replaced: tuple[str, ...] = ()
    expectation: Expectation | None = None
    unsure: tuple[str, ...] = ()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers by the name of their fact."""
        return MappingProxyType({name: given.answer for name, given in self.given.items()})

    def with_answers(self, changes: Mapping[str, Given | None]) -> "Situation":
        """Give the situation with some answers put in, or taken out where the change is None."""
        given = {name: kept for name, kept in self.given.items() if name not in changes}
        given |= {name: new for name, new in changes.items() if new is not None}
        return replace(self, given=given)

    def going_on_with(self, now: "Situation") -> "Situation":
        """Give the situation with the answers that it has now, and with its own title, story and notes."""
        notes = {name: given.note for name, given in self.given.items() if given.note}
        given = {name: replace(told, note=told.note or notes.get(name, "")) for name, told in now.given.items()}
        return replace(self, given=given, unsure=now.unsure)
