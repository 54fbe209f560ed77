"""Only our own page, in the browser that was let in, is answered: each line with a real client."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from handouts.web.admission import Admission
from handouts.web.guard import HEADERS, HOST
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.page_server import Served

PAGES = ("/", "/sheet/lateral-hip-rotators", "/static/page.css", "/fonts/words.ttf", "/nowhere")


@pytest.mark.parametrize("path", PAGES)
def test_our_own_page_is_answered_and_every_answer_is_closed(page: Served, path: str) -> None:
    answer = page.send("GET", path)
    assert answer.status == (404 if path == "/nowhere" else 200)
    assert (
        HEADERS.items() <= {name.title(): value for name, value in answer.headers.items()}.items()
    )
    assert "Server" not in answer.headers


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_without_a_cookie_nothing_is_answered(page: Served) -> None:
    for path in PAGES:
        assert page.send("GET", path, Cookie=None).status == 403
        assert page.send("GET", path, Cookie=f"handouts-{page.port}=guess").status == 403


@pytest.mark.parametrize("host", ["localhost:{}", "127.0.0.1", "evil.example:{}", "127.0.0.1:{}."])
def test_a_foreign_name_for_this_computer_is_refused(page: Served, host: str) -> None:
    name = host.format(page.port)
    assert page.send("GET", "/", Host=name).status == 403
    # Rebinding: a page of that name sends an origin that fits.
    assert page.send("POST", "/alive", b"", Host=name, Origin=f"http://{name}").status == 403


def test_two_hosts_are_refused(page: Served) -> None:
    with socket.create_connection((HOST, page.port)) as raw:
        host = f"{HOST}:{page.port}"
        raw.sendall(
            f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\nCookie: {page.cookie}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert raw.recv(100).split()[1] in (b"400", b"403")


def test_a_form_of_another_page_is_refused(page: Served) -> None:
    for origin in (None, "null", "http://evil.example", "http://127.0.0.1:1", f"{page.origin}0"):
        assert page.send("POST", "/sheets", b"{}", Origin=origin).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_asks_for_is_refused(page: Served, site: str) -> None:
    assert page.send("GET", "/", Sec_Fetch_Site=site).status == 403
    assert page.send("POST", "/sheets", b"{}", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_our_own_page_or_the_address_bar_asks_for_is_not(page: Served, site: str) -> None:
    assert page.send("GET", "/", Sec_Fetch_Site=site).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH"])
def test_other_methods_are_refused(page: Served, method: str) -> None:
    assert page.send(method, "/").status == 403


def test_the_key_is_exchanged_for_a_cookie_and_works_once(tmp_path: Path) -> None:
    with served(tmp_path) as page:
        path = page.address.removeprefix(page.origin)
        assert page.send("GET", path[:-1], Cookie=None).status == 403
        first = page.send("GET", path, Cookie=None)
        assert first.status == 200
        cookie = first.headers["set-cookie"]
        assert cookie.split(";")[0] == page.cookie
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert page.send("GET", path, Cookie=None).status == 403
        assert page.send("GET", path).status == 403
        assert page.state.admission.key.encode() not in first.body
        assert page.state.admission.secret.encode() not in first.body


def test_a_key_is_long_and_never_the_same() -> None:
    keys = {Admission(1).key for _ in range(50)}
    assert len(keys) == 50
    assert min(map(len, keys)) >= 40


def test_it_listens_to_this_computer_alone(page: Served) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), page.port)}
    for address in others - {HOST, "::1"}:
        with socket.socket() as raw:
            raw.settimeout(1)
            assert raw.connect_ex((str(address), page.port)) != 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs a second user")
def test_another_user_of_this_computer_is_refused_even_with_the_cookie(page: Served) -> None:
    asked = f"GET / HTTP/1.1\r\nHost: {HOST}:{page.port}\r\nCookie: {page.cookie}\r\n\r\n"
    program = (  # which finds its modules before it becomes another user
        "import os, socket\n"
        "os.setuid(65534)\n"
        "raw = socket.socket()\n"
        f"raw.connect(('{HOST}', {page.port}))\n"
        f"raw.sendall({asked.encode()!r})\n"
        "print(raw.recv(100).split()[1].decode())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"403"


def test_a_fault_is_told_without_the_words_that_caused_it(
    page: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("Zzyxx Qanary")

    monkeypatch.setattr(page.state.sheets, "make", fail)
    answer = page.post("/sheets", {"tab": "a", "pattern": "lateral-hip-rotators", "plan": {}})
    assert answer.status == 500
    assert answer.body.startswith(b"Something went wrong in Handouts itself.")
    for _ in range(100):  # it is told after the answer
        if page.said:
            break
        time.sleep(0.05)
    assert page.said
    assert "Qanary" not in " ".join(page.said)
