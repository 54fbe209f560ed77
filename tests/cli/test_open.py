"""The page is opened by a command, and ends with it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from handouts.web import opening
from patterns.errors import ExitCode
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)


def status_of(address: str) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        with connection.getresponse() as answer:
            return answer.status
    finally:
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_the_address_opens_the_page_and_a_signal_ends_it(
    tmp_path: Path, number: signal.Signals
) -> None:
    words = [sys.executable, "-P", "-m", "handouts", "open", "--no-browser"]
    folders = {"HANDOUTS_CACHE": str(tmp_path), "HANDOUTS_CONFIG": str(tmp_path / "config")}
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **folders}
    with subprocess.Popen(
        words, cwd=tmp_path, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert status_of(address) == 200
            assert status_of(address) == 403
            process.send_signal(number)
            _, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 128 + number
    assert err == ""


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("open", "--no-browser", "--port", str(port))
    assert result.code == ExitCode.USAGE
    assert result.err == f"port {port}: cannot be used; choose another, or leave --port out\n"
    assert result.out == b""


def test_a_library_that_is_not_there_is_told(run: Run) -> None:
    result = run("open", "--no-browser", "--library", "gone")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith("gone: there is no such folder")


def test_where_no_browser_opens_the_address_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show_at_once(settings: object, port: int | None, show: object, say: object) -> None:
        assert callable(show)
        show("http://127.0.0.1:1/enter?key=k")

    monkeypatch.setattr(opening, "open_page", show_at_once)
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    result = run("open")
    assert result.out == b"http://127.0.0.1:1/enter?key=k\n"
    assert "No browser could be opened" in result.err
