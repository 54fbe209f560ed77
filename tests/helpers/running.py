"""Runs commands in an empty folder, and reads what they print: fixtures for the tests of `cli`."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Protocol

import pytest

from cli import main

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended: its exit code and what went to the two streams."""

    code: int
    out: bytes
    err: str


class Run(Protocol):
    """Runs a command, with `given` on its standard input."""

    def __call__(self, *words: str | Path, given: str = "") -> Result: ...


@pytest.fixture
def folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give the empty folder that the commands run in; templates are stored in another."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUTS_LIBRARY", raising=False)
    return tmp_path


@pytest.fixture
def run(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Run:
    """Give what runs a command in this process."""

    def _run(*words: str | Path, given: str = "") -> Result:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode()), "utf-8"))
        code = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Result(code, out, err.decode())

    return _run
