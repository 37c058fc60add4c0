"""The example situations, read once for all tests."""

from pathlib import Path

from loaded_knowledge import SHIPPED as KNOWLEDGE

from whycry_expert import read_situation_file

FOLDER = Path(__file__).parent.parent / "situations"
SITUATIONS = {path.name: read_situation_file(path, KNOWLEDGE) for path in sorted(FOLDER.glob("*.yaml"))}


def spread(every: int) -> list[str]:
    """Some of the situations, spread over all of them."""
    return list(SITUATIONS)[::every]
