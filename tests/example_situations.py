"""The example situations, read once for all tests."""

from pathlib import Path

from whycry_expert import load_knowledge, read_situation_file

FOLDER = Path(__file__).parent.parent / "situations"
KNOWLEDGE = load_knowledge()
SITUATIONS = {path.name: read_situation_file(path, KNOWLEDGE) for path in sorted(FOLDER.glob("*.yaml"))}


def spread(every: int) -> list[str]:
    """Some of the situations, spread over all of them."""
    return list(SITUATIONS)[::every]
