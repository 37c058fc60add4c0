"""(g): `why-not` with its minimal repairs, over one inference of CLIPS.

The inference that comes before it is counted in. Each reading that does not lead is asked about in turn.
"""

from collections.abc import Callable, Iterator
from itertools import count

from clips_reference import ClipsReference
from measuring import Effort, Row, repeated, spent, totals
from subject import knowledge, situations

from whycry_expert import Situation, infer
from whycry_expert.reasoning.contrast import contrast_with

_STRIDE = 5


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the contrasts of many readings with those that lead."""
    reference = ClipsReference(knowledge())
    sample = situations(effort.situations)
    text_side = [reference.from_text(situation) for situation in sample]
    value_side = [reference.from_values(situation) for situation in sample]
    contrasts = _contrasts(sample)

    def ratios() -> tuple[float, float]:
        seconds = spent(next(contrasts))
        text, values = (total / len(sample) for total in totals(text_side, value_side))
        return seconds / text, seconds / values

    often = Effort(effort.runs * effort.situations, seconds=effort.seconds)
    over_text, over_values = repeated(ratios, often)
    yield Row("g", "why-not with its repairs / CLIPS", over_text, 500, strict=over_values)
    yield Row("g", "the slowest of these / CLIPS", (max(over_text),), 500, strict=(max(over_values),))


def _contrasts(sample: tuple[Situation, ...]) -> Iterator[Callable[[], object]]:
    """Give, without an end, questions why a reading does not lead: of each situation another reading each time."""
    for turn in count():
        for position, situation in enumerate(sample):
            conclusion = infer(knowledge(), situation)
            others = [reading.meaning for reading in conclusion.readings if reading.meaning not in conclusion.leading]
            meaning = others[(turn + position * _STRIDE) % len(others)]
            yield lambda situation=situation, meaning=meaning: contrast_with(infer(knowledge(), situation), meaning)
