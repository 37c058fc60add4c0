"""The page on scaling out does what it says."""

import re
from pathlib import Path

import pytest
from as_records import line_of
from example_situations import KNOWLEDGE, SITUATIONS

from whycry_expert.batch.concluding import conclude
from whycry_expert.batch.pieces import files_in, pieces_of

PAGE = Path(__file__).parent.parent.parent / "docs" / "scale.md"


@pytest.mark.filterwarnings("default")  # a cluster opens and closes what it likes
def test_the_map_over_a_local_cluster_gives_the_same_lines(tmp_path):
    program = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]
    page = {}
    exec(compile(program, str(PAGE), "exec"), page)  # noqa: S102 - our own page
    path = tmp_path / "people.jsonl"
    path.write_bytes(b"".join(line_of(situation.answers) for situation in SITUATIONS.values()) * 3)
    pieces = pieces_of(files_in([str(path)]), None, "")
    assert list(page["concluded"]([str(path)])) == [
        line for piece in pieces for line in conclude(piece, KNOWLEDGE).lines
    ]
