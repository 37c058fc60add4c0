"""What the library shows goes through the gate as what the commands show does."""

import json
import subprocess
import sys

import pytest
from example_situations import KNOWLEDGE, SITUATIONS

import whycry_expert
from whycry_expert import infer, to_html, to_json, to_markdown, to_text

DANGER = next(name for name in SITUATIONS if name.startswith("safety-threat"))
SHOWN = [to_text, to_markdown, to_html]
TITLES = {meaning.title for meaning in KNOWLEDGE.meanings}


def titles_in(text):
    flat = " ".join(text.replace("\\\\", "").split())
    return {title for title in TITLES if title in flat}


@pytest.mark.parametrize("show", SHOWN)
def test_in_danger_people_see_no_reading_unless_everything_is_asked_for(show):
    conclusion = infer(KNOWLEDGE, SITUATIONS[DANGER])
    assert conclusion.in_danger
    assert titles_in(show(conclusion)) == set()
    assert titles_in(show(conclusion, trace=True)) == TITLES


def test_the_record_is_whole_and_says_that_readings_are_withheld():
    record = json.loads(to_json(infer(KNOWLEDGE, SITUATIONS[DANGER])))
    assert record["readings_withheld"] is True
    assert len(record["readings"]) == len(TITLES)


def test_a_conclusion_tells_what_is_still_open():
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    assert conclusion.questions[0].fact in KNOWLEDGE.facts
    assert set(conclusion.outlook.bounds) == {meaning.name for meaning in KNOWLEDGE.meanings}
    assert isinstance(conclusion, whycry_expert.Conclusion)


@pytest.mark.parametrize("name", whycry_expert.__all__)
def test_every_public_name_is_there(name):
    assert getattr(whycry_expert, name) is not None


@pytest.mark.parametrize("_once_more", range(3))
def test_threads_may_load_the_knowledge_at_once(_once_more):
    program = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from threading import Barrier\n"
        "from whycry_expert import load_knowledge\n"
        "together = Barrier(8)\n"
        "def load(_): together.wait(); return load_knowledge().digest\n"
        "sys.setswitchinterval(1e-6)\n"
        "with ThreadPoolExecutor(8) as threads: print(len(set(threads.map(load, range(8)))))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
