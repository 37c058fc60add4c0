"""Makes a release in dist/ and tries it out: sdist, wheel, site, what changed, and the digests of these."""

import shutil
import sys
import tempfile
from pathlib import Path

from installing import fetch_dependencies, try_out
from making import ROOT, UnfitError, build, pack_site, release_of, write_digests

_INTO = ROOT / "dist"
_DEPENDENCIES = ROOT / "build" / "dependencies"


def main() -> None:
    """Make everything anew; where anything is not as it must be, nothing is left in dist/."""
    try:
        release = release_of(ROOT)
        with tempfile.TemporaryDirectory() as folder:
            made, scratch = Path(folder, "release"), Path(folder, "scratch")
            made.mkdir()
            scratch.mkdir()
            files = [
                *_told("built", build(release, made, scratch)),
                *_told("packed", [pack_site(release, made, scratch)]),
            ]
            changes = made / "CHANGES.md"
            changes.write_text(f"# whycry-expert {release.version}\n\n{release.changes}\n", encoding="utf-8")
            write_digests([*files, changes], made)
            fetch_dependencies(files[1], _DEPENDENCIES)
            try_out(made, _DEPENDENCIES, scratch)
            shutil.rmtree(_INTO, ignore_errors=True)
            shutil.copytree(made, _INTO)
    except UnfitError as error:
        sys.exit(f"no release: {error}")
    print(f"whycry-expert {release.version} lies in {_INTO.name}/, and works when it is installed from there")


def _told(what: str, files: list[Path]) -> list[Path]:
    print(what, *(file.name for file in files), flush=True)
    return files


if __name__ == "__main__":
    main()
