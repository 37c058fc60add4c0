from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from whycry_expert import load_knowledge

HERE = Path(__file__).parent
BREAD = HERE / "knowledge_bases" / "bread"

settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.target],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def shipped():
    return load_knowledge()


@pytest.fixture(scope="session")
def bread():
    return load_knowledge(BREAD)
