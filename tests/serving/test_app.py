"""The pages over HTTP: who gets them, with which headers, and what is refused."""

import re
import tempfile
import threading

import pytest
from example_situations import KNOWLEDGE, SITUATIONS
from flask.testing import FlaskClient
from msgspec.structs import replace
from werkzeug.http import parse_options_header

from whycry_expert.page.audit import Audit, Case
from whycry_expert.page.files import file_name
from whycry_expert.page.rendering import policy
from whycry_expert.serving.app import Served, application
from whycry_expert.serving.sessions import IDLE_SECONDS, MOST_SESSIONS, Sessions

PORT = 49152
HOST = f"127.0.0.1:{PORT}"
SECRET = "a-secret"  # noqa: S105 - of a test


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sessions(clock):
    return Sessions(clock)


@pytest.fixture
def client(sessions):
    return _client(sessions)


def _client(sessions, audit=None):
    app = application(Served(KNOWLEDGE, SECRET, PORT, audit), sessions)
    app.test_client_class = _Client
    return app.test_client()


class _Client(FlaskClient):
    """Asks at the address that the server prints."""

    def open(self, *args, **named):
        return super().open(*args, base_url=f"http://{HOST}", **named)


def begun(client):
    """The address of the first page of a new session."""
    return client.get(f"/{SECRET}").location


def beside(address, place):
    """Another place of the same session."""
    return address.rpartition("/")[0] + f"/{place}"


def posted(client, address, headers=None, **fields):
    return client.post(address, data=fields, headers=headers or {"Origin": f"http://{HOST}"})


def uploaded(client, address, content):
    """Send a file as a browser does; the test client of the framework would put a large one on the disk."""
    fields = {'name="do"': b"file", 'name="file"; filename="notes.yaml"': content}
    parts = (f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\n".encode() + told for name, told in fields.items())
    body = b"\r\n".join(parts) + b"\r\n--x--\r\n"
    headers = {"Origin": f"http://{HOST}", "Content-Type": "multipart/form-data; boundary=x"}
    return client.post(address, data=body, headers=headers)


def test_every_response_carries_the_same_protection(client):
    first = begun(client)
    answers = [
        client.get(f"/{SECRET}"),
        client.get(first),
        posted(client, first, do="on"),
        posted(client, first, save="answers"),
        client.get("/"),
        client.get("/no/such/place"),
        client.get("/guess"),
        client.get(first, headers={"Host": "evil.example"}),
        client.put(first),
        posted(client, beside(first, "leave")),
    ]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"] == policy()
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_the_policy_lets_in_nothing_from_elsewhere():
    allowed = dict(part.split(" ", 1) for part in policy().split("; "))
    assert allowed["default-src"] == "'none'"
    assert allowed["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy()
    assert "http" not in policy()
    assert "*" not in policy()


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", "", "127.0.0.2:49152"]
)
def test_another_host_is_refused(client, host):
    first = begun(client)
    assert client.get(first, headers={"Host": host}).status_code == 403
    assert client.get(f"/{SECRET}", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", [HOST, f"[::1]:{PORT}", f"localhost:{PORT}"])
def test_this_machine_is_served(client, host):
    assert client.get(f"/{SECRET}", headers={"Host": host}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_page_is_not_taken(client, sessions, headers):
    first = begun(client)
    assert posted(client, first, headers, do="on").status_code == 403
    assert posted(client, beside(first, "leave"), headers).status_code == 403
    assert len(sessions) == 1
    assert client.get(beside(first, "")).location == first


def test_without_the_secret_no_session_begins(client, sessions):
    for address in ("/", "/guess", f"/{SECRET}x", f"/{SECRET[:-1]}", "/%00", "/favicon.ico"):
        assert client.get(address).status_code in (200, 404)
    assert len(sessions) == 0


def test_leaving_drops_the_answers_and_leads_to_an_empty_page(client, sessions):
    first = begun(client)
    posted(client, first, do="on")
    left = posted(client, beside(first, "leave"))
    assert left.status_code == 303
    assert len(sessions) == 0
    blank = client.get(left.location)
    assert _words(blank) == "New tab"
    assert client.get(first).status_code == 404
    assert KNOWLEDGE.about.title not in client.get(first).text


def _words(answer):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", answer.text, flags=re.DOTALL).split())


def test_a_session_is_dropped_when_it_was_not_seen_for_long(client, sessions, clock):
    first = begun(client)
    clock.now = IDLE_SECONDS - 1
    assert client.get(first).status_code == 200
    clock.now += IDLE_SECONDS + 1
    assert client.get(first).status_code == 404
    assert len(sessions) == 0


def test_only_so_many_sessions_go_on_at_once(client, sessions):
    for _ in range(MOST_SESSIONS):
        posted(client, begun(client), do="on")
    full = client.get(f"/{SECRET}")
    assert full.status_code == 503
    assert "Too many" in full.text
    assert len(sessions) == MOST_SESSIONS


def test_pages_that_nobody_began_on_make_room(client, sessions):
    kept = begun(client)
    posted(client, kept, do="on")
    for _ in range(MOST_SESSIONS + 5):
        begun(client)
    assert len(sessions) <= MOST_SESSIONS
    assert client.get(kept).status_code == 200


def test_sessions_do_not_see_each_other(client):
    one, other = begun(client), begun(client)
    posted(client, one, do="on")
    assert client.get(beside(other, "")).location == other
    assert one.split("/")[1] != other.split("/")[1]


@pytest.mark.parametrize("size", [1_000_001, 3_000_000])
def test_what_is_too_large_is_refused_in_a_line(client, size):
    first = begun(client)
    answer = uploaded(client, first, b"x" * size)
    told = client.get(first) if answer.status_code == 303 else answer
    assert answer.status_code in (303, 413)
    assert "arger than" in told.text


def test_a_file_that_is_opened_is_not_put_on_the_disk(client, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a file was made")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", refuse, raising=False)
    content = b"relationship: ex\n#" + b" " * 990_000
    opened = uploaded(client, begun(client), content)
    assert opened.location.endswith("/2")


def test_a_file_is_opened_and_saved_again(client):
    first = begun(client)
    content = b"# mine\nrelationship: ex\n"
    opened = uploaded(client, first, content)
    saved = posted(client, opened.location, save="answers", name="holiday plans")
    assert saved.data == content
    assert saved.headers["Content-Disposition"] == 'attachment; filename="holiday plans.yaml"'


@pytest.mark.parametrize("name", ["Müller", "дневник", "日記 2", "a; filename=b", 'a"b'])
def test_a_file_can_have_a_name_in_any_script(client, name):
    saved = posted(client, begun(client), save="answers", name=name)
    told = saved.headers["Content-Disposition"]
    assert told.encode("ascii")
    _, named = parse_options_header(told)
    assert named["filename"] == f"{file_name(name)}.yaml"


def test_nothing_that_was_typed_stands_in_an_address(client):
    address = begun(client)
    for fields in ({"do": "on"}, {"do": "unsure"}, {"answer": "0"}, {"do": "list"}):
        address = posted(client, address, **fields).location
        assert re.fullmatch(r"/[\w-]{24}/[0-9]+", address)


def test_forms_sent_at_the_same_time_are_taken_one_after_the_other(client):
    first = begun(client)
    threads = [threading.Thread(target=lambda: posted(client, first, do="on")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert client.get(beside(first, "")).location == beside(first, "9")


def test_a_fault_of_the_program_tells_nothing_and_loses_nothing(client, monkeypatch):
    first = begun(client)

    def fail(*_):
        raise ValueError(KNOWLEDGE.about.title)

    monkeypatch.setattr("whycry_expert.serving.app.page_at", fail)
    broken = client.get(first)
    assert broken.status_code == 500
    assert KNOWLEDGE.about.title not in broken.text
    monkeypatch.undo()
    assert client.get(first).status_code == 200


@pytest.fixture
def auditor(sessions):
    names = ["example.yaml", next(name for name in SITUATIONS if name.startswith("safety-harm"))]
    cases = tuple(Case(name, SITUATIONS[name]) for name in names)
    return lambda *, trace: _client(sessions, Audit(KNOWLEDGE, cases, trace))


def test_an_audit_is_shown_to_who_knows_the_secret(auditor):
    client = auditor(trace=True)
    start = client.get(f"/{SECRET}").location
    assert start == f"/{SECRET}/audit/0"
    for place in ("0", "1", "1/steps/1", "1/proof", "1/with/2", "2/with/1", "2"):
        page = client.get(f"/{SECRET}/audit/{place}")
        assert page.status_code == 200, place
        assert "Leave now" in page.text
    for place in (
        "3",
        "1/steps/0",
        "1/steps/999999",
        "1/with/3",
        "x",
        "1/proof/",
        "-1",
        "9" * 40,
        "1/steps/" + "9" * 40,
    ):
        assert client.get(f"/{SECRET}/audit/{place}").status_code == 404, place
    assert client.get("/guess/audit/0").status_code == 404


def test_no_word_of_a_person_becomes_a_link_in_an_audit(sessions):
    own = "See evil.example.com, call 0900 123 456."
    case = Case("a.yaml", replace(SITUATIONS["example.yaml"], title=own, story=own))
    client = _client(sessions, Audit(KNOWLEDGE, (case, Case("b.yaml", SITUATIONS["example.yaml"])), trace=True))
    for place in ("0", "1", "1/steps/1", "1/proof", "1/with/2"):
        page = client.get(f"/{SECRET}/audit/{place}").text
        assert 'href="https:' not in page
        assert 'href="tel:' not in page
        assert f"&#34;{own}&#34;" in page


def test_every_step_of_an_audit_leads_to_the_next(auditor):
    client, step = auditor(trace=True), 1
    while f'href="{step + 1}" rel="next"' in client.get(f"/{SECRET}/audit/1/steps/{step}").text and step < 3:
        step += 1
    assert step == 3


def test_an_audit_holds_readings_back_in_danger_unless_all_is_asked_for(auditor):
    titles = [meaning.title for meaning in KNOWLEDGE.meanings]
    for place in ("2", "2/steps/1", "2/proof", "1/with/2"):
        held = auditor(trace=False).get(f"/{SECRET}/audit/{place}").text
        assert not [title for title in titles if title in held], place
        assert "--trace" in held
    assert any(title in auditor(trace=True).get(f"/{SECRET}/audit/2").text for title in titles)
