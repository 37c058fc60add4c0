"""The real YAML language server completes, explains and checks a situation with our schema."""

import json
import shutil
import subprocess
import threading
from queue import Queue

import pytest
from click.testing import CliRunner

from whycry_expert import load_knowledge
from whycry_expert.cli.main import commands

VERSION = "1.25.0"
LIMIT = 60
SITUATION = """\
# yaml-language-server: $schema=./situation.json
title: So
relationship: ex
endin: he-ended-it
ending:
he-said: [sorry]

""".replace("ending:\n", "ending: \n")


class Client:
    """Speaks the language server protocol with a process."""

    def __init__(self, command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._received = Queue()
        self._number = 0
        self.told = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        stream = self._process.stdout
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            self._received.put(json.loads(stream.read(length)))

    def _send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params):
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == self._number and "method" not in message)["result"]

    def wait(self, wanted):
        while True:
            message = self._received.get(timeout=LIMIT)
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items", [])
                answer = [SETTINGS.get(item.get("section")) for item in items] if items else None
                self._send({"id": message["id"], "result": answer})
            elif wanted(message):
                return message

    def close(self):
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


@pytest.fixture(scope="module")
def server(request):
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("npm or node is not there, so the language server cannot be driven")
    folder = request.config.cache.mkdir(f"yaml-language-server-{VERSION}")
    script = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not script.exists():
        install = [
            npm,
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(folder),
            f"yaml-language-server@{VERSION}",
        ]
        done = subprocess.run(install, capture_output=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"npm could not install the language server: {done.stderr.decode()[:200]}")
    client = Client([node, str(script), "--stdio"])
    yield client
    client.close()


@pytest.fixture(scope="module")
def opened(server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("situation")
    schema = CliRunner().invoke(commands, ["kb", "schema", "situation", "-o", str(folder / "situation.json")])
    assert schema.exit_code == 0
    path = folder / "situation.yaml"
    path.write_text(SITUATION)
    uri = path.as_uri()
    root = folder.as_uri()
    server.request(
        "initialize",
        {
            "processId": None,
            "rootUri": root,
            "capabilities": {"textDocument": {"completion": {}, "hover": {}, "publishDiagnostics": {}}},
            "workspaceFolders": [{"uri": root, "name": "situation"}],
        },
    )
    server.notify("initialized", {})
    server.notify("workspace/didChangeConfiguration", {"settings": SETTINGS})
    server.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": SITUATION}},
    )
    found = server.wait(
        lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["diagnostics"]
    )
    return server, uri, found["params"]["diagnostics"]


def at(uri, line, character):
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def completed(server, uri, line, character):
    found = server.request("textDocument/completion", at(uri, line, character))
    items = found["items"] if isinstance(found, dict) else found
    return {item["label"] for item in items}


def test_a_misspelt_fact_is_marked_where_it_stands(opened):
    _, _, diagnostics = opened
    marked = [
        found
        for found in diagnostics
        if found["range"]["start"]["line"] == SITUATION[: SITUATION.index("endin:")].count("\n")
    ]
    assert any("endin" in found["message"] for found in marked)
    assert len(marked) == len(diagnostics)


def test_hovering_a_fact_shows_its_question(opened):
    server, uri, _ = opened
    hover = server.request("textDocument/hover", at(uri, 2, 3))
    question = load_knowledge().facts["relationship"].question
    assert question in json.dumps(hover, ensure_ascii=False).replace("\\\\", "")


def test_facts_are_completed(opened):
    server, uri, _ = opened
    labels = completed(server, uri, SITUATION.count("\n") - 1, 0)
    assert {"just-before", "closeness"} <= labels
    assert "relationship" not in labels, "what is there already is not offered again"


def test_the_options_of_a_fact_are_completed(opened):
    server, uri, _ = opened
    line = SITUATION[: SITUATION.index("ending: \n")].count("\n")
    labels = completed(server, uri, line, len("ending: "))
    assert set(load_knowledge().facts["ending"].option_names) <= {label.strip() for label in labels}
