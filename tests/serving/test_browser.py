"""The page in a real browser, with the server that the command starts. Without a browser this is skipped."""

import os
import re
import signal
import subprocess

import pytest
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS
from serving.browsing import AXE, CHROMIUM, COMMAND, Person, Server
from thoroughness import some_by_day

IN_CI = bool(os.environ.get("CI"))
"""There nothing is skipped: what is missing is a failure."""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not IN_CI, reason="there is no Chromium here: apt-get install chromium"
)

WHOLE = (
    "example.yaml",
    "remorse-he-said-sorry.yaml",
    "wants-pity-when-called-to-account.yaml",
    "safety-harm-a-slap-and-then-tears.yaml",
    "open-no-answers.yaml",
)
IN_DANGER = [name for name in WHOLE if name.startswith("safety")]


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.end(signal.SIGKILL)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it starts a process of its own

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    # what is gone is asked for on purpose
    assert [told for told in complaints if "404" not in told] == []


def asked(page, server, situation="example.yaml"):
    person = Person(page, KNOWLEDGE, SITUATIONS[situation])
    person.start(server.address)
    return person


def without_the_way_to_everything(page):
    """A page without what it says of how to see what is held back, which is another way for each program."""
    return re.sub(rb'<p class="quiet">The readings and how .*?</p>\n(<p class="command">.*?</p>\n)?', b"", page)


@pytest.mark.parametrize("name", some_by_day(WHOLE, len(WHOLE), IN_DANGER))
def test_a_whole_interview_ends_with_the_very_json_that_infer_gives(page, server, tmp_path, name):
    person = asked(page, server, name)
    seen = person.go_to_the_end()
    assert ("Please read first" in seen) == bool(SITUATIONS[name].given and name.startswith("safety"))
    answers, called = person.saved("Save your answers")
    assert called == "notes.yaml"
    file = tmp_path / "notes.yaml"
    file.write_bytes(answers)
    record, _ = person.saved("Save the record, for a check")
    for given, option in ((record, "json"), (person.saved("Save this page")[0], "html")):
        command = [*COMMAND, "infer", str(file), "--format", option]
        written = subprocess.run(command, capture_output=True, check=True).stdout
        assert without_the_way_to_everything(given) == without_the_way_to_everything(written)


def test_back_shows_the_answer_and_a_change_is_taken(page, server):
    person = asked(page, server)
    first, heading = page.url, person.heading()
    page.locator(".asked input").first.check()
    person.press("Continue")
    page.go_back()
    assert page.url == first
    assert person.heading() == heading
    ticked = page.locator(".asked input:checked")
    assert ticked.count() == 1
    person.press("Not sure")
    person.press("See or change your answers")
    assert "Left open" in page.inner_text("main")


def test_a_reload_loses_nothing_that_was_ticked(page, server):
    asked(page, server)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator(".option label").first.click()
    page.reload()
    assert page.locator("input:checked").count() >= 1


def test_two_windows_of_one_visit_do_not_lose_each_others_answers(context, page, server):
    person = asked(page, server)
    other = context.new_page()
    other.goto(page.url)
    heading = person.heading()
    person.answer()
    second = Person(other, KNOWLEDGE, SITUATIONS["example.yaml"])
    assert second.heading() == heading
    second.press("Not sure")
    page.reload()
    person.answer()
    person.press("See or change your answers")
    text = page.inner_text("main")
    assert heading in text
    assert "Left open" in text


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leave_now_empties_the_window_its_history_and_the_memory(page, server, way):
    person = asked(page, server)
    person.answer()
    left = page.url
    if way == "button":
        with page.expect_request(lambda request: request.url.endswith("/leave")):
            person.press("Leave now")
    else:
        with page.expect_request(lambda request: request.url.endswith("/leave")):
            for _ in range(3):
                page.keyboard.press("Shift")
    page.wait_for_url("about:blank")
    assert page.inner_text("body") == ""
    assert page.request.get(left).status == 404
    page.go_back()
    page.wait_for_load_state()
    text = page.inner_text("body")
    assert "There is nothing here any more" in text
    assert KNOWLEDGE.about.title not in text
    page.goto("about:blank")


def test_leaving_in_one_window_leaves_in_the_others_of_that_visit(context, page, server):
    person = asked(page, server)
    other = context.new_page()
    other.goto(page.url)
    person.press("Leave now")
    other.wait_for_url("about:blank")


def test_nothing_is_left_in_the_storage_of_the_browser(context, page, server):
    person = asked(page, server)
    person.answer()
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_everything_works_without_scripts(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    person = asked(page, server, "safety-harm-a-slap-and-then-tears.yaml")
    assert "Please read first" in person.go_to_the_end()
    assert "held back" in page.inner_text("main")
    person.press("Show the readings as well")
    page.locator(".readings > details > summary").first.click()
    left = page.url
    person.press("Leave now")
    page.wait_for_url("**/")
    assert page.title() == "New tab"
    assert page.inner_text("body") == ""
    page.goto(left)
    assert "There is nothing here any more" in page.inner_text("body")
    context.close()


def test_the_keyboard_alone_answers(page, server):
    asked(page, server)
    url = page.url
    page.locator(".asked input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: now != url)
    assert page.title() in ("Question 3", "Please read first", "Which holds?")


def test_a_mistake_is_told_first_and_leads_to_the_field(page, server):
    person = asked(page, server)
    person.press("Continue")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "mistake"
    page.locator("#mistake a").click()
    assert page.evaluate("document.activeElement.id") == "answer"


def _complaints(page):
    """What axe-core finds on a page in light, and besides in dark, where only the colours differ."""
    for scheme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        for item in page.evaluate("options => axe.run(document, options)", options)["violations"]:
            yield scheme, item["id"], [node["html"][:120] for node in item["nodes"]][:3]


@pytest.mark.skipif(not AXE.exists() and not IN_CI, reason="axe-core is not here: npm install --no-save axe-core")
def test_axe_finds_nothing_on_any_kind_of_page(browser, server):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    checked = {}

    def check():
        checked.setdefault(page.title().rstrip("0123456789"), []).extend(_complaints(page))

    page.goto(server.address)
    check()
    page.get_by_text("Go on with answers that you saved").click()
    person = Person(page, KNOWLEDGE, SITUATIONS["safety-harm-a-slap-and-then-tears.yaml"])
    person.press("Open")
    check()
    person.start(server.address)
    person.press("Continue")
    check()
    kinds = set()
    for summary in page.locator("main summary").all():
        summary.click()
    check()
    while page.title() != "Result":
        kind = page.title().rstrip("0123456789"), page.locator("[type=checkbox]").count() > 0
        if kind not in kinds:
            kinds.add(kind)
            check()
        if page.title() == "Your answers":
            person.press("See what this points to")
        elif page.title() == "Please read first":
            person.press(re.compile("Go on.*"))
        else:
            person.answer()
    check()
    person.press("Show the readings as well")
    for summary in page.locator(".readings > details > summary").all()[:4]:
        summary.click()
    check()
    person.press(re.compile("What if.*"))
    check()
    person.press("As if it were not answered")
    check()
    page.go_back()
    page.go_back()
    page.locator(".readings > details > summary").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Why does this not stand out?").last.click()
    check()
    context.close()
    assert {title: told for title, told in checked.items() if told} == {}


@pytest.mark.skipif(not AXE.exists() and not IN_CI, reason="axe-core is not here: npm install --no-save axe-core")
def test_axe_finds_nothing_on_the_pages_of_an_audit(browser):
    server = Server("--audit", "--trace", str(FOLDER / "example.yaml"), str(FOLDER / "open-no-answers.yaml"))
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto(server.address)
    found = {}
    for place in ("0", "1", "1/steps/2", "1/proof", "1/with/2"):
        page.goto(f"{server.address}/audit/{place}")
        found[place] = list(_complaints(page))
    context.close()
    server.end(signal.SIGKILL)
    assert {place: told for place, told in found.items() if told} == {}
