"""A command in, what running it cost out: measured from outside, in a process of its own.

Whoever measures stays small: before a new process becomes its program it counts as large as the
process it was split from, so the least peak that can be seen is that of the race itself.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent

MIB = 1024 * 1024
LOOK_EVERY = 0.05
"""Seconds between two looks at the memory of a process and its children."""

PAGE = resource.getpagesize()
UNIT = 1 if sys.platform == "darwin" else 1024
"""The bytes in which a system counts the peak of a process."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run cost, or the medians of several.

    `seconds` is the time from start to end, `cpu` what all its processes computed; `peak` is in
    MiB, `size` in bytes; `told` is a number that the program printed itself.
    """

    seconds: float
    cpu: float
    peak: float
    size: float = 0
    told: float = 0


class FailedError(Exception):
    """A command that did not end well."""


def _files(out: Path) -> list[Path]:
    """Return a file, or the numbered files that it was divided into; none for a folder."""
    return (
        [out] if out.is_file() else sorted(out.parent.glob(f"{out.stem}-*{out.suffix or '.pdf'}"))
    )


def measure(words: Sequence[str], more: Mapping[str, str], out: Path, *, tells: bool) -> Reading:
    """Run a command with more in its environment and measure it.

    `out` is the file or folder it writes; if it `tells` a number, that is read from what it
    prints. Raises `FailedError` with its exit code.
    """
    with TemporaryFile() as said:
        start = perf_counter()
        child = subprocess.Popen(  # noqa: S603 - our own commands
            words, stdout=said, stderr=subprocess.DEVNULL, env={**os.environ, **more}, cwd=ROOT
        )
        watch = Watch(child.pid)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = perf_counter() - start
        peak = watch.end()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise FailedError(f"ended with exit code {child.returncode}")
        said.seek(0)
        told = float(said.read()) if tells else 0.0
    return Reading(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=max(usage.ru_maxrss * UNIT, peak) / MIB,
        size=sum(path.stat().st_size for path in _files(out)),
        told=told,
    )


def middle(readings: Sequence[Reading]) -> Reading:
    """Give the medians of several runs."""
    names = ("seconds", "cpu", "peak", "size", "told")
    return Reading(**{name: median(getattr(r, name) for r in readings) for name in names})


class Watch:
    """Looks at the memory of a process and all its children together while they run.

    The system's own figure is the peak of the largest process alone. Where there is no /proc, that
    figure stands.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0, Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Stop looking and give the peak in bytes."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self._peak = max(self._peak, sum(_resident(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    """Give a process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """Give the bytes of a process that lie in memory; one that has ended has none."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except OSError:
        return 0
