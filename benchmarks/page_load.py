"""(p): what a person at a browser waits for, while 50 interviews go on at once, beside one inference.

The server is the one that the command starts, on two cores with whoever asks. Everyone answers a question about every
two seconds, which is quick for a person; a page is a form that is sent and the page that then comes.
"""

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from measuring import Effort, Row
from subject import knowledge, situations

from whycry_expert import infer

PEOPLE = 50
PAGES = 12
THINKING = 2.0
"""Seconds between two pages, on average."""
_OFTEN = 95


def measure(effort: Effort) -> Iterator[Row]:
    """Measure pages under load, and one inference."""
    sample = situations(effort.situations)
    start = time.perf_counter()
    for situation in sample:
        infer(knowledge(), situation)
    yield Row("p", "one inference, for comparison", ((time.perf_counter() - start) / len(sample) * 1000,), unit="ms")
    people, pages = (PEOPLE, PAGES) if effort.seconds else (2, 3)
    waits = sorted(_waits(people, pages, THINKING if effort.seconds else 0))
    often = waits[min(len(waits) - 1, len(waits) * _OFTEN // 100)]
    yield Row("p", f"a page, median of {people} interviews at once", (waits[len(waits) // 2] * 1000,), unit="ms")
    yield Row("p", f"a page, 95th percentile of {people} interviews at once", (often * 1000,), 100, unit="ms")


def _waits(people: int, pages: int, thinking: float) -> list[float]:
    command = [sys.executable, "-m", "whycry_expert", "serve", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - it is piped
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None  # noqa: S101 - the command prints its address
        waits: list[float] = []
        threads = [
            threading.Thread(target=_visit, args=(found[0], seed, pages, thinking, waits)) for seed in range(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        server.terminate()
    return waits


def _visit(address: str, seed: int, pages: int, thinking: float, waits: list[float]) -> None:
    """Be a person who ticks something or is unsure, and waits for each page."""
    drawn = random.Random(seed)  # noqa: S311 - nothing secret
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    place = _asked(connection, "GET", parts.path)
    _asked(connection, "GET", place)
    for number in range(pages):
        time.sleep(drawn.expovariate(1 / thinking) if thinking else 0)
        unsure = number == 1 or drawn.random() < 1 / 3
        fields = {"do": "unsure"} if unsure else {"do": "on", "answer": str(drawn.randrange(2))}
        start = time.perf_counter()
        place = _asked(connection, "POST", place, urlencode(fields))
        _asked(connection, "GET", place)
        waits.append(time.perf_counter() - start)
    connection.close()


def _asked(connection: HTTPConnection, method: str, place: str, body: str = "") -> str:
    """Ask for a page and give the place that it leads to, if it does."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, place, body or None, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.getheader("Location") or place
