"""A run that is gone on with on another day asks, so that no client gets two sheets."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from handouts.batch.manifest import MANIFEST
from handouts.batch.other_days import check_days
from handouts.batch.planner import RowProblems, plan
from handouts.batch.separate_files import Delivery, deliver
from handouts.workers.executors import InlineExecutor
from patterns.errors import ExitCode, UserError
from tests.helpers.batching import DAY, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handouts.batch.planner import BatchJob
    from handouts.roster.reader import RosterRow

NEXT = date(2026, 11, 24)


def jobs_on(desk: Desk, day: date, rows: Sequence[RosterRow]) -> Sequence[BatchJob]:
    return plan(rows, desk.defaults, day, desk.cache, InlineExecutor(), RowProblems("r.csv"))


def run(desk: Desk, day: date, rows: Sequence[RosterRow], out: Path, *, force: bool = False) -> int:
    """Check and make rows whose day is that of the clock; return how many were made."""
    jobs = jobs_on(desk, day, rows)
    check_days(jobs, out, day)
    made = deliver(jobs, Delivery(out, force, InlineExecutor(), 0, lambda: 0.0))
    return sum(one.fresh for one in made)


def refused(desk: Desk, rows: Sequence[RosterRow], out: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        run(desk, NEXT, rows, out)
    return caught.value


def test_a_run_gone_on_with_on_another_day_asks(desk: Desk, tmp_path: Path) -> None:
    rows = desk.rows("Ann", "Bo", "Cy", "Di")
    run(desk, DAY, rows[:3], tmp_path)  # stopped before the fourth
    error = refused(desk, rows, tmp_path)
    assert error.exit_code == ExitCode.CANNOT_WRITE
    assert str(error) == (
        f"{tmp_path}: 3 handouts of these rows were made on 2026-11-23; give --date 2026-11-23 to "
        "go on with that run, or --date 2026-11-24 to make new ones"
    )
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert run(desk, DAY, rows, tmp_path) == 1


def test_a_change_of_the_brand_or_the_program_does_not_hide_the_row(
    desk: Desk, tmp_path: Path
) -> None:
    run(desk, DAY, desk.rows("Ann"), tmp_path)
    other = replace(desk, defaults=desk.defaults._replace(edition="ink-saver"))
    assert "1 handout of these rows was made on 2026-11-23" in str(
        refused(other, other.rows("Ann"), tmp_path)
    )


@pytest.mark.parametrize(
    "more",
    [{"note": "Better now"}, {"copies": 2}, {"date": NEXT}],
    ids=lambda more: next(iter(more)),
)
def test_another_row_of_the_same_client_is_another_session(
    desk: Desk, tmp_path: Path, more: dict[str, Any]
) -> None:
    run(desk, DAY, [desk.row(1, "Ann")], tmp_path)
    assert run(desk, NEXT, [desk.row(1, "Ann", **more)], tmp_path) == 1


def test_sheets_that_are_gone_or_there_for_today_ask_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = desk.rows("Ann")
    run(desk, DAY, rows, tmp_path)
    jobs = jobs_on(desk, NEXT, rows)
    list(deliver(jobs, Delivery(tmp_path, False, InlineExecutor(), 0, lambda: 0.0)))
    assert run(desk, NEXT, rows, tmp_path) == 0
    for path in tmp_path.glob("*.pdf"):
        path.unlink()
    assert run(desk, NEXT, rows, tmp_path) == 1


def test_a_manifest_of_before_is_still_read(desk: Desk, tmp_path: Path) -> None:
    rows = desk.rows("Ann")
    run(desk, DAY, rows, tmp_path)
    record = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    del record["row"]
    (tmp_path / MANIFEST).write_text(json.dumps(record, separators=(",", ":")) + "\n", "utf-8")
    assert run(desk, DAY, rows, tmp_path) == 0
    assert run(desk, NEXT, rows, tmp_path) == 1
