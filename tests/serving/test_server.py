"""The command that starts the page: where it listens, how it ends, and what it says when something is missing."""

import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from serving.browsing import Server

from whycry_expert.cli.main import commands
from whycry_expert.serving.server import local_sockets


def test_only_this_machine_is_listened_to_at_a_port_of_the_systems_choosing():
    sockets = local_sockets()
    names = [made.getsockname()[:2] for made in sockets]
    for made in sockets:
        made.close()
    assert {address for address, _ in names} <= {"127.0.0.1", "::1"}
    assert len({port for _, port in names}) == 1
    assert names[0][1] > 1023


def test_there_is_no_way_to_listen_elsewhere():
    told = CliRunner().invoke(commands, ["serve", "--help"]).output
    assert "--host" not in told
    assert "--port" not in told


@pytest.fixture
def server():
    server = Server()
    yield server
    server.process.kill()
    server.process.communicate()


def _asked(address, host):
    parts = urlsplit(address)
    connection = HTTPConnection(host, parts.port, timeout=10)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    connection.close()
    return answer.status, dict(answer.getheaders())


def test_the_page_is_there_and_ctrl_c_ends_it(server):
    status, headers = _asked(server.address, "127.0.0.1")
    assert status == 303
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers
    code, told = server.end(signal.SIGINT)
    assert code == 0
    assert "nothing was kept" in told
    assert "Traceback" not in told


def test_the_address_that_others_can_see_among_the_browsers_arguments_leads_in_only_once(tmp_path):
    told, browser, situation = tmp_path / "told", tmp_path / "browser", tmp_path / "s.yaml"
    browser.write_text(f"#!/bin/sh\necho \"$@\" > '{told}.new' && mv '{told}.new' '{told}'\n")
    browser.chmod(0o700)
    situation.write_text("relationship: ex\n")
    server = Server("--audit", str(situation), browser=browser)
    try:
        for _ in range(200):
            if told.exists():
                break
            time.sleep(0.05)
        opened = told.read_text().strip()
        secret = urlsplit(server.address).path
        assert secret not in opened
        status, headers = _asked(opened, "127.0.0.1")
        assert (status, headers["Location"]) == (303, secret)
        assert _asked(opened, "127.0.0.1")[0] == 404
        assert _asked(server.address, "127.0.0.1")[1]["Location"] == f"{secret}/audit/0"
        assert _asked(f"{opened}/audit/1", "127.0.0.1")[0] == 404
    finally:
        server.end(signal.SIGINT)


@pytest.mark.skipif(not socket.has_ipv6, reason="there is no IPv6 here")
def test_the_page_is_there_over_ipv6_too(server):
    try:
        status, _ = _asked(server.address, "::1")
    except OSError:
        pytest.skip("this machine has no ::1")
    assert status == 303


def test_an_interruption_at_any_moment_after_the_address_ends_it():
    for _ in range(6):
        code, told = Server().end(signal.SIGINT)
        assert code == 0
        assert told.endswith("It has ended, and nothing was kept.\n")
        assert "Traceback" not in told


def test_each_start_has_a_secret_of_its_own(server):
    other = Server()
    other.end(signal.SIGINT)
    assert urlsplit(server.address).path != urlsplit(other.address).path
    assert len(urlsplit(server.address).path) > 20


@pytest.mark.parametrize("arguments", [["--audit"], ["no-such-file.yaml"], ["--audit", "no-such-file.yaml"]])
def test_a_wrong_call_is_told_in_a_line(arguments):
    command = [sys.executable, "-m", "whycry_expert", "serve", "--no-open", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_without_the_packages_it_says_how_to_get_them():
    program = (
        "import sys; sys.modules['flask'] = None; sys.argv = ['whycry-expert', 'serve', '--no-open'];"
        "from whycry_expert.cli.main import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert "whycry-expert[page]" in ended.stderr
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
