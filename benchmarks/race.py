"""Handouts against other engines on the same content: nothing in, two tables in Markdown out.

    python -m benchmarks.race [--quick] [--out FILE]

Run it from the root of the project, with the extra `benchmarks` installed and nothing else at work.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.contestants import ENGINES, FRESH, FULL, QUICK, ROUNDS, SLOW, TASKS
from benchmarks.measuring import ROOT, FailedError, measure, middle

if TYPE_CHECKING:
    from benchmarks.contestants import Sizes
    from benchmarks.measuring import Reading

Readings = dict[tuple[str, str], "Reading"]
Failed = dict[tuple[str, str], str]

KEEP_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Lets a tree that pip has not compiled run from bytecode too, once the first round has written it.

Otherwise our own modules would be compiled in every run, and those of rivals never.
"""


def race(folder: Path, sizes: Sizes, *, once: bool = False) -> tuple[Readings, Failed]:
    """Prepare everything in a folder and run every task; give what was measured and what failed."""
    counts = sorted({sizes.count(task) for task in TASKS})
    prepare = [sys.executable, "-m", "benchmarks.prepare", str(folder), *map(str, counts)]
    subprocess.run(prepare, check=True, cwd=ROOT)  # noqa: S603 - our own command
    readings: Readings = {}
    failed: Failed = {}
    for task in TASKS:
        rounds = 1 if once else ROUNDS.get(task, 2)
        _run_task(task, folder, sizes, rounds, readings, failed)
    return readings, failed


def _run_task(
    task: str, folder: Path, sizes: Sizes, rounds: int, readings: Readings, failed: Failed
) -> None:
    """Run one task of all rivals in turn, and keep the medians."""
    rivals = [
        key
        for key, engine in ENGINES.items()
        if task in engine.commands and task not in engine.left_out
    ]
    runs: dict[str, list[Reading]] = {key: [] for key in rivals}
    if task in ROUNDS:
        # What lies on the disk is read once before, so that no rival pays for the others.
        rounds += 1
    for turn in range(rounds):
        for key in rivals:
            if (key, task) in failed or (runs[key] and runs[key][0].seconds > SLOW):
                continue
            try:
                reading = _run(key, task, folder, sizes)
            except FailedError as error:
                failed[key, task] = str(error)
                continue
            if turn or task not in ROUNDS:
                runs[key].append(reading)
    readings |= {(key, task): middle(found) for key, found in runs.items() if found}


def _run(key: str, task: str, folder: Path, sizes: Sizes) -> Reading:
    """Run a task once, in a clean place."""
    out = folder / "out"
    _clear(out)
    if task in {"warm", "separate"}:
        out.mkdir()
    cache = folder / ("empty-cache" if task in FRESH else "cache")
    if task in FRESH:
        _clear(cache)
    cache.mkdir(exist_ok=True)
    given = {
        "python": sys.executable,
        "handouts": str(Path(sys.executable).with_name("handouts")),
        "folder": str(folder),
        "count": sizes.count(task),
        "out": str(out if out.is_dir() else out.with_suffix(".pdf")),
    }
    words = [word.format(**given) for word in ENGINES[key].commands[task].split()]
    tells = task in {"warm", "laid-out"}
    variables = {"HANDOUTS_CACHE": str(cache), **KEEP_BYTECODE}
    return measure(words, variables, Path(str(given["out"])), tells=tells)


def _clear(path: Path) -> None:
    """Take away a folder, or the file of the same name with `.pdf`, divided or not."""
    shutil.rmtree(path, ignore_errors=True)
    for file in path.parent.glob(f"{path.name}*.pdf"):
        file.unlink()


def main() -> None:
    """Run the race that the command line asks for, and print or write its report."""
    parser = ArgumentParser(prog="benchmarks.race", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, each measured once")
    parser.add_argument("--out", type=Path, help="write the report here instead of printing it")
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else FULL
    with TemporaryDirectory() as folder:
        readings, failed = race(Path(folder), sizes, once=chosen.quick)
    # What the report needs is brought in only now, so that the race stays small while it measures.
    from benchmarks.report import report

    text = report(readings, failed, sizes)
    if chosen.out:
        chosen.out.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
