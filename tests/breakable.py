import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from whycry_expert import InputError, load_knowledge


@dataclass(frozen=True)
class Base:
    """A copy of a knowledge base, to break."""

    folder: Path

    def replace(self, file, old, new):
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file, content):
        (self.folder / file).write_bytes(content)

    def problems(self):
        with pytest.raises(InputError) as caught:
            load_knowledge(self.folder)
        return [str(problem) for problem in caught.value.problems]


def copy_of_bread(target):
    folder = target / "bread"
    shutil.copytree(Path(__file__).parent / "knowledge_bases" / "bread", folder)
    return Base(folder)
