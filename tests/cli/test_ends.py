"""How a run ends: bugs, signals, closed and full streams."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from handouts.interruption import Interrupted
from patterns.errors import ExitCode, Problem, UserError
from tests.helpers import ROOT

if TYPE_CHECKING:
    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

CANARY = "Zzyxx Qanary"
FULL = Path("/dev/full")

needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def raising(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def process(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "handouts", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **options,
    )


def test_a_module_that_is_not_there_is_a_fault_of_ours(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a library that finds no memory to be loaded is the machine's."""
    monkeypatch.setattr("handouts.commands.check.check", raising(ModuleNotFoundError("yaml")))
    result = run("check")
    assert result.code == ExitCode.OUR_BUG
    assert result.err.startswith("This is a fault of ours: ModuleNotFoundError at ")


def test_a_fault_of_ours_is_told_without_its_words(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.commands.check.check", raising(KeyError(CANARY)))
    result = run("check")
    assert result.code == ExitCode.OUR_BUG
    assert result.err.startswith("This is a fault of ours: KeyError at cli/test_ends.py:")
    assert result.err.endswith(". Run again with --debug and report it.\n")
    assert "Zzyxx" not in result.err


@pytest.mark.parametrize("words", [("--debug", "check"), ("check", "--debug")], ids=" ".join)
def test_debug_shows_the_way_but_not_the_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    error = KeyError(CANARY)
    error.__cause__ = ValueError(CANARY)
    monkeypatch.setattr("handouts.commands.check.check", raising(error))
    result = run(*words)
    assert result.code == ExitCode.OUR_BUG
    assert ", in fail\n    raise error\n" in result.err
    assert result.err.endswith(". Please report it.\n")
    assert "Zzyxx" not in result.err


def test_many_problems_are_cut_short(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("a.yaml", line, 1, "", "is wrong") for line in range(1, 24)]
    monkeypatch.setattr("handouts.commands.check.check", raising(UserError(problems)))
    lines = run("check").err.splitlines()
    assert lines[:2] == ["a.yaml:1:1: is wrong", "a.yaml:2:1: is wrong"]
    assert lines[19:] == ["a.yaml:20:1: is wrong", "and 3 more"]


def test_a_file_name_cannot_steer_the_terminal(run: Run) -> None:
    result = run("check", "a\x1b[2Jb.yaml")
    assert result.err.startswith("a?[2Jb.yaml: there is no such file")


@pytest.mark.parametrize("place", ["a" * 300, "a" * 5_000, "file"], ids=len)
@pytest.mark.parametrize("words", [("cache",), ("cache", "--clear")], ids=" ".join)
def test_a_cache_that_cannot_be_holds_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], place: str
) -> None:
    (folder / "file").write_bytes(b"")
    monkeypatch.setenv("HANDOUTS_CACHE", place)
    result = run(*words)
    assert (result.code, result.err) == (ExitCode.DONE, "")
    assert result.out.startswith(b"0 templates, 0 bytes, ")


def test_a_cache_that_may_not_be_cleared(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "one.template").write_bytes(b"")
    monkeypatch.setenv("HANDOUTS_CACHE", str(folder))
    monkeypatch.setattr(Path, "unlink", raising(PermissionError(errno.EACCES, "")))
    result = run("cache", "--clear")
    assert result.code == ExitCode.CANNOT_WRITE
    assert result.err == f"{folder}: may not be written; choose another folder\n"


def test_without_a_cache_nothing_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", "")
    assert run("cache").out == b"No templates are kept\n"
    assert json.loads(run("cache", "--json").out)["folder"] is None


def test_the_folder_of_the_cache_cannot_steer_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", "a\nb\x1b[2J")
    assert run("cache").out == b"0 templates, 0 bytes, in a?b?[2J\n"


def test_stopping_by_hand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.commands.check.check", raising(Interrupted(signal.SIGINT)))
    result = run("check")
    assert result.code == 130
    assert result.err == ""


@needs_full
@pytest.mark.parametrize(
    "words",
    [("--help",), ("list",), ("schema", "plan"), ("check",)],
    ids=" ".join,
)
def test_a_full_standard_output(words: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = process(*words, stdout=full)
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert done.stderr == (
        "standard output: has no room left on the disk; make room, or choose another disk\n"
    )


@needs_full
def test_a_full_standard_output_for_a_sheet(tmp_path: Path) -> None:
    process("new", "pattern", "elbow.yaml", cwd=tmp_path)
    with FULL.open("w") as full:
        done = process("build", "./elbow.yaml", "-o", "-", cwd=tmp_path, stdout=full)
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert "standard output: has no room left" in done.stderr


def test_a_reader_that_goes_away() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as gone:
        done = process("schema", "pattern", stdout=gone)
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert done.stderr == ""


def test_a_closed_standard_output(tmp_path: Path) -> None:
    process("new", "pattern", "elbow.yaml", cwd=tmp_path)
    words = "build ./elbow.yaml -o one.pdf --json >&-"
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m handouts {words}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")


def test_a_terminal_that_lacks_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process("new", "pattern", "ours/elbow/pattern.yaml", cwd=tmp_path)
    pattern = tmp_path / "ours" / "elbow" / "pattern.yaml"
    text = pattern.read_text("utf-8").replace("title: Pain at", "title: \u0394 at", 1)
    pattern.write_text(text, "utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    done = process("list", "--library", "ours", cwd=tmp_path, stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert "? at the outer elbow" in done.stdout


def test_being_ended_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from handouts.__main__ import run\n"
        "os.fsync = lambda _: (print('writing', flush=True), time.sleep(60))\n"
        "sys.argv = ['handouts', 'new', 'plan', 'plan.yaml']\n"
        "run()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "writing\n"
        begun = time.monotonic()
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=10) == 143
    assert time.monotonic() - begun < 5
    assert not list(tmp_path.iterdir())
