"""Run the program as a user does, in folders of its own, and check the rules of every run.

The folders are a home, one for temporary files, a cache and a working folder. `rules.broken_rules`
compares their content before and after a run.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from pypdfium2 import PdfDocument

from tests.helpers import ROOT
from tests.helpers.faults.rules import (
    Ended,
    Event,
    Expected,
    Room,
    broken_file_rules,
    broken_output_rules,
    broken_rules,
    snapshot,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

WATCH = Path(__file__).parent / "watch"
PATTERN = "lateral-hip-rotators"
DAY = "2026-11-23"

PATIENCE = 120
"""Seconds of wall-clock time after which a run is killed."""

MARK = "\x1e"
"""The separator that `watch/several.py` prints around the result of each command."""


@dataclass(frozen=True, slots=True)
class How:
    """The surroundings of a run: streams, environment, umask.

    `shell` is appended to the shell command, such as `>&-`; `meanwhile` is called with the process
    id during the run.
    """

    given: bytes | BinaryIO = b""
    out: BinaryIO | None = None
    env: dict[str, str] = field(default_factory=dict)
    mask: int = 0o022
    shell: str = ""
    meanwhile: Callable[[int], None] | None = None


class Box(NamedTuple):
    """The position of a line of text on its page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def within(self, width: float, height: float) -> bool:
        """Return whether the box lies inside a page."""
        return 0 <= self.left <= self.right <= width and 0 <= self.bottom <= self.top <= height

    def covers(self, other: Box) -> bool:
        """Return whether two boxes overlap by more than 30 % of the lower one's height."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > 1 and high > 0.3 * min(self.top - self.bottom, other.top - other.bottom)


@dataclass(frozen=True, slots=True)
class Door:
    """Runs programs in a set of folders, and asserts that each keeps the rules."""

    room: Room
    logs: Path

    @property
    def work(self) -> Path:
        """The working folder of the program."""
        return self.room.work

    def write(self, files: Mapping[str, bytes | str]) -> None:
        """Write files into the working folder."""
        for name, content in files.items():
            path = self.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def text(self, name: str) -> str:
        """Return the text of a finished sheet."""
        with PdfDocument(self.work / name) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)

    def strays(self, name: str) -> list[tuple[Box, ...]]:
        """Return the text boxes that lie outside their page, and the pairs that overlap."""
        found: list[tuple[Box, ...]] = []
        with PdfDocument(self.work / name) as pdf:
            for page in pdf:
                words, width, height = page.get_textpage(), page.get_width(), page.get_height()
                boxes = [Box(*words.get_rect(i)) for i in range(words.count_rects())]
                found += [(box,) for box in boxes if not box.within(width, height)]
                found += [pair for pair in combinations(boxes, 2) if pair[0].covers(pair[1])]
        return found

    def __call__(
        self, *words: str | bytes, code: int = 0, how: How | None = None, **expected: Any
    ) -> Ended:
        """Run `handouts` with these words; assert its exit code and the rules."""
        argv = [sys.executable, "-P", "-m", "handouts", *words]
        return self.program(argv, Expected(code, **expected), how or How())

    def build(self, *words: str, **more: Any) -> Ended:
        """Build the sheet of the shipped pattern on a fixed day."""
        return self("build", PATTERN, "--date", DAY, *words, **more)

    def several(self, rows: Sequence[Sequence[str]], code: int, **expected: Any) -> list[Ended]:
        """Run commands one after another in one process; each must end with the exit code."""
        kept = Expected(code, **expected)
        how = How(given=json.dumps([list(row) for row in rows]).encode())
        whole = self.watched([sys.executable, "-P", "-m", "several"], how)
        ended = list(_parted(whole))
        assert len(ended) == len(rows), f"stopped after {len(ended)} commands: {whole.err}"
        faults = broken_file_rules(whole, kept, self.room)
        for row, one in zip(rows, ended, strict=True):
            faults += [
                f"{' '.join(row)}: {fault}: {one.err}" for fault in broken_output_rules(one, kept)
            ]
        assert not faults, "\n".join(faults)
        return ended

    def program(self, argv: Sequence[str | bytes], expected: Expected, how: How) -> Ended:
        """Run any program; assert that it keeps the rules."""
        ended = self.watched(argv, how)
        faults = broken_rules(ended, expected, self.room)
        assert not faults, "\n".join([*faults, ended.err])
        return ended

    def watched(self, argv: Sequence[str | bytes], how: How) -> Ended:
        """Run any program, and return what was recorded of it."""
        log, out, err, given = (self.logs / name for name in ("events", "out", "err", "given"))
        for path in (log, out, err):
            path.write_bytes(b"")
        before = snapshot(self.room.top)
        begun = time.monotonic()
        with ExitStack() as opened:
            stream = how.given
            if isinstance(stream, bytes):
                given.write_bytes(stream)
                stream = opened.enter_context(given.open("rb"))
            child = subprocess.Popen(
                ["sh", "-c", f'exec "$@" {how.shell}', "sh", *argv],
                cwd=self.work,
                env=self._environment(log, how.env),
                stdin=stream,
                stdout=how.out or opened.enter_context(out.open("wb")),
                stderr=opened.enter_context(err.open("wb")),
                umask=how.mask,
            )
            if how.meanwhile:
                how.meanwhile(child.pid)
            status, used = _wait(child.pid, begun + PATIENCE)
            child.returncode = os.waitstatus_to_exitcode(status)
        return Ended(
            argv=tuple(map(os.fsdecode, argv)),
            code=child.returncode,
            out=out.read_bytes(),
            err=err.read_text("utf-8", "surrogateescape"),
            events=tuple(Event(*json.loads(row)) for row in log.read_text("ascii").splitlines()),
            processor=used.ru_utime + used.ru_stime,
            clock=time.monotonic() - begun,
            before=before,
            after=snapshot(self.room.top),
        )

    def _environment(self, log: Path, more: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "HOME": str(self.room.home),
            "TMPDIR": str(self.room.temporary),
            "HANDOUTS_CACHE": str(self.room.cache),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join((str(WATCH), str(ROOT))),
            "WATCH_LOG": str(log),
            **more,
        }


def _wait(child: int, until: float) -> tuple[int, Any]:
    """Wait for a process, and kill one that blocks; return its status and its resource usage."""
    while time.monotonic() < until:
        number, status, used = os.wait4(child, os.WNOHANG)
        if number:
            return status, used
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    return status, used


def _parted(whole: Ended) -> Iterator[Ended]:
    """Split the output of several commands at the separators."""
    outs = whole.out.decode("utf-8", "surrogateescape").split(MARK)
    errs = whole.err.split(MARK)
    for out, err, end in zip(outs[0::2], errs[0::2], errs[1::2], strict=False):
        code, seconds = end.split()
        yield replace(whole, code=int(code), out=out.encode(), err=err, processor=float(seconds))


def open_door(folder: Path) -> Door:
    """Create the folders of a case, and return what runs programs in them."""
    room = Room(folder / "room")
    logs = folder / "logs"
    for place in (room.work, room.home, room.temporary, room.cache, logs):
        place.mkdir(parents=True)
    return Door(room, logs)
