"""Why one reading leads rather than another: what the other lacks, what speaks against it, what would have helped."""

from msgspec import Struct

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.knowledge.model import Direction
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.changed_answers import SmallestSets
from whycry_expert.reasoning.grounds import ReadingGrounds, SideGround, grounds_of
from whycry_expert.reasoning.near_misses import EmptyLine, empty_lines
from whycry_expert.reasoning.repairs import MOST_CHANGES, repairs_for


class Contrast(Struct, frozen=True):
    """A reading, the `foil`, set against those that lead.

    `filling_in` are the smallest sets of answers to what is not answered that would make it lead. `changing` are sets
    that may also change given answers; they are looked for only where they can be smaller.
    """

    conclusion: Conclusion
    grounds: ReadingGrounds
    empty: tuple[EmptyLine, ...]
    filling_in: SmallestSets
    changing: SmallestSets

    @property
    def foil(self) -> Reading:
        """The reading that is asked about."""
        return self.grounds.reading

    @property
    def leads(self) -> bool:
        """Whether the foil leads after all."""
        return self.foil.meaning in self.conclusion.leading

    @property
    def against(self) -> tuple[SideGround, ...]:
        """What speaks against the foil."""
        return tuple(side for side in self.grounds.sides if side.side.direction is Direction.AGAINST)


_NONE_NEEDED = SmallestSets((), 0)


def contrast_with(conclusion: Conclusion, meaning: str) -> Contrast:
    """Set a reading against those that lead."""
    knowledge, answers = conclusion.knowledge, conclusion.situation.answers
    empty = empty_lines(outlook_of(knowledge, answers), knowledge.meaning(meaning))
    filling_in = changing = _NONE_NEEDED
    if meaning not in conclusion.leading:
        filling_in = repairs_for(knowledge, answers, meaning, filling_in=True)
        smaller = len(filling_in.sets[0]) - 1 if filling_in.sets else MOST_CHANGES
        changing = repairs_for(knowledge, answers, meaning, filling_in=False, at_most=smaller)
    return Contrast(conclusion, grounds_of(conclusion, meaning), empty, filling_in, changing)
