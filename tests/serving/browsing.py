"""A person at a browser, and the server that the command starts."""

import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from shutil import which

from whycry_expert.knowledge.model import Kind

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
COMMAND = [sys.executable, "-m", "whycry_expert"]


class Server:
    """`whycry-expert serve` as a person starts it."""

    def __init__(self, *arguments, browser=None):
        self.process = subprocess.Popen(
            [*COMMAND, "serve", *([] if browser else ["--no-open"]), *arguments],
            env={**os.environ, "BROWSER": str(browser)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.address = re.search(r"http://\S+", self.process.stdout.readline())[0]

    def end(self, number):
        """End it with a signal and give its exit code and what it said last."""
        self.process.send_signal(number)
        _, told = self.process.communicate(timeout=20)
        return self.process.returncode, told


class Person:
    """Someone who answers as a situation says, with what stands on the page and nothing else."""

    def __init__(self, page, knowledge, situation):
        self.page = page
        self._situation = situation
        self._by_question = {fact.question: fact for fact in knowledge.facts.values()}

    @property
    def title(self):
        return self.page.title()

    def press(self, name):
        """Press a button, named in full or by a pattern, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self._button(name).click()

    def _button(self, name):
        return self.page.get_by_role("button", name=name, exact=True).first

    def start(self, address):
        self.page.goto(address)
        self.press("Start")
        self.press("Ask me about all of them")

    def heading(self):
        return self.page.locator("h1").inner_text()

    def answer(self):
        """Answer the question on the page."""
        fact = self._by_question[self.heading()]
        given = self._situation.given.get(fact.name)
        if given is None:
            self.press("Not sure")
            return
        self._fill(fact, given.answer)
        self.press("Continue")

    def _fill(self, fact, answer):
        option, certainty = answer.options[0]
        if fact.kind is Kind.NUMBER:
            self.page.locator("#answer").fill(f"{float(answer.number):g}")
        elif fact.kind is Kind.CHOICES:
            for name, signed in answer.options:
                self._option(fact.option_names.index(name), float(signed))
        else:
            yes_no = fact.kind is Kind.YES_NO
            self._option((0 if certainty > 0 else 1) if yes_no else fact.option_names.index(option), 1)
        if fact.kind is not Kind.CHOICES and abs(certainty) != 1:
            self._open("Not quite certain?")
            self.page.locator(f"#sure-{'probably' if abs(certainty) > Fraction(1, 2) else 'maybe'}").check()

    def _option(self, at, signed):
        if signed == 1:
            self.page.locator("#answer" if at == 0 else f"#answer-{at}").check()
            return
        words = {-1: "no", -0.7: "probably not", -0.4: "maybe not", 0.4: "maybe", 0.7: "probably"}
        self._open("Not quite certain of some?")
        self.page.locator(f"#sure-{at}").select_option(words[round(signed, 2)])

    def _open(self, summary):
        details = self.page.locator("details", has=self.page.locator("summary", has_text=summary)).first
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def go_to_the_end(self, most=120):
        """Answer until the conclusion stands there; what was on the way is given by the titles of the pages."""
        seen = []
        while len(seen) < most:
            seen.append(self.title)
            if self.title == "Result":
                return seen
            if self.title == "Your answers":
                self.press("See what this points to")
            elif self.title == "Please read first":
                self.press(re.compile("Go on.*"))
            else:
                self.answer()
        raise AssertionError(seen)

    def saved(self, button):
        """The file that a button saves."""
        with self.page.expect_download() as download:
            self._button(button).click()
        return Path(download.value.path()).read_bytes(), download.value.suggested_filename
