"""What a stranger installs works from anywhere, and leaves nothing beside the package."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_nothing_but_the_package_lands_in_site_packages(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"whycry_expert"}
    assert "whycry_expert/py.typed" in names
    assert "whycry_expert/kept-knowledge.json" in names
    assert "whycry_expert/presentation/schema/conclusion.schema.json" in names


def test_the_wheel_brings_the_same_knowledge_and_runs_from_another_folder(wheel, shipped, tmp_path):
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    site = subprocess.run(
        [str(environment / "bin" / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # the dependencies come from the environment that runs this test; the package itself must not
    Path(site, "dependencies.pth").write_text(f"{Path(pytest.__file__).parent.parent}\n")
    program = (
        "import sys, whycry_expert; print(whycry_expert.__file__); print(whycry_expert.load_knowledge().digest)\n"
        "print('whycry_expert.knowledge.understanding' in sys.modules)"
    )
    done = subprocess.run(
        [str(environment / "bin" / "python"), "-c", program], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    file, digest, understood_again = done.stdout.split()
    assert Path(file).is_relative_to(site)
    assert digest == shipped.digest
    assert understood_again == "False", "the wheel brings its knowledge ready"
    page = subprocess.run(
        [
            str(environment / "bin" / "python"),
            "-m",
            "whycry_expert",
            "infer",
            "--ending=nothing-ending",
            "--format=html",
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert page.stderr == ""
    assert page.stdout.startswith("<!DOCTYPE html>")
