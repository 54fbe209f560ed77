"""Run commands of `cli` in an empty folder and capture their output."""

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
    """The exit code and the output of a command."""

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
    """Return the empty folder in which commands run; the cache folder is another."""
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
    """Return a function that runs a command in this process."""

    def _run(*words: str | Path, given: str = "") -> Result:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode()), "utf-8"))
        code = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Result(code, out, err.decode())

    return _run
