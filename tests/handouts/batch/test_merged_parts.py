"""The numbered files of a split batch: complete, and never mixed with those of an earlier run."""

from __future__ import annotations

import os
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch.merged_parts import is_our_pdf, leftover_parts, merged_parts
from handouts.batch.run import Batch, check_batch, run_batch
from handouts.request.values import ClientText
from handouts.template.stamp import stamp_client
from patterns.errors import ExitCode, UserError
from tests.helpers.batching import DAY, Desk
from tests.helpers.failing_disk import names

if TYPE_CHECKING:
    from collections.abc import Iterable

few = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])

OTHERS = (
    "pile.pdf",
    "pile-01.pdf",
    "pile-0004.pdf",
    "pile-004.PDF",
    "pile-004.txt",
    "a-004.pdf",
)
"""Names that are not of the series `pile-NNN.pdf`."""


def make(desk: Desk, folder: Path, count: int, split: int, *, force: bool = True) -> None:
    """Merge so many clients into files of `split` clients."""
    roster = folder.parent / "clients.csv"
    roster.write_text(desk.table([{"client": "Ann"}] * count))
    batch = Batch(
        roster=roster,
        defaults=desk.defaults,
        personal=ClientText(DAY),
        merged=folder / "pile.pdf",
        split=split,
        force=force,
        timer=lambda: 0.0,
    )
    with check_batch(batch, desk.cache) as checked:
        list(run_batch(checked))


def numbered(numbers: Iterable[int]) -> list[str]:
    return [f"pile-{number:03}.pdf" for number in numbers]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


@given(count=st.integers(1, 3000), split=st.none() | st.integers(1, 4000))
def test_parts_hold_every_job_once_and_in_order(count: int, split: int | None) -> None:
    jobs: Any = range(count)
    parts = merged_parts(jobs, Path("there") / "pile.pdf", split)
    assert [job for _, some in parts for job in some] == list(jobs)
    assert len({path for path, _ in parts}) == len(parts)
    assert all(path.suffix == ".pdf" and path.parent.name == "there" for path, _ in parts)
    assert all(1 <= len(some) <= (split or count) for _, some in parts)


@few
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_only_the_files_of_the_last_run_are_left(
    desk: Desk, folder: Path, count: int, split: int, later: int, later_split: int
) -> None:
    for name in OTHERS:
        (folder / name).write_text("mine")
    make(desk, folder, count, split)
    make(desk, folder, later, later_split)
    left = numbered(range(1, ceil(later / later_split) + 1))
    assert names(folder) == sorted([*OTHERS, *left])


def test_without_force_a_series_is_not_mixed(desk: Desk, folder: Path) -> None:
    make(desk, folder, 3, 1)
    for name in numbered([1, 2]):
        (folder / name).unlink()
    with pytest.raises(UserError) as caught:
        make(desk, folder, 2, 1, force=False)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert str(caught.value).startswith(f"{folder}/pile-003.pdf: is there already; choose another")
    assert names(folder) == ["pile-003.pdf"]


def test_files_of_others_are_refused_by_name_before_anything_is_made(
    desk: Desk, folder: Path
) -> None:
    make(desk, folder, 3, 1)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    (folder / "pile-004.pdf").write_bytes(b"%PDF-1.7\n" + bytes(900))
    (folder / "pile-005.pdf").write_bytes(b"")
    (folder / "pile-006.pdf").symlink_to("pile-003.pdf")
    (folder / "pile-007.pdf").mkdir()
    os.mkfifo(folder / "pile-008.pdf")
    foreign = numbered(range(4, 9))
    with pytest.raises(UserError) as caught:
        make(desk, folder, 1, 1)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert [Path(problem.file).name for problem in caught.value.problems] == foreign
    assert {problem.message for problem in caught.value.problems} == {
        "is there already and is no file of ours"
    }
    assert names(folder) == sorted([*before, *foreign])
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_sheet_of_ours_is_known(desk: Desk, folder: Path) -> None:
    (job,) = desk.jobs(desk.rows("Ann"))
    pdf = stamp_client(job.prepared, job.personal)
    (folder / "a.pdf").write_bytes(pdf)
    (folder / "b.pdf").write_bytes(pdf.replace(b"<pdf:Producer>Handouts", b"<pdf:Producer>Others"))
    (folder / "c.pdf").write_bytes(b"x" + pdf)
    found = [name for name in names(folder) if is_our_pdf(folder / name)]
    assert found == ["a.pdf"]


def test_more_than_a_thousand_files_are_one_series(folder: Path) -> None:
    for name in numbered([999, 1000, 1001]):
        (folder / name).write_bytes(b"")
    with pytest.raises(UserError) as caught:
        leftover_parts(folder / "pile.pdf", [folder / "pile-999.pdf"], replace=False)
    assert len(caught.value.problems) == 2
