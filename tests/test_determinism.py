"""The same facts and the same knowledge give the same bytes in every process, wherever and however it runs."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

PROGRAM = Path(__file__).parent / "bytes_of_everything.py"
LOCALES = ("C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.SJIS")
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati")


def told_by(seed, every, folder):
    """What a process prints whose surroundings are drawn from a seed."""
    chance = Random(seed)
    surroundings = {
        "PYTHONHASHSEED": str(chance.randint(0, 2**32 - 1)),
        "LC_ALL": chance.choice(LOCALES),
        "LANG": chance.choice(LOCALES),
        "LANGUAGE": chance.choice(("de", "tr", "")),
        "TZ": chance.choice(ZONES),
        "COLUMNS": str(chance.randint(1, 300)),
        "LINES": str(chance.randint(1, 100)),
        "PYTHONUTF8": chance.choice(("0", "1")),
        "OMP_NUM_THREADS": str(chance.randint(1, 8)),
        "PYTHONFAULTHANDLER": "1",
    }
    command = [sys.executable, str(PROGRAM), str(every), str(chance.choice((1, 1, 2, 8)))]
    done = subprocess.run(command, env=os.environ | surroundings, cwd=folder(chance), capture_output=True, check=False)
    assert done.returncode == 0, f"seed {seed}: {done.returncode}\n{done.stderr.decode(errors='replace')}"
    return done.stdout


@pytest.mark.parametrize(("processes", "every"), [(3, 80), pytest.param(50, 6, marks=pytest.mark.nightly)], ids=str)
def test_the_same_bytes_come_out_of_processes_in_any_surroundings(processes, every, tmp_path):
    def folder(chance):
        return chance.choice((tmp_path, Path.home(), "/", PROGRAM.parent))

    with ThreadPoolExecutor(os.cpu_count()) as several:
        outputs = set(several.map(lambda seed: told_by(seed, every, folder), range(processes)))
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 5
