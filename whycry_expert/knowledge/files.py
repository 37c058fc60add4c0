"""The files of a knowledge base, read and not yet understood."""

import hashlib
from pathlib import Path

from msgspec import Struct

from whycry_expert.errors import Complaints, InputError, Place
from whycry_expert.source import YAML_SUFFIXES, is_hidden, read_ordinary, reason_of

FOLDERS = ("facts", "rules")
MAX_BYTES_OF_FILES = 10_000_000


class KnowledgeFiles(Struct, frozen=True):
    """The content of the files of each folder by their names, in their order. `root` is what places begin with."""

    root: str
    folders: dict[str, dict[str, bytes]]

    def shown(self, folder: str, name: str) -> str:
        """Give what messages call a file: the same on every system, since kept knowledge goes from one to another."""
        return Path(self.root, folder, name).as_posix()

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
    folders: dict[str, dict[str, bytes]] = {}
    room = MAX_BYTES_OF_FILES
    for name in FOLDERS:
        folders[name] = _read_folder(root, name, room, complaints)
        room -= sum(map(len, folders[name].values()))
    if room < 0:
        most = f"{MAX_BYTES_OF_FILES // 1_000_000} MB"
        complaints.add(
            Place(str(root)), f"the files of this knowledge base are larger than {most}, the most that is read"
        )
    complaints.raise_if_any()
    return KnowledgeFiles(str(root), folders)


def _read_folder(root: Path, name: str, room: int, complaints: Complaints) -> dict[str, bytes]:
    """Read the files of a folder, as many as there is room for in bytes, and one more."""
    folder = root / name
    try:
        paths = sorted(path for path in folder.iterdir() if not is_hidden(path))
    except (FileNotFoundError, NotADirectoryError):
        complaints.add(Place(str(root)), f"a knowledge base needs a folder {name}/ here")
        return {}
    except (OSError, ValueError) as error:
        complaints.add(Place(str(folder)), f"the folder cannot be read: {reason_of(error)}")
        return {}
    named = [path for path in paths if path.suffix == ".yaml"]
    if not named:
        complaints.add(Place(str(folder)), "there is no .yaml file in this folder")
    for path in paths:
        if path.suffix != ".yaml" and path.suffix.lower() in YAML_SUFFIXES:
            complaints.add(Place(str(path)), "this file is not read: give it a name that ends with .yaml")
    found: dict[str, bytes] = {}
    for path in named:
        if room < 0:
            break
        try:
            found[path.name] = read_ordinary(path)
            room -= len(found[path.name])
        except InputError as error:
            complaints.take(error)
    return found
