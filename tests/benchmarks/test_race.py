"""The arithmetic and the tables of the race, with planted numbers; nothing is timed here."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import race
from benchmarks.bounds import BOUNDS, SIDES, judge
from benchmarks.contestants import ENGINES, FULL, MERGED, QUICK, ROUNDS, TASKS, Engine
from benchmarks.material import COLUMNS, clients, write_roster
from benchmarks.measuring import ROOT, FailedError, Reading, measure, middle
from benchmarks.report import report

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.contestants import Sizes

ONE = Reading(seconds=1, cpu=1, peak=100, size=1000, told=10)

GOOD = {
    ("ours", "cold"): replace(ONE, seconds=0.095),
    ("ours", "cold-empty"): replace(ONE, seconds=0.38),
    ("ours", "warm"): replace(ONE, told=1),
    ("ours", "laid-out"): replace(ONE, told=100),
    ("ours", "merged-1"): replace(ONE, size=2000),
    ("ours", "merged-middle"): Reading(seconds=2, cpu=2, peak=40, size=800),
    ("ours", "merged-large"): Reading(
        seconds=30, cpu=30, peak=160, size=2000 + 1700 * SIDES * 9999
    ),
    ("ours-print", "merged-1"): replace(ONE, size=5000),
    ("ours-print", "merged-large"): replace(ONE, size=5000 + 125 * SIDES * 9999, peak=96),
    ("typst-tagged", "cold"): replace(ONE, seconds=0.1),
    ("typst-tagged", "warm"): replace(ONE, told=10),
    ("typst-tagged", "merged-middle"): Reading(seconds=25, cpu=25, peak=500, size=10_000),
    ("weasyprint", "cold"): ONE,
}
"""Every bound is met, each of them just so."""


def test_bounds_that_are_just_met_hold() -> None:
    verdicts = list(judge(GOOD, FULL))
    assert len(verdicts) == len(BOUNDS)
    assert [verdict.bound for verdict in verdicts if not verdict.holds] == []


@pytest.mark.parametrize(
    ("where", "change", "broken"),
    [
        (("ours", "cold"), {"seconds": 0.0951}, {0}),
        (("ours", "cold-empty"), {"seconds": 0.381}, {1}),
        (("ours", "warm"), {"told": 1.01}, {2}),
        (("ours", "laid-out"), {"told": 100.1}, {3}),
        (("ours", "merged-middle"), {"seconds": 2.01}, {4}),
        (("ours", "merged-middle"), {"size": 801}, {5}),
        (("ours", "merged-middle"), {"peak": 40.1}, {6}),
        (("ours", "merged-large"), {"size": 2001 + 1700 * SIDES * 9999}, {7}),
        (("ours", "merged-large"), {"peak": 160.1}, {8}),
        (("ours", "merged-large"), {"seconds": 30.1}, {9}),
        (("ours-print", "merged-large"), {"size": 5001 + 125 * SIDES * 9999}, {10}),
        (("ours-print", "merged-large"), {"peak": 96.1}, {11}),
        (("typst-tagged", "merged-middle"), {"seconds": 24.9}, {4}),
    ],
)
def test_a_bound_that_is_missed_by_a_little_is_shown_as_failing(
    where: tuple[str, str], change: dict[str, float], broken: set[int]
) -> None:
    readings = {**GOOD, where: replace(GOOD[where], **change)}
    verdicts = list(judge(readings, FULL))
    assert {i for i, verdict in enumerate(verdicts) if not verdict.holds} == broken
    rows = report(readings, {}, FULL).splitlines()
    assert sum(row.endswith("| **no** |") for row in rows) == 1
    assert sum(row.endswith("| yes |") for row in rows) == len(BOUNDS) - 1


def test_what_was_not_measured_does_not_hold() -> None:
    verdicts = list(judge({}, FULL))
    assert not any(verdict.holds for verdict in verdicts)
    assert {verdict.measured for verdict in verdicts} == {"not measured"}


def test_the_table_has_a_row_for_each_engine_and_says_why_cells_are_empty() -> None:
    text = report(GOOD, {("ours", "separate"): "ended with exit code 2"}, FULL)
    rows = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines()]
    assert all(engine.name in rows for engine in ENGINES.values())
    assert "- Handouts, 1,000 files: ended with exit code 2." in text
    assert "- Typst, tagged, merged 10,000: 10,000 would need 50 GiB of memory." in text
    widths = {line.count("|") for line in text.splitlines() if line.startswith("|")}
    assert widths == {14, 5}


def test_the_report_names_the_machine_and_not_its_owner() -> None:
    last = report(GOOD, {}, QUICK).strip().splitlines()[-1]
    assert "cores of" in last
    assert "typst" in last
    assert str(ROOT) not in last


def test_a_quick_race_does_not_boast_of_medians() -> None:
    assert "median" in report(GOOD, {}, FULL)
    assert "median" not in report(GOOD, {}, QUICK)


def test_medians_are_taken_of_each_quantity_by_itself() -> None:
    runs = [replace(ONE, seconds=s, size=z) for s, z in ((3, 10), (1, 30), (2, 20))]
    assert middle(runs) == replace(ONE, seconds=2, size=20)


def test_rivals_run_in_turn_and_the_first_round_of_a_short_task_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    order: list[str] = []

    def run(key: str, task: str, folder: Path, sizes: Sizes) -> Reading:
        order.append(key)
        if key == "typst":
            raise FailedError("ended with exit code 1")
        return replace(ONE, seconds=100 if len(order) <= len(rivals) else 5)

    rivals = [key for key, engine in ENGINES.items() if "cold" in engine.commands]
    readings: race.Readings = {}
    failed: race.Failed = {}
    monkeypatch.setattr(race, "_run", run)
    race._run_task("cold", tmp_path, FULL, 2, readings, failed)
    others = [key for key in rivals if key != "typst"]
    assert order == [*rivals, *others, *others]
    assert {reading.seconds for reading in readings.values()} == {5}
    assert failed == {("typst", "cold"): "ended with exit code 1"}


def test_a_run_keeps_bytecode_where_the_environment_forbids_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "tell.py").write_text("import sys; print(int(sys.dont_write_bytecode))", "utf-8")
    teller = Engine("Python", {"warm": "{python} {folder}/tell.py"})
    monkeypatch.setitem(ENGINES, "python", teller)
    assert race._run("python", "warm", tmp_path, QUICK).told == 0


def test_a_slow_run_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    order: list[str] = []

    def run(key: str, task: str, folder: Path, sizes: Sizes) -> Reading:
        order.append(key)
        return replace(ONE, seconds=61 if key == "weasyprint" else 59)

    monkeypatch.setattr(race, "_run", run)
    race._run_task("merged-small", tmp_path, FULL, 3, {}, {})
    assert order.count("weasyprint") == 1
    assert order.count("typst") == 3


def test_a_process_is_measured_from_outside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    code = f"open({str(out)!r}, 'wb').write(bytes(50_000_000)); print(1.5)"
    reading = measure([sys.executable, "-c", code], {}, out, tells=True)
    assert reading.size == 50_000_000
    assert reading.told == 1.5
    assert reading.peak > 48
    with pytest.raises(FailedError, match="exit code 3"):
        measure([sys.executable, "-c", "raise SystemExit(3)"], {}, out, tells=False)


def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    child = "import time; held = bytearray(60_000_000); time.sleep(0.6)"
    code = (
        "import subprocess, sys\n"
        f"two = [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]\n"
        "[one.wait() for one in two]"
    )
    assert measure([sys.executable, "-c", code], {}, tmp_path, tells=False).peak > 115


def test_every_task_has_commands_and_every_gap_its_reason() -> None:
    for engine in ENGINES.values():
        assert set(engine.commands) <= set(TASKS)
        assert set(engine.left_out) <= set(engine.commands)
    assert set(ROUNDS) <= set(TASKS)
    assert [FULL.count(task) for task in MERGED] == [100, 1000, 10_000]
    assert [QUICK.count(task) for task in (*MERGED, "merged-1", "cold")] == [10, 50, 100, 1, 1]


def test_a_roster_has_a_row_for_each_client(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    write_roster(path, 300)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["id"] for row in rows}) == len({row["client"] for row in rows}) == 300
    assert [row["client"] for row in rows] == [values["client"] for values in clients(300)]
    assert {row["side"] for row in rows} == {"left"}
    assert {row["note"] for row in rows} == {""}
