"""A run that is stopped at any moment ends within two seconds and leaves nothing unfinished.

By default each command is stopped at some moments, spread over its whole run. To stop it at every
moment, which takes half an hour, use HANDOUTS_TESTS=all.
"""

from __future__ import annotations

import sys
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.helpers.sampling import evenly
from tests.helpers.stopping import SIGNALS, Stopped, busy_machine, stop_run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.batching import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

STEP = 0.002
"""Seconds between the moments at which a run is stopped."""


class Command(NamedTuple):
    """A command to stop: its words, at how many moments, and at how many of these by default."""

    words: tuple[str, ...]
    moments: int
    most: int


COMMANDS = {
    "files": Command(("batch", "clients.csv", "-o", "out", "--jobs", "2"), 500, 18),
    "merged": Command(("batch", "clients.csv", "--merged", "pile.pdf", "--force"), 500, 18),
    "list": Command(("list",), 100, 6),
    "stored": Command(("build", "PATTERN", "-o", "one.pdf", "--force"), 100, 9),
    "laid out": Command(("build", "PATTERN", "-o", "one.pdf", "--force"), 300, 9),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_that_is_stopped_at_any_moment_ends_clean(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    command = COMMANDS[name]
    store = "" if name == "laid out" else str(desk.cache.store.folder)
    monkeypatch.setenv("HANDOUTS_CACHE", store)
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(desk.library))
    rows = [{"client": f"Ann {'ABCDEFGHIJ'[i % 10]}"} for i in range(1500)]
    (tmp_path / "clients.csv").write_text(desk.table(rows), "utf-8")
    words = [desk.id if word == "PATTERN" else word for word in command.words]
    ends: dict[int, Stopped] = {}
    with busy_machine():
        for turn, moment in enumerate(evenly(range(command.moments), command.most)):
            gap = None if turn // len(SIGNALS) % 2 else 0.003 * (turn % 14)
            number = SIGNALS[turn % len(SIGNALS)]
            rmtree(tmp_path / "out", ignore_errors=True)
            ends[moment] = stop_run(words, tmp_path, moment * STEP, number, gap)
    took = sorted(end.seconds for end in ends.values() if end.seconds is not None)
    sys.stdout.write(f"{name}: {len(ends)} runs, {len(took)} stopped")
    sys.stdout.write(f", median {took[len(took) // 2]:.3f} s, most {took[-1]:.3f} s\n")
    assert not {moment: end.faults for moment, end in ends.items() if end.faults}
