"""Runs commands in an empty folder, and reads what they print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from cli import main

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Result:
    """How a command ended: its exit code and what went to the two streams."""

    code: int
    out: bytes
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the empty folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUTS_LIBRARY", raising=False)
    return tmp_path


@pytest.fixture
def run(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Run:
    """Give what runs a command in this process, the plan on its standard input."""

    def _run(*args: str | Path, given: str = "") -> Result:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode()), "utf-8"))
        code = main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Result(code, out, err.decode())

    return _run
