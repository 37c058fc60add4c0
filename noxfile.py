"""Each interpreter that is promised, with the oldest and the newest dependencies allowed: `make compatibility`.

An interpreter that is not here is reported as skipped. What runs is what an installed program must do
(releasing/smoke.py) and some tests of every room, not all of them: `make test` runs those. `nox -- TESTS` runs others.
"""

import tempfile
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

_PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
_ROOT = Path(__file__).parent
_COMPILED = ("pyyaml", "msgspec", "numpy", "orjson", "z3-solver", "markupsafe", "ruamel.yaml")
"""Nobody is asked to compile these: their oldest version is the oldest that has a wheel for the interpreter."""
_TESTS = (
    "tests/batch/test_records.py",
    "tests/evaluation",
    "tests/inference/test_engine.py",
    "tests/knowledge/test_keeping.py",
    "tests/page/test_rendering.py",
    "tests/presentation/test_json.py",
    "tests/proof/test_arithmetic.py",
    "tests/serving/test_app.py",
    "tests/source",
    "tests/test_library.py",
)
_MADE: dict[str, object] = {}
"""What the first interpreter made, of a run of nox."""
_FOR_THE_TESTS = ("hypothesis", "jsonschema", "markdown-it-py", "pexpect", "pytest", "pytest-xdist")


@nox.session(python=_PYTHONS)
@nox.parametrize("resolution", ["lowest-direct", "highest"])
def dependencies(session: nox.Session, resolution: str) -> None:
    """Install the wheel with the oldest or the newest dependencies, try it out, and run some tests."""
    only = [word for name in _COMPILED for word in ("--only-binary", name)]
    extras = [word for extra in ("batch", "kb", "page") for word in ("--extra", extra)]
    # from the project file, since to uv only what that names is direct
    session.run_install(
        "uv",
        "pip",
        "install",
        "--quiet",
        "--resolution",
        resolution,
        *only,
        *extras,
        "-r",
        str(_ROOT / "pyproject.toml"),
    )
    session.run_install("uv", "pip", "install", "--quiet", "--no-deps", str(_wheel(session)))
    session.run("uv", "pip", "list", "--quiet", external=True)
    _smoke(session, "--extras", str(Path(session.bin, "whycry-expert")))
    session.install("--quiet", *_FOR_THE_TESTS)
    # not as a module, since that would put the checkout before what is installed
    session.run("pytest", "-q", "-n0", "-p", "no:cacheprovider", *(session.posargs or _TESTS))


@nox.session(python=_PYTHONS)
def same_bytes(session: nox.Session) -> None:
    """Make all that is made of some situations, and compare it with what the other interpreters made."""
    session.install("--quiet", "--constraint", str(_ROOT / "constraints.txt"), str(_wheel(session)))
    told = session.run("python", str(_ROOT / "tests" / "bytes_of_everything.py"), "6", silent=True)
    first = _MADE.setdefault("bytes", told)
    if told != first:
        session.error("these are other bytes than those of the interpreters before")


@nox.session(python="3.11")
@nox.parametrize("way", ["pip", "pipx", "uv"])
def ways(session: nox.Session, way: str) -> None:
    """Install from the folder as a reader would, and try out what needs no extra."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "bin", "whycry-expert")
        places = {"PIPX_HOME": f"{folder}/home", "PIPX_BIN_DIR": f"{folder}/bin", "PIPX_MAN_DIR": f"{folder}/man"}
        places |= {"UV_TOOL_DIR": f"{folder}/home", "UV_TOOL_BIN_DIR": f"{folder}/bin"}
        if way == "pip":
            session.install("--quiet", str(_ROOT))
            _smoke(session, "python", "-m", "whycry_expert")
            return
        session.install("--quiet", way)
        words = ("pipx", "install", "--quiet") if way == "pipx" else ("uv", "tool", "install", "--quiet")
        session.run(*words, str(_ROOT), env=places)
        _smoke(session, str(program))


def _wheel(session: nox.Session) -> Path:
    into = Path(session.create_tmp(), "wheel")
    session.run_install("uv", "build", "--quiet", "--wheel", "--out-dir", str(into), str(_ROOT))
    return next(into.glob("*.whl"))


def _smoke(session: nox.Session, *command: str) -> None:
    session.run("python", "-I", str(_ROOT / "releasing" / "smoke.py"), *command)
