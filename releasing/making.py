"""The files of a release, the same bytes wherever and whenever they are made from the same sources."""

import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).parent.parent
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_SECTION = re.compile(
    r"^## \[(?P<version>[^\]]+)\] - (?P<day>\d{4}-\d\d-\d\d)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
DIGESTS = "SHA256SUMS"


class UnfitError(Exception):
    """Something that keeps the release from being made, in words."""


@dataclass(frozen=True)
class Release:
    """A `version`, the `moment` of its day in seconds since 1970, UTC, and what the changelog says of it."""

    version: str
    moment: int
    changes: str


def release_of(root: Path) -> Release:
    """Read which release the sources are of. Raises UnfitError where version and changelog do not agree."""
    version = _VERSION.search((root / "whycry_expert" / "__init__.py").read_text("utf-8"))
    section = _SECTION.search((root / "CHANGELOG.md").read_text("utf-8"))
    if version is None or section is None:
        raise UnfitError(
            "whycry_expert/__init__.py says no version, or CHANGELOG.md has no section `## [VERSION] - DAY`"
        )
    if version[1] != section["version"]:
        raise UnfitError(
            f"whycry_expert/__init__.py says {version[1]}, but the newest in CHANGELOG.md is {section['version']}"
        )
    day = datetime.fromisoformat(section["day"]).replace(tzinfo=timezone.utc)
    return Release(version[1], int(day.timestamp()), section["text"].strip())


def run(*words: str | Path, moment: int, cwd: Path = ROOT) -> None:
    """Run a module of Python at the moment of a release. Raises UnfitError with its output where it fails."""
    # the rest keeps the build from taking anything of a particular machine
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(moment),
        "PYTHONHASHSEED": "0",
        "NO_MKDOCS_2_WARNING": "1",
        "TZ": "UTC",
    }
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UnfitError(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")


def build(release: Release, into: Path, scratch: Path) -> list[Path]:
    """Build the sdist, and the wheel from it. Raises UnfitError where the checkout gives another wheel."""
    run("build", "--outdir", into, ROOT, moment=release.moment)
    run("build", "--wheel", "--outdir", scratch, ROOT, moment=release.moment)
    (wheel,), (source,) = into.glob("*.whl"), into.glob("*.tar.gz")
    if wheel.read_bytes() != (scratch / wheel.name).read_bytes():
        raise UnfitError("the sdist builds another wheel than the checkout does")
    run("check_wheel_contents", wheel, moment=release.moment)
    run("twine", "check", "--strict", wheel, source, moment=release.moment)
    return [source, wheel]


def pack_site(release: Release, into: Path, scratch: Path) -> Path:
    """Build the site of the documentation and pack it. Raises UnfitError at a dead link."""
    site = scratch / "site"
    run("mkdocs", "build", "--quiet", "--strict", "--site-dir", site, moment=release.moment)
    name = f"whycry-expert-{release.version}-site"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = tarfile.TarInfo(f"{name}/{path.relative_to(site)}")
            content = path.read_bytes()
            entry.size, entry.mtime, entry.mode = len(content), release.moment, 0o644
            archive.addfile(entry, io.BytesIO(content))
    file = into / f"{name}.tar.gz"
    file.write_bytes(gzip.compress(packed.getvalue(), mtime=release.moment))
    return file


def write_digests(files: Iterable[Path], into: Path) -> None:
    """Write the digests of some files of a folder, as sha256sum --check reads them."""
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files))
    (into / DIGESTS).write_text("".join(lines), encoding="utf-8")
