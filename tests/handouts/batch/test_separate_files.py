"""Write files into a folder: whole, private, made once; after any failure, the next run goes on."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import Executor, Future
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from handouts.batch.manifest import MANIFEST
from handouts.batch.separate_files import (
    Delivery,
    StampTask,
    deliver,
    file_name,
    stamp_clients,
)
from handouts.files.atomic import BATCH_TEMP_PREFIX
from handouts.pdf.verify import verify
from handouts.request.values import ClientText
from handouts.template.codec import to_bytes
from handouts.template.stamp import stamp_client
from handouts.workers.executors import InlineExecutor, workers
from patterns.errors import ExitCode, UserError
from tests.helpers.batching import CANARIES, CANARY, DAY, Desk
from tests.helpers.failing_disk import failing, names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.batch.planner import BatchJob, FinishedJob

CLIENTS = ("Ann", "Bo", None, "Łucja", CANARY)


def run(
    jobs: Iterable[BatchJob], folder: Path, *, force: bool = False, executor: Executor | None = None
) -> list[FinishedJob]:
    """Deliver jobs; the clock stands still."""
    chosen = executor or InlineExecutor()
    return list(deliver(jobs, Delivery(folder, force, chosen, 0, lambda: 0.0)))


def refused(jobs: Iterable[BatchJob], folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        run(jobs, folder)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    return caught.value


def manifest(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / MANIFEST).read_text().splitlines()]


def sheets(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder without the manifest."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


def written(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what changes when a file is written again."""
    found = {path.name: path.stat() for path in folder.iterdir() if path.name != MANIFEST}
    return {name: (status.st_ino, status.st_mtime_ns) for name, status in found.items()}


@pytest.fixture
def jobs(desk: Desk) -> tuple[BatchJob, ...]:
    return desk.jobs(desk.rows(*CLIENTS))


@pytest.fixture
def changed(desk: Desk, jobs: tuple[BatchJob, ...]) -> tuple[BatchJob, ...]:
    """Return the jobs after the second row and the fourth were changed."""
    clients = ("Ann", "Beau", None, "Łukasz", CANARY)
    return desk.jobs(desk.rows(*clients))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "new" / "out"


def test_a_whole_private_file_for_each_job(jobs: tuple[BatchJob, ...], out: Path) -> None:
    done = run(jobs, out)
    assert {one.job.row.id for one in done if one.fresh} == {job.row.id for job in jobs}
    assert sheets(out) == {
        f"{job.row.id}-2026-11-23.pdf": stamp_client(job.prepared, job.personal) for job in jobs
    }
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}


def test_the_manifest_lists_what_was_made(jobs: tuple[BatchJob, ...], out: Path) -> None:
    run([replace(job, row=replace(job.row, copies=2)) for job in jobs], out)
    listed = {line["id"]: line for line in manifest(out)}
    assert sorted(listed) == ["c-1", "c-2", "c-3", "c-4", "c-5"]
    first, data = listed["c-1"], (out / "c-1-2026-11-23.pdf").read_bytes()
    assert (first["pattern"], first["version"], first["copies"]) == ("elbow", "0.1", 2)
    assert (first["sides"], first["bytes"]) == (verify(data), len(data))
    text = (out / MANIFEST).read_text()
    assert not [word for word in (*CANARIES, "Ann", "Bo") if word in text]


def test_what_is_finished_is_not_made_twice(jobs: tuple[BatchJob, ...], out: Path) -> None:
    run(jobs[:3], out)
    for path in out.iterdir():
        os.utime(path, (4_000_000_000, 4_000_000_000))  # a clock that was set back since
    before = written(out)
    done = run(jobs, out)
    assert sorted(one.job.row.id for one in done if one.fresh) == ["c-4", "c-5"]
    assert before.items() <= written(out).items()
    assert len(manifest(out)) == 5


def test_another_day_is_another_file(desk: Desk, jobs: tuple[BatchJob, ...], out: Path) -> None:
    run(jobs[:1], out)
    run(desk.jobs([desk.row(1, "Ann", date=DAY.replace(day=1))]), out)
    assert sorted(sheets(out)) == ["c-1-2026-11-01.pdf", "c-1-2026-11-23.pdf"]


def test_changed_rows_are_refused_before_anything_is_written(
    jobs: tuple[BatchJob, ...], changed: tuple[BatchJob, ...], out: Path
) -> None:
    run(jobs[:4], out)
    before, records = sheets(out), manifest(out)
    error = refused(changed, out)
    assert str(error).replace(str(out), "out") == "\n".join(
        f"out/c-{n}-2026-11-23.pdf: is there already, and not from this row as it is now; "
        "choose another folder, or write over it with --force"
        for n in (2, 4)
    )
    assert (sheets(out), manifest(out)) == (before, records)


def test_force_writes_changed_rows_over_and_leaves_the_others(
    jobs: tuple[BatchJob, ...], changed: tuple[BatchJob, ...], out: Path
) -> None:
    run(jobs, out)
    done = run(changed, out, force=True)
    assert sorted(one.job.row.id for one in done if one.fresh) == ["c-2", "c-4"]
    assert not [one for one in run(changed, out) if one.fresh]
    job = changed[1]
    assert sheets(out)["c-2-2026-11-23.pdf"] == stamp_client(job.prepared, job.personal)


def test_a_file_that_is_written_and_not_in_the_manifest_is_added(
    jobs: tuple[BatchJob, ...], out: Path
) -> None:
    run(jobs, out)
    lines = (out / MANIFEST).read_bytes().splitlines(keepends=True)
    (out / MANIFEST).write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    before = written(out)
    assert [one.fresh for one in run(jobs, out)].count(True) == 1
    assert before.items() <= written(out).items()
    assert len(manifest(out)) == 5


def test_an_altered_file_is_refused(jobs: tuple[BatchJob, ...], out: Path) -> None:
    run(jobs, out)
    path = out / "c-3-2026-11-23.pdf"
    path.write_bytes(path.read_bytes()[:-1])
    assert str(refused(jobs, out)).startswith(f"{path}: is there already")
    path.unlink()
    assert [one.job.row.id for one in run(jobs, out) if one.fresh] == ["c-3"]


def test_a_finished_sheet_that_is_damaged_is_told_so(out: Path, desk: Desk) -> None:
    jobs = desk.jobs(desk.rows("Ann", "Bo"))
    run(jobs, out)
    (out / file_name(jobs[0])).write_bytes(b"%PDF")
    with pytest.raises(UserError) as caught:
        run(jobs, out)
    told = str(caught.value).removeprefix(f"{out / file_name(jobs[0])}: ")
    assert told == (
        "is there already, made from this row, and has been altered or damaged since; "
        "delete it, or write over it with --force"
    )


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "dangling"])
def test_a_link_with_the_name_of_a_file_is_never_followed(
    jobs: tuple[BatchJob, ...], out: Path, kind: str
) -> None:
    out.mkdir(parents=True)
    path, other = out / "c-1-2026-11-23.pdf", out.parent / "other"
    pdf = stamp_client(jobs[0].prepared, jobs[0].personal)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(other)
    if kind == "link":
        other.write_bytes(pdf)
    refused(jobs, out)
    assert names(out) == [path.name, MANIFEST]
    if kind in {"folder", "pipe"}:
        with pytest.raises(UserError, match=r"is a (folder|device or a pipe)"):
            run(jobs, out, force=True)
    else:
        run(jobs, out, force=True)
        assert not path.is_symlink()
        assert path.read_bytes() == pdf
    assert not other.exists() or other.read_bytes() == pdf


def test_a_folder_that_is_a_file(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = refused(jobs, tmp_path / "file")
    assert str(error).endswith("file: lies in a folder that is a file; choose another folder")


def test_temporary_files_of_a_killed_run_are_deleted_and_nothing_else(
    jobs: tuple[BatchJob, ...], out: Path
) -> None:
    out.mkdir(parents=True)
    (out / f"{BATCH_TEMP_PREFIX}0123.part").write_text("half")
    for mine in ("notes.part", ".handout-9.part", f"{BATCH_TEMP_PREFIX}0123"):
        (out / mine).write_text("mine")
    run(jobs[:1], out)
    assert names(out) == [
        ".handout-9.part",
        f"{BATCH_TEMP_PREFIX}0123",
        "c-1-2026-11-23.pdf",
        MANIFEST,
        "notes.part",
    ]


def test_a_second_run_is_refused_and_the_first_goes_on(
    jobs: tuple[BatchJob, ...], out: Path
) -> None:
    first = deliver(jobs, Delivery(out, False, InlineExecutor(), 0, lambda: 0.0))
    next(first)
    with pytest.raises(UserError) as caught:
        run(jobs, out)
    assert caught.value.exit_code == ExitCode.BUSY
    assert len(list(first)) == 4
    assert len(sheets(out)) == len(manifest(out)) == 5


class WrongWorker(Executor):
    """A worker that returns other sheets than those of its task."""

    def __init__(self, made: tuple[bytes, ...]) -> None:
        self._made = made

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(self._made)
        return done


def test_sheets_of_a_worker_are_verified_before_they_are_written(
    jobs: tuple[BatchJob, ...], out: Path
) -> None:
    pdf = stamp_client(jobs[0].prepared, jobs[0].personal)
    for made in ((), (pdf, pdf), (pdf[:-2],), (b"",), (b"%PDF-1.7",), (pdf[:9000] + pdf,)):
        with pytest.raises(ValueError, match=r"worker|body|end|object|table"):
            run(jobs[:1], out, executor=WrongWorker(made))
    assert sheets(out) == {}


def test_a_task_makes_sheets_or_raises_their_problems(jobs: tuple[BatchJob, ...]) -> None:
    job = jobs[0]
    task = StampTask(to_bytes(job.prepared.template), (job.personal,))
    long = replace(task, clients=(job.personal._replace(client="W" * 60),))
    with workers(2) as pool:
        made = pool.submit(stamp_clients, task).result()
        failed = pool.submit(stamp_clients, long).exception()
    assert made == [stamp_client(job.prepared, job.personal)]
    assert isinstance(failed, UserError)
    assert [problem.field for problem in failed.problems] == ["client"]


def test_the_text_of_a_task_names_no_client() -> None:
    task = StampTask(b"a template", (ClientText(DAY, CANARY, CANARY, CANARY),))
    assert CANARY not in repr((task, task.clients))


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "replace", "link"])
def test_whatever_fails_every_file_is_whole_and_the_next_run_goes_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, force: bool
) -> None:
    jobs = desk.jobs(desk.rows(*CLIENTS, *CLIENTS))
    changed = desk.jobs(desk.rows(*(f"{client or 'Ada'} Day" for client in CLIENTS * 2)))
    wanted = {file_name(job): stamp_client(job.prepared, job.personal) for job in changed}
    earlier = {file_name(job): stamp_client(job.prepared, job.personal) for job in jobs}
    failed = 0
    for turn in count(1):
        out = tmp_path / str(turn)
        if force:
            run(jobs, out)
        calls = failing(monkeypatch, name, turn)
        error = None
        try:
            run(changed, out, force=force)
        except UserError as caught:
            error = caught
        monkeypatch.undo()
        if len(calls) < turn:  # there is no n-th call any more
            break
        if error:
            failed += 1
            assert error.exit_code == ExitCode.CANNOT_WRITE
            assert "has no room left on the disk" in str(error)
        for file, data in sheets(out).items() if out.exists() else ():
            assert data in (wanted.get(file), earlier.get(file) if force else None), file
        run(changed, out, force=force)
        assert sheets(out) == wanted
        assert {line["file"] for line in manifest(out)} == set(wanted)
    assert failed or (name, force) in {("replace", False), ("link", True)}
