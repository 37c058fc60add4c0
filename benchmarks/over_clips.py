"""(b), (c): one situation, on the engine with its trace and by plain evaluation, over one inference of CLIPS."""

from collections.abc import Callable, Iterator

from clips_reference import ClipsReference
from measuring import Effort, Row, repeated, totals
from subject import evaluated_plainly, knowledge, situations

from whycry_expert import Situation, infer


def measure(effort: Effort) -> Iterator[Row]:
    """Measure the engine and the evaluator."""
    base = knowledge()
    yield over_clips(
        "b", "one situation, engine with trace / CLIPS", 1.0, effort, lambda situation: infer(base, situation)
    )
    yield over_clips(
        "c", "one plain evaluation / CLIPS", 0.25, effort, lambda situation: evaluated_plainly(base, situation)
    )


def over_clips(key: str, title: str, goal: float, effort: Effort, ours: Callable[[Situation], object]) -> Row:
    """Measure what one situation costs us, over what it costs CLIPS."""
    reference = ClipsReference(knowledge())
    sample = situations(effort.situations)
    our_side = [lambda situation=situation: ours(situation) for situation in sample]
    text_side = [reference.from_text(situation) for situation in sample]
    value_side = [reference.from_values(situation) for situation in sample]
    totals(our_side, text_side, value_side)

    def ratios() -> tuple[float, float]:
        us, text, values = totals(our_side, text_side, value_side)
        return us / text, us / values

    over_text, over_values = repeated(ratios, effort)
    return Row(key, title, over_text, goal, strict=over_values)
