"""Working memory: the elements that the engine puts into it, and the list that holds them."""

from typing import Any, ClassVar, TypeVar

from whycry_expert.inference.experta_import import ExpertaFact, FactList

_NUMBER = "__factid__"
"""Where experta keeps the number of a declared fact."""

AnyElement = TypeVar("AnyElement", bound="WorkingElement")


class WorkingElement(ExpertaFact):  # type: ignore[misc]  # experta has no types
    """An element of working memory, about a `subject`; its fields are hashable and never change.

    A fact of experta without what it does for patterns over any fields: defaults, validation, freezing of values.
    """

    alone: ClassVar[bool] = True
    """Whether working memory holds at most one element of this kind about a subject."""

    __init__ = dict.__init__

    def __hash__(self) -> int:
        number = self.get(_NUMBER)
        return hash(number) if number is not None else super().__hash__()


class AnswerElement(WorkingElement):
    """The answer, `value`, to the fact `subject`."""


class FindingElement(WorkingElement):
    """The support, `value`, of the finding `subject`."""


class SupportElement(WorkingElement):
    """A `rule` supports the finding `subject` by an amount, `value`."""

    alone = False


class ContributionElement(WorkingElement):
    """A `rule` contributes a signed amount, `value`, to the meaning `subject` in a `line`."""

    alone = False


class NoticeElement(WorkingElement):
    """The notice `subject` was raised."""


class ReadingElement(WorkingElement):
    """The certainty, `value`, of the meaning `subject`."""


class PictureElement(WorkingElement):
    """The picture, `value`, that the readings make."""


class AdditionElement(WorkingElement):
    """The meaning `subject` was brought in by the picture."""


class WorkingMemory(FactList):  # type: ignore[misc]
    """experta's list of facts, which also finds elements by their kind and subject.

    By these it also tells whether an element is there already, where experta hashes all that a fact says.
    """

    last_index: int

    def __init__(self) -> None:
        super().__init__()
        self._about: dict[tuple[type, str | None], list[Any]] = {}

    def declare(self, fact: ExpertaFact) -> None:
        """Put a fact in, unless the same is there already.

        Raises ValueError for a second element where a subject can have only one: the first is to be retracted before.
        """
        held = self._about.setdefault((type(fact), fact.get("subject")), [])
        if held:
            if any(_repeats(fact, other) for other in held):
                return
            if fact.alone:
                raise ValueError(f"there is another {type(fact).__name__} about {fact['subject']}: retract it")
        number = self.last_index
        dict.__setitem__(fact, _NUMBER, number)
        self[number] = fact
        self.last_index = number + 1
        self.added.append(fact)
        held.append(fact)

    def retract(self, idx_or_fact: int | ExpertaFact) -> None:
        """Take a fact out, by itself or by its number. Raises IndexError where it is not in."""
        number = idx_or_fact if isinstance(idx_or_fact, int) else idx_or_fact.__factid__
        if number not in self:
            raise IndexError("this fact is not in working memory")
        fact = self.pop(number)
        self.removed.append(fact)
        self._about[type(fact), fact.get("subject")].remove(fact)

    def about(self, kind: type[AnyElement], subject: str) -> list[AnyElement]:
        """Give the elements of one kind about a subject, oldest first."""
        return self._about.get((kind, subject), [])

    def value(self, kind: type[WorkingElement], subject: str) -> Any:  # noqa: ANN401 - each kind says which
        """Give the value of the only element of one kind about a subject."""
        return self._about[kind, subject][0]["value"]


def _repeats(fact: ExpertaFact, held: ExpertaFact) -> bool:
    return all(held[field] == value for field, value in fact.items() if field != _NUMBER)
