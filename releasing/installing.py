"""A release installed from its files alone, in an empty environment, and tried out there."""

import os
import subprocess
import sys
import venv
from pathlib import Path

from making import DIGESTS, UnfitError

_SMOKE = Path(__file__).with_name("smoke.py")


def fetch_dependencies(wheel: Path, into: Path) -> None:
    """Put the wheels of everything that a wheel needs with its extras into a folder, unless they are there."""
    _run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--wheel-dir",
            str(into),
            "--find-links",
            str(into),
            _all(wheel),
        ]
    )
    (into / wheel.name).unlink(missing_ok=True)  # it is installed from the release


def try_out(release: Path, dependencies: Path, scratch: Path) -> None:
    """Check the digests of a release, install it without any network, and run what an installed program must do.

    Raises UnfitError where something fails.
    """
    _run(["sha256sum", "--check", "--quiet", "--strict", DIGESTS], cwd=release)
    (wheel,) = release.glob("*.whl")
    environment = scratch / "environment"
    venv.create(environment, with_pip=True, symlinks=True)
    python = environment / "bin" / "python"
    # isolated, so that neither the checkout nor a setting of this machine helps
    _run([str(python), "-I", "-m", "pip", "install", "--quiet", "--isolated", "--no-index", "--find-links",
          str(dependencies), _all(wheel)], cwd=scratch)  # fmt: skip
    for command in ([environment / "bin" / "whycry-expert"], [python, "-I", "-m", "whycry_expert"]):
        _run([sys.executable, "-I", str(_SMOKE), "--extras", *map(str, command)], cwd=scratch)


def _all(wheel: Path) -> str:
    return f"{wheel}[batch,kb,page]"


def _run(command: list[str], cwd: Path | None = None) -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnfitError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
