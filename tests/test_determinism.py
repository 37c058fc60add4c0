"""The same facts and the same knowledge give the same bytes in every process."""

import os
import subprocess
import sys
from pathlib import Path

SITUATIONS = Path(__file__).parent.parent / "situations"
PROCESSES = 20
PROGRAM = """
import hashlib, pathlib, sys
from whycry_expert import load_knowledge, read_situation_file
from whycry_expert.presentation.as_json import to_json
from whycry_expert.presentation.report import report_on
knowledge = load_knowledge()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    text = to_json(report_on(knowledge, read_situation_file(path, knowledge)))
    print(path.name, hashlib.sha256(text.encode()).hexdigest())
"""


def test_every_situation_gives_the_same_bytes_in_twenty_processes_with_different_hash_seeds():
    outputs = set()
    for seed in range(PROCESSES):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-c", PROGRAM, str(SITUATIONS)]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop()
