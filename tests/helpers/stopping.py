"""Stop the program with signals at chosen moments, and collect what each stopped run leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

MAX_SECONDS = 2.0
"""The longest that a run may take from its first signal to its end."""

PATIENCE = 12.0
"""Seconds after which a run counts as hanging and is killed."""

_BUSY = "while True: pass"


class Stopped(NamedTuple):
    """How a run ended; `seconds` count from its first signal, and are None if it ended before."""

    number: int
    code: int
    seconds: float | None
    err: str
    left: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """Name everything that a stopped run must not do."""
        found = [f"left behind: {name}" for name in self.left]
        if "Traceback" in self.err or "Exception" in self.err:
            found.append(f"a traceback: {self.err}")
        if self.seconds is None:
            return found + ([f"exit code {self.code}: {self.err}"] if self.code else [])
        if self.seconds > MAX_SECONDS:
            found.append(f"took {self.seconds:.2f} s")
        if self.code not in {0, 128 + self.number}:
            found.append(f"exit code {self.code} after signal {self.number}: {self.err}")
        return found


@contextmanager
def busy_machine() -> Iterator[None]:
    """Keep every processor busy."""
    number = os.cpu_count() or 1
    others = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(number)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def stop_run(
    words: Sequence[str | Path], work: Path, after: float, number: int, gap: float | None
) -> Stopped:
    """Start a command, and signal its whole session `after` seconds from its first line.

    A second signal follows after `gap` seconds, unless that is None. Everything in `work` that has
    the name of an unfinished file counts as left behind, and every process of the session.
    """
    errors = work / "stderr"
    with errors.open("wb") as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "handouts", *map(str, words)],
            cwd=work,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=err,
            start_new_session=True,
            preexec_fn=_catch_all,
        )
        _wait_until_caught(child)
        time.sleep(after)
        begun = time.monotonic()
        running = child.poll() is None and _signal_session(child, number)
        if running and gap is not None:
            time.sleep(gap)
            _signal_session(child, number)
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        seconds = time.monotonic() - begun
    left = _left_in_session(child.pid)
    if child.returncode is None:
        _signal_session(child, signal.SIGKILL)
        child.wait()
    parts = [str(path.relative_to(work)) for path in work.rglob("*.part")]
    return Stopped(
        number,
        child.returncode,
        seconds if running else None,
        errors.read_text(errors="replace"),
        (*parts, *left),
    )


def _catch_all() -> None:
    """Take back what is ignored, such as SIGHUP under nohup and SIGINT in the background."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def _wait_until_caught(child: subprocess.Popen[bytes]) -> None:
    """Wait until the program has a handler for SIGTERM, which is its first line's doing."""
    bit, end = 1 << (signal.SIGTERM - 1), time.monotonic() + 30
    while child.poll() is None and time.monotonic() < end:
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{child.pid}/status").read_text().splitlines()
            caught = next(line for line in lines if line.startswith("SigCgt:"))
            if int(caught.split()[1], 16) & bit:
                return
        time.sleep(0.0005)


def _signal_session(child: subprocess.Popen[bytes], number: int) -> bool:
    """Signal a run and its helpers, as a terminal does; tell whether any was there."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return False
    return True


def _left_in_session(leader: int) -> list[str]:
    """Name the processes of a session that outlive its leader; they have a second to end."""
    end, left = time.monotonic() + MAX_SECONDS, ["?"]
    while left and time.monotonic() < end:
        left = [f"process {pid}" for pid in _session(leader)]
        time.sleep(0.005)
    return left


def _session(leader: int) -> Iterator[int]:
    """Give the ids of the processes of a session that are not zombies."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, session = place.read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                yield int(place.parent.name)
