"""The pages as an application of Flask: the only module that knows a web framework."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Final

from flask import Flask, Request, Response, request, send_file
from werkzeug.exceptions import HTTPException

from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.page.audit import Audit, audit_page
from whycry_expert.page.form import Form
from whycry_expert.page.pages import gone_page, page_at
from whycry_expert.page.rendering import policy
from whycry_expert.page.reply import Download, Go
from whycry_expert.page.steps import FILE, respond
from whycry_expert.page.visit import Visit
from whycry_expert.serving.guard import headers_of, is_secret, refusal
from whycry_expert.serving.sessions import Session, Sessions, TooMany
from whycry_expert.source import MAX_BYTES

_MOST_BYTES: Final = MAX_BYTES + 100_000
_MOST_FIELDS: Final = 500
_HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: a knowledge base to whoever knows the secret, and the situations of an audit, if it is one.

    What stands in `once` leads to the secret a single time.
    """

    knowledge: Knowledge
    secret: str
    port: int
    audit: Audit | None = None
    once: set[str] = field(default_factory=set)


class _InMemory(Request):
    """A request whose files stay in memory: by itself, the framework would put larger ones on the disk."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:  # noqa: ANN401 - sizes and names, which do not matter
        return BytesIO()


def application(served: Served, sessions: Sessions[Visit]) -> Flask:
    """Give the application. A session begins at the secret address and lives at an address of its own."""
    app = Flask(__name__, static_folder=None)
    app.request_class = _InMemory
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES
    app.config["MAX_FORM_PARTS"] = _MOST_FIELDS
    app.before_request(lambda: _refused(served.port))
    app.after_request(_with_headers)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(Exception, _broken)
    routes: dict[str, tuple[Callable[..., Response], list[str]]] = {
        "/": (_nothing, ["GET"]),
        "/<name>": (lambda name: _begin(served, sessions, name), ["GET"]),
        "/<name>/": (lambda name: _latest(sessions, name), ["GET"]),
        "/<name>/<int:number>": (lambda name, number: _page(sessions, name, number), ["GET", "POST"]),
        "/<name>/leave": (lambda name: _leave(sessions, name), ["POST"]),
        "/<name>/audit/<path:place>": (lambda name, place: _audit(served, name, place), ["GET"]),
    }
    for rule, (view, methods) in routes.items():
        app.add_url_rule(rule, rule, view, methods=methods)
    return app


def _refused(port: int) -> Response | None:
    reason = refusal(request.method, dict(request.headers), port)
    return _html(gone_page(reason).html, 403) if reason else None


def _with_headers(response: Response) -> Response:
    response.headers.update(headers_of(policy()))
    return response


def _failed(error: HTTPException) -> Response:
    too_large = "This is larger than what is taken here." if error.code == 413 else ""  # noqa: PLR2004 - RFC 9110
    return _html(gone_page(too_large).html, error.code or 500)


def _broken(_: Exception) -> Response:
    """Say nothing of what went wrong: a message could hold an answer, and a log would keep it."""
    return _html(gone_page("Something went wrong here. Your answers are still there: go back and try again.").html, 500)


def _html(html: str, status: int = 200) -> Response:
    return Response(html, status, content_type=_HTML)


def _nothing() -> Response:
    return _html(gone_page().html)


def _to(address: str) -> Response:
    return Response(status=303, headers={"Location": address}, content_type=_HTML)


def _begin(served: Served, sessions: Sessions[Visit], name: str) -> Response:
    if _is_first(served.once, name):
        return _to(f"/{served.secret}")
    if not is_secret(name, served.secret):
        return _html(gone_page().html, 404)
    if served.audit is not None:
        return _to(f"/{name}/audit/0")
    try:
        session = sessions.begin(Visit(Interview(served.knowledge)), lambda visit: visit.latest == 1)
    except TooMany:
        text = "Too many of these pages are open. Leave one of them, or end the program and start it again."
        return _html(gone_page(text).html, 503)
    return _to(f"/{session}/1")


def _is_first(once: set[str], name: str) -> bool:
    try:
        once.remove(name)
    except KeyError:
        return False
    return True


def _latest(sessions: Sessions[Visit], name: str) -> Response:
    session = sessions.find(name)
    return _html(gone_page().html, 404) if session is None else _to(f"/{name}/{session.state.latest}")


def _page(sessions: Sessions[Visit], name: str, number: int) -> Response:
    session = sessions.find(name)
    if session is None:
        return _html(gone_page("There is nothing here any more.").html, 404)
    if request.method == "POST":
        return _taken(session, name, number)
    page = page_at(session.state, number)
    return _to(f"/{name}/{session.state.latest}") if page is None else _html(page.html)


def _taken(session: Session[Visit], name: str, number: int) -> Response:
    form = _form()
    with session.lock:
        session.state, reply = respond(session.state, number, form)
    if isinstance(reply, Go):
        return _to(f"/{name}/{reply.number}")
    return _file(reply) if isinstance(reply, Download) else Response(status=204)


def _form() -> Form:
    fields = {key: tuple(values) for key, values in request.form.lists()}
    upload = request.files.get(FILE)
    if upload is None:
        return Form(fields)
    return Form(fields, upload.stream.read(MAX_BYTES + 1), upload.filename or "")


def _file(download: Download) -> Response:
    content = BytesIO(download.text.encode())
    response = send_file(content, mimetype=download.media_type, as_attachment=True, download_name=download.file_name)
    response.content_type = f"{download.media_type}; charset=utf-8"
    return response


def _leave(sessions: Sessions[Visit], name: str) -> Response:
    sessions.drop(name)
    return _to("/")


def _audit(served: Served, name: str, place: str) -> Response:
    if served.audit is None or not is_secret(name, served.secret):
        return _html(gone_page().html, 404)
    page = audit_page(served.audit, place)
    return _html(gone_page().html, 404) if page is None else _html(page.html)
