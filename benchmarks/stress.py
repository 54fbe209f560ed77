"""Kill large batches at random and make larger ones in one go; count what is lost, cut or doubled.

    python -m benchmarks.stress                   # at full size: a quarter of an hour, 12 GiB
    python -m benchmarks.stress --files 200 --kills 3 --merged 300 --large 500

It writes one line of JSON for each trial, and ends with 1 if anything was lost, cut or doubled.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.material import PATTERN
from benchmarks.measuring import ROOT, FailedError, measure
from handouts.batch.manifest import MANIFEST
from handouts.pdf.writer import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20261129
DAY = "2026-11-23"
FIRST_KILL, LAST_KILL = 0.2, 4.0
"""Seconds from the start of a run within which it is killed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one trial showed; `peak` is in MiB and 0 where it was not measured."""

    trial: str
    rows: int
    kills: int = 0
    lost: int = 0
    cut: int = 0
    doubled: int = 0
    seconds: float = 0
    peak: float = 0
    bytes: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, cut short or made twice."""
        return not (self.lost or self.cut or self.doubled)


def write_roster(path: Path, rows: int) -> None:
    """Write a roster of invented clients."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "pattern", "side", "client"))
        for i in range(rows):
            writer.writerow((f"c-{i:06}", PATTERN, ("left", "right")[i % 2], f"Client {i} Lane"))


def command(roster: Path, *target: str | Path) -> list[str]:
    """Return the command that makes the sheets of a roster."""
    words = ("batch", roster, *target, "--date", DAY)
    return [sys.executable, "-P", "-m", "handouts", *map(str, words)]


def killed_until_done(words: Sequence[str], kills: int, dice: random.Random) -> tuple[int, float]:
    """Run a command and kill it at random moments, then let it end.

    Returns how often it was killed, and how many seconds all of it took.
    """
    start = time.perf_counter()
    done = _killed(words, kills, dice)
    if done == kills:
        subprocess.run(words, cwd=ROOT, stderr=subprocess.DEVNULL, check=True)  # noqa: S603
    return done, round(time.perf_counter() - start, 1)


def _killed(words: Sequence[str], kills: int, dice: random.Random) -> int:
    """Kill a command at random moments, until it ends before one; return how often it was."""
    for done in range(kills):
        with subprocess.Popen(  # noqa: S603 - our own command
            words, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        ) as run:
            time.sleep(dice.uniform(FIRST_KILL, LAST_KILL))
            if run.poll() == 0:
                return done
            os.killpg(run.pid, 9)
    return kills


def files_killed(folder: Path, rows: int, kills: int, dice: random.Random) -> Outcome:
    """Make a file for each row, killed and gone on with; read every file and the manifest."""
    roster, out = folder / "files.csv", folder / "files"
    write_roster(roster, rows)
    done, seconds = killed_until_done(command(roster, "-o", out), kills, dice)
    lines = (out / MANIFEST).read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    wanted = {f"c-{i:06}-{DAY}.pdf": f"c-{i:06}" for i in range(rows)}
    there = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.glob("*.pdf")}
    digests = {record["file"]: record["sha256"] for record in records}
    named = Counter(record["id"] for record in records)
    return Outcome(
        trial="a file for each row, killed",
        rows=rows,
        kills=done,
        lost=len(wanted.keys() - there.keys()) + len(set(wanted.values()) - named.keys()),
        cut=len(list(out.glob(".*.part")))
        + sum(digest != digests.get(name) for name, digest in there.items()),
        doubled=sum(count - 1 for count in named.values()) + len(there.keys() - wanted.keys()),
        seconds=seconds,
        bytes=sum(path.stat().st_size for path in out.glob("*.pdf")),
    )


def merged_killed(folder: Path, rows: int, kills: int, dice: random.Random) -> Outcome:
    """Merge rows, killed and begun anew; a file that is there is whole."""
    roster, out = folder / "merged.csv", folder / "merged.pdf"
    write_roster(roster, rows)
    done, seconds = killed_until_done(command(roster, "--merged", out), kills, dice)
    return Outcome(
        trial="one merged file, killed",
        rows=rows,
        kills=done,
        lost=_lost(folder, "merged", rows),
        cut=len(list(folder.glob(".*.part"))),
        seconds=seconds,
        bytes=sum(path.stat().st_size for path in folder.glob("merged*.pdf")),
    )


def merged_in_one_go(folder: Path, rows: int) -> Outcome:
    """Merge rows in one run, measured from outside."""
    roster, out = folder / f"large-{rows}.csv", folder / f"large-{rows}.pdf"
    write_roster(roster, rows)
    try:
        reading = measure(command(roster, "--merged", out, "--jobs", "1"), {}, out, tells=False)
    except FailedError:
        return Outcome("one merged file", rows, lost=rows)
    return Outcome(
        trial="one merged file",
        rows=rows,
        lost=_lost(folder, out.stem, rows),
        seconds=round(reading.seconds, 1),
        peak=round(reading.peak, 1),
        bytes=int(reading.size),
    )


def _lost(folder: Path, stem: str, rows: int) -> int:
    """Count the rows without a bookmark in the files of a run."""
    found = 0
    for path in folder.glob(f"{stem}*.pdf"):
        with path.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                return rows
        found += _bookmarks(path)
    return abs(rows - found)


def _bookmarks(path: Path) -> int:
    """Count the bookmarks of a file, one for each row, in a process that ends with its memory."""
    script = "import pikepdf, sys; pdf = pikepdf.open(sys.argv[1]); print(pdf.Root.Outlines.Count)"
    words = [sys.executable, "-c", script, str(path)]
    told = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603
    return int(told.stdout)


def trials(options: argparse.Namespace, folder: Path) -> Iterator[Outcome]:
    """Run every trial."""
    dice = random.Random(SEED)  # noqa: S311 - moments to kill at
    yield files_killed(folder, options.files, options.kills, dice)
    yield merged_killed(folder, options.merged, 2 * options.kills, dice)
    yield merged_in_one_go(folder, options.merged)
    yield merged_in_one_go(folder, options.large)


def main(words: Sequence[str] | None = None) -> int:
    """Print a line for each trial; return 1 if one of them was not sound."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stress", description=__doc__)
    for name, size, meaning in (
        ("files", 10_000, "rows that get a file each"),
        ("kills", 20, "how often that run is killed; the merged one twice as often"),
        ("merged", 10_000, "rows of the merged file that is killed"),
        ("large", 100_000, "rows of the largest merged file"),
    ):
        parser.add_argument(f"--{name}", type=int, default=size, help=meaning)
    options = parser.parse_args(words)
    sound = True
    with TemporaryDirectory() as folder:
        os.environ["HANDOUTS_CACHE"] = str(Path(folder) / "cache")
        for outcome in trials(options, Path(folder)):
            sys.stdout.write(f"{json.dumps(asdict(outcome))}\n")
            sys.stdout.flush()
            sound &= outcome.sound
    return 0 if sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
