import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from loaded_knowledge import FLAT_BREAD, SHIPPED
from thoroughness import PROFILES

HERE = Path(__file__).parent

for profile, number in PROFILES.items():
    settings.register_profile(
        profile,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=profile != "nightly",
        print_blob=True,
        database=None,
        max_examples=number,
        phases=[Phase.explicit, Phase.generate, Phase.target],
    )
settings.load_profile("project")


def pytest_configure():
    # Tests that run in the background inherit ignored signals, and would hand them on to the programs they start.
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="session")
def shipped():
    return SHIPPED


@pytest.fixture(scope="session")
def bread():
    return FLAT_BREAD
