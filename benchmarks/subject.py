"""What is measured on: the shipped knowledge and a spread of the example situations."""

from functools import cache
from pathlib import Path

from whycry_expert import Situation, load_knowledge, read_situation_file
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.knowledge.model import Knowledge

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "situations" / "example.yaml"


@cache
def knowledge() -> Knowledge:
    """Load the shipped knowledge, once for all benchmarks."""
    return load_knowledge()


def evaluated_plainly(knowledge: Knowledge, situation: Situation) -> object:
    """Work out by plain evaluation, without a run of the engine, what a conclusion says of notices and readings."""
    standing = standing_of(knowledge, situation.answers)
    return standing.raised, standing.leading, standing.certainties


@cache
def situations(most: int) -> tuple[Situation, ...]:
    """Read at most so many of the example situations, spread evenly over all of them."""
    paths = sorted((ROOT / "situations").glob("*.yaml"))
    step = max(1, len(paths) // most)
    return tuple(read_situation_file(path, knowledge()) for path in paths[::step][:most])
