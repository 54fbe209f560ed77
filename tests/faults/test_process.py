"""Run with closed or full streams, with signals, and in unusual environments."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handouts.process import RunState, guard
from tests.helpers.faults.door import How
from tests.helpers.faults.making import BRAND, PATTERN
from tests.helpers.faults.rules import Expected

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")

CLOSED = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]


@pytest.mark.parametrize("shell", CLOSED)
def test_a_stream_that_is_closed_from_the_start(door: Door, shell: str) -> None:
    how = How(shell=shell)
    assert len(door.build("-o", "x.pdf", "--json", how=how).made) == 1
    ended = door.watched([sys.executable, "-P", "-m", "handouts", "check", "gone.yaml"], how)
    assert ended.code == 3
    ended = door.watched([sys.executable, "-P", "-m", "handouts", "build", PATTERN, "-o", "-"], how)
    assert ended.code == (4 if ">&- " in f"{shell} ".replace("2>&-", "") else 0)


@needs_full
@pytest.mark.parametrize(
    ("words", "shell", "code"),
    [
        (["list"], ">/dev/full", 4),
        (["--help"], ">/dev/full", 4),
        (["schema", "plan"], ">/dev/full", 4),
        (["build", PATTERN, "-o", "-"], ">/dev/full", 4),
        (["build", PATTERN, "-o", "x.pdf", "--json"], ">/dev/full", 4),
        (["build", PATTERN, "-o", "x.pdf"], ">/dev/full", 0),
        (["build", PATTERN, "-o", "x.pdf"], "2>/dev/full", 0),
        (["list"], "2>/dev/full", 0),
    ],
)
def test_a_stream_that_is_full(door: Door, words: list[str], shell: str, code: int) -> None:
    ended = door(*words, code=code, how=How(shell=shell))
    if code:
        assert ended.lines[-1].startswith("standard output: has no room left on the disk")
    assert len(ended.made) == ("x.pdf" in words)


@needs_full
def test_a_full_stream_of_messages_hides_no_exit_code(door: Door) -> None:
    for words, code in (
        (["check", "gone.yaml"], 3),
        (["--frob"], 2),
        (["list", "--library", "x"], 3),
    ):
        how = How(shell="2>/dev/full >/dev/full")  # noqa: S604 - a word of ours, not that of subprocess
        ended = door.watched([sys.executable, "-P", "-m", "handouts", *words], how)
        assert ended.code == code


def test_a_reader_that_goes_away(door: Door) -> None:
    words = [sys.executable, "-P", "-m", "handouts", "schema", "pattern"]
    ended = door.program(["sh", "-c", '"$@" | head -1', "sh", *words], Expected(0), How())
    assert (ended.out, ended.err) == (b"{\n", "")


SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("after", [0.25, 0.45])
def test_being_stopped_leaves_nothing_unfinished(
    door: Door, number: signal.Signals, after: float
) -> None:
    def stop(process: int) -> None:
        time.sleep(after)
        os.kill(process, number)

    argv = [sys.executable, "-P", "-m", "handouts", "preview", PATTERN, "-o", "pictures/"]
    ended = door.watched(argv, How(meanwhile=stop))
    if ended.code == 0:
        pytest.skip("the pictures were done before they were to be stopped")
    assert ended.code == SIGNALS[number], ended.err
    assert ended.err == ""
    assert not [path for path in ended.new if path.suffix == ".part"]


def test_a_hang_up_that_is_to_be_ignored_is(door: Door) -> None:
    def hang_up(process: int) -> None:
        time.sleep(0.4)
        os.kill(process, signal.SIGHUP)

    argv = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-P", "-m", "handouts"]
    door.program([*argv, "build", PATTERN], Expected(0), How(meanwhile=hang_up))


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/nowhere", "TMPDIR": "/nowhere"},
        {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"},
        {"PYTHONOPTIMIZE": "2", "PYTHONUNBUFFERED": "1"},
        {"HANDOUTS_LIBRARY": "", "COLUMNS": "x", "TERM": "dumb"},
    ],
    ids=["C", "no home", "warnings", "optimised", "odd"],
)
def test_the_environment_changes_nothing(door: Door, env: dict[str, str]) -> None:
    given = "client: \u0141ukasz\nside: right\n".encode()
    door.build("--plan", "-", "-o", "a.pdf", how=How(given=given))
    door.build("--plan", "-", "-o", "b.pdf", how=How(given=given, env=env))
    assert (door.work / "a.pdf").read_bytes() == (door.work / "b.pdf").read_bytes()


def test_a_library_that_cannot_be_one(door: Door) -> None:
    os.mkfifo(door.work / "pipe")
    door.write({"file": "x", "ours/a/pattern.yaml": "x: 1\n"})
    (door.work / "ours" / "circle").symlink_to("circle")
    (door.work / "ours" / "again").symlink_to("../ours")
    (door.work / "ours" / "b").mkdir()
    (door.work / "ours" / "b" / "pattern.yaml").symlink_to("gone")
    (door.work / "ours" / "c" / "pattern.yaml").mkdir(parents=True)
    for library in ("pipe", "file", "gone", "a" * 300):
        ended = door("list", code=3, how=How(env={"HANDOUTS_LIBRARY": library}), seconds=1)
        assert ended.err.startswith(f"{library}: there is no such folder")
    ended = door("list", "--library", "ours", code=3, seconds=1)
    told = "\n".join(ended.lines)
    assert "ours/b/pattern.yaml: there is no such file" in told
    assert "ours/c/pattern.yaml: is a folder" in told
    door.build("--library", "ours")


def test_a_folder_that_was_deleted_meanwhile(door: Door) -> None:
    door.write({"b.yaml": BRAND})
    gone = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    for words in (
        ["check", door.work / "b.yaml"],
        ["build", "lateral-hip-rotators", "-o", door.work / "a.pdf"],
    ):
        argv = ["sh", "-c", gone, "sh", sys.executable, "-P", "-m", "handouts", *map(str, words)]
        door.program(argv, Expected(0), How(env={"HANDOUTS_CACHE": ""}))


def test_a_run_without_a_network(door: Door) -> None:
    argv = [sys.executable, "-P", "-m", "handouts", "build", PATTERN]
    if door.watched(["unshare", "-n", "true"], How()).code:
        pytest.skip("this system lets no one leave the network")
    door.program(["unshare", "-n", *argv], Expected(0), How())


LIMITED = """
import os, resource, sys
kind, most, *words = sys.argv[1:]
resource.setrlimit(getattr(resource, kind), (int(most), int(most)))
os.execv(sys.executable, [sys.executable, "-P", "-m", "handouts", *words])
"""


def limited(door: Door, kind: str, most: int, *words: str) -> tuple[int, list[str]]:
    """Run a command within a limit of the system; return its exit code and what it told."""
    command = [sys.executable, "-c", LIMITED, kind, str(most), *words]
    ended = subprocess.run(command, cwd=door.work, check=False, capture_output=True, text=True)
    return ended.returncode, ended.stderr.splitlines()


@pytest.mark.parametrize("mebibytes", range(50, 90, 10))
def test_little_memory_is_told_in_a_line(door: Door, mebibytes: int) -> None:
    words = ("build", PATTERN, "--side", "left", "-o", "x.pdf")
    code, told = limited(door, "RLIMIT_AS", mebibytes << 20, *words)
    assert code in (0, 4), told
    assert len(told) == 1
    if code:
        assert told[0].startswith("there is too little memory"), told
    assert [path.name for path in door.work.iterdir()] in ([], ["x.pdf"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("libqpdf.so: failed to map segment from shared object", 4),
        ("libqpdf.so: cannot open shared object file: Cannot allocate memory", 4),
        ("libqpdf.so: undefined symbol: qpdf_new", 1),
    ],
)
def test_a_library_that_finds_no_memory_is_told_apart(
    words: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(state: RunState) -> int:
        raise ImportError(words)

    assert guard(load) == code
    assert ("there is too little memory" in capsys.readouterr().err) is (code == 4)


def test_any_error_where_memory_is_short_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(state: RunState) -> int:
        raise SystemError("error return without exception set")

    assert guard(load) == 1
    monkeypatch.setattr("handouts.process.SPARE_BYTES", 1 << 60)  # more than any machine has
    assert guard(load) == 4
    assert capsys.readouterr().err.splitlines()[-1].startswith("there is too little memory")


@pytest.mark.parametrize("number", range(6, 14))
def test_few_open_files_are_told_in_a_line(door: Door, number: int) -> None:
    roster = "id,pattern,side\n" + "".join(f"c-{i},{PATTERN},left\n" for i in range(210))
    door.write({"roster.csv": roster})
    words = ("batch", "roster.csv", "--merged", "x.pdf", "--jobs", "2")
    code, told = limited(door, "RLIMIT_NOFILE", number, *words)
    assert code in (0, 4), told
    lines = [line for line in told if " of 210" not in line]
    assert len(lines) == 1
    if code:
        assert "too many files are open" in lines[0] or "too little memory" in lines[0], told
    assert not list(door.work.glob(".*.part"))


def test_a_crash_leaves_no_copy_of_the_memory(door: Door) -> None:
    script = "from handouts.interruption import catch_signals; catch_signals(); import resource; "
    script += "print(resource.getrlimit(resource.RLIMIT_CORE))"
    shell = f'ulimit -c unlimited; exec {sys.executable} -P -c "{script}"'
    ended = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=True)
    assert ended.stdout == "(0, 0)\n"


@pytest.mark.parametrize("name", ["QUIT", "XCPU", "ALRM", "USR1", "USR2"])
def test_any_signal_that_ends_a_run_leaves_no_part(door: Door, name: str) -> None:
    roster = "id,pattern,side\n" + "".join(f"c-{i},{PATTERN},left\n" for i in range(20_000))
    door.write({"roster.csv": roster})
    words = ["batch", "roster.csv", "--merged", "x.pdf", "--jobs", "1"]
    command = [sys.executable, "-P", "-m", "handouts", *words]
    number = getattr(signal, f"SIG{name}")

    def take_back() -> None:
        """Take back what is ignored, such as SIGQUIT in the background."""
        signal.signal(number, signal.SIG_DFL)

    with subprocess.Popen(
        command, cwd=door.work, stderr=subprocess.DEVNULL, preexec_fn=take_back
    ) as run:
        while not list(door.work.glob(".*.part")):
            assert run.poll() is None
            time.sleep(0.01)
        run.send_signal(number)
        assert run.wait(20) == 128 + number
    assert [path.name for path in door.work.iterdir()] == ["roster.csv"]


def test_a_plan_that_does_not_come_is_told_to_be_waited_for(door: Door) -> None:
    command = [sys.executable, "-P", "-m", "handouts", "build", PATTERN, "--plan", "-"]
    with subprocess.Popen(
        [*command, "-o", "x.pdf"],
        cwd=door.work,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdin is not None
        assert run.stderr is not None
        line = run.stderr.readline()
        assert line.startswith("Waiting for the plan on standard input; end it with Ctrl-D")
        run.stdin.write("side: left\n")
        run.stdin.close()
        assert run.wait(60) == 0
    assert (door.work / "x.pdf").is_file()


def test_a_pdf_is_not_printed_to_a_terminal(door: Door) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-P", "-m", "handouts", "build", PATTERN, "-o", "-"]
    ended = subprocess.run(
        command, cwd=door.work, stdout=theirs, stderr=subprocess.PIPE, check=False, text=True
    )
    os.close(theirs)
    os.close(ours)
    assert ended.returncode == 2
    assert "-o - prints a PDF; send it on: -o - > sheet.pdf" in ended.stderr


def test_a_relative_cache_folder_counts_as_none(door: Door) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": "cache", "HOME": str(door.work / "home")}
    environment.pop("HANDOUTS_CACHE", None)
    environment.pop("LOCALAPPDATA", None)
    words = [sys.executable, "-P", "-m", "handouts", "cache", "--json"]
    told = subprocess.run(words, cwd=door.work, env=environment, capture_output=True, check=True)
    assert json.loads(told.stdout)["folder"] == str(door.work / "home/.cache/handouts")
