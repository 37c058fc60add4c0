"""(f): choosing the next question, over one inference of CLIPS.

Whole interviews are held, with a person who knows what the situation says and nothing else.
"""

import time
from collections.abc import Iterator

from clips_reference import ClipsReference
from measuring import Effort, Row, repeated, totals
from subject import knowledge, situations

from whycry_expert import Interview, Situation


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the choice of a question."""
    reference = ClipsReference(knowledge())
    sample = situations(max(1, effort.situations // 4))
    text_side = [reference.from_text(situation) for situation in sample]
    value_side = [reference.from_values(situation) for situation in sample]

    def ratios() -> tuple[float, float]:
        asked, choosing = 0, 0.0
        for situation in sample:
            questions, seconds = _interview(situation)
            asked, choosing = asked + questions, choosing + seconds
        text, values = (total / len(sample) for total in totals(text_side, value_side))
        return choosing / asked / text, choosing / asked / values

    over_text, over_values = repeated(ratios, effort)
    yield Row("f", "choosing the next question / CLIPS", over_text, 5, strict=over_values)


def _interview(situation: Situation) -> tuple[int, float]:
    """Hold an interview; give how often a question was chosen, and the seconds for taking answers and choosing."""
    seconds = -time.process_time()
    interview, chosen = Interview(knowledge()), 1
    while interview.question is not None:
        fact = interview.question.fact
        interview, chosen = interview.answer(fact, situation.given.get(fact)), chosen + 1
    return chosen, seconds + time.process_time()
