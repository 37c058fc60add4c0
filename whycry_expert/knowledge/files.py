"""The files of a knowledge base, read and not yet understood."""

import hashlib
from pathlib import Path

from msgspec import Struct

from whycry_expert.errors import Complaints, InputError, Place
from whycry_expert.source import read_ordinary, reason_of

FOLDERS = ("facts", "rules")
MAX_BYTES_OF_FILES = 10_000_000


class KnowledgeFiles(Struct, frozen=True):
    """The content of the files of each folder by their names, in their order. `root` is what places begin with."""

    root: str
    folders: dict[str, dict[str, bytes]]

    def shown(self, folder: str, name: str) -> str:
        """Give what messages call a file."""
        return str(Path(self.root, folder, name))

    def digest(self) -> str:
        """Give the SHA-256 of all files in their order, whatever ends their lines."""
        digest = hashlib.sha256()
        for folder, contents in self.folders.items():
            for name, content in contents.items():
                body = content.replace(b"\r\n", b"\n")
                digest.update(f"{folder}/{name}\0{len(body)}\0".encode())
                digest.update(body)
        return digest.hexdigest()


def read_files(root: Path) -> KnowledgeFiles:
    """Read all files of a knowledge base. Raises InputError that names every one that cannot be read."""
    complaints = Complaints()
    folders = {name: _read_folder(root, name, complaints) for name in FOLDERS}
    if sum(len(content) for contents in folders.values() for content in contents.values()) > MAX_BYTES_OF_FILES:
        most = f"{MAX_BYTES_OF_FILES // 1_000_000} MB"
        complaints.add(
            Place(str(root)), f"the files of this knowledge base are larger than {most}, the most that is read"
        )
    complaints.raise_if_any()
    return KnowledgeFiles(str(root), folders)


def _read_folder(root: Path, name: str, complaints: Complaints) -> dict[str, bytes]:
    folder = root / name
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except (FileNotFoundError, NotADirectoryError):
        complaints.add(Place(str(root)), f"a knowledge base needs a folder {name}/ here")
        return {}
    except (OSError, ValueError) as error:
        complaints.add(Place(str(folder)), f"the folder cannot be read: {reason_of(error)}")
        return {}
    if not paths:
        complaints.add(Place(str(folder)), "there is no .yaml file in this folder")
    found = {}
    for path in paths:
        try:
            found[path.name] = read_ordinary(path)
        except InputError as error:
            complaints.take(error)
    return found
