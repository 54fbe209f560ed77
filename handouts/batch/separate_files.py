"""Jobs and a folder in; a file for each job there out, each whole before the next is begun.

The folder's manifest says what is finished: a run that was stopped is gone on with by running it
again, and what is there already is neither made nor written twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.manifest import Record, open_journal
from handouts.batch.tasks import StampTask, stamp_clients
from handouts.files.atomic import oserror_as_user_error, remove_stale_temps, write_together
from handouts.files.targets import make_folder
from handouts.pdf.verify import verify_stamped
from handouts.template.codec import to_bytes
from handouts.workers.executors import map_ordered
from patterns.errors import ExitCode, Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from handouts.batch.manifest import ManifestWriter
    from handouts.batch.planner import BatchJob

CHUNK = 40
"""How many sheets one task stamps: some milliseconds of work, some megabytes of result."""

TOGETHER = CHUNK
"""How many files are written together; as many may have to be made again after a power cut."""

OWN_FOLDER = 0o700

_IS_THERE = "is there already, and not from this row as it is now"
_MAKE_ROOM = "choose another folder, or write over it with --force"


class Delivered(NamedTuple):
    """A job whose file is there; `fresh` tells whether this run wrote it."""

    job: BatchJob
    record: Record
    fresh: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where files go, who stamps them, how many tasks may wait, and the clock that times them.

    `at_last` is called after the last file, while no other run may write into the folder.
    """

    folder: Path
    replace: bool
    helpers: Executor
    ahead: int
    timer: Callable[[], float]
    at_last: Callable[[], None] = lambda: None


def deliver(jobs: Iterable[BatchJob], to: Delivery) -> Iterator[Delivered]:
    """Write a file for each job, template by template, and give each once it is there.

    Raises `UserError` for a folder that cannot be written, with `ExitCode.BUSY` for one that
    another run has, and, before anything is written, for files that are there already and were
    not made from the same rows.
    """
    make_folder(to.folder, mode=OWN_FOLDER)
    with open_journal(to.folder) as journal:
        remove_stale_temps(to.folder)
        finished, missing = _sorted(jobs, journal)
        if not to.replace:
            _refuse_others(missing, to)
        yield from finished
        stamped = _stamped(missing, to)
        start = to.timer()
        while group := list(islice(stamped, TOGETHER)):
            files = [(to.folder / file_name(job), pdf) for job, pdf in group]
            write_together([f for f in files if not _holds(*f)], replace=to.replace)
            start, begun = to.timer(), start
            for job, pdf in group:
                record = _record(job, pdf, (start - begun) / len(group))
                journal.add(record)
                yield Delivered(job, record, fresh=True)
        to.at_last()


def file_name(job: BatchJob) -> str:
    """Name a file after the id and the day of a row, never after the client."""
    return f"{job.row.id}-{job.personal.date.isoformat()}.pdf"


def made_from(job: BatchJob) -> str:
    """Digest all that a record tells and a file is made from."""
    lines = (job.personal.client, job.personal.next_visit, job.personal.note)
    said = f"{job.row.id} {job.name} {job.personal.date} {job.row.copies} {lines!r}"
    return sha256(said.encode()).hexdigest()


def _sorted(
    jobs: Iterable[BatchJob], journal: ManifestWriter
) -> tuple[list[Delivered], list[BatchJob]]:
    """Tell the jobs that are finished from those that are not, each in order of templates."""
    finished, missing = [], []
    for job in sorted(jobs, key=attrgetter("name")):
        if record := journal.finished(file_name(job), made_from(job)):
            finished.append(Delivered(job, record, fresh=False))
        else:
            missing.append(job)
    return finished, missing


def _refuse_others(jobs: Iterable[BatchJob], to: Delivery) -> None:
    """Raise `UserError` for every file that has the name of a job and holds something else.

    One that holds the same was written by a run that was killed before it came to note it.
    """
    there = [job for job in jobs if os.path.lexists(to.folder / file_name(job))]
    problems = [
        Problem(str(to.folder / file_name(job)), 0, 0, "", _IS_THERE, _MAKE_ROOM)
        for job, pdf in _stamped(there, to)
        if not _holds(to.folder / file_name(job), pdf)
    ]
    if problems:
        raise UserError(problems, ExitCode.CANNOT_WRITE)


def _holds(path: Path, pdf: bytes) -> bool:
    """Tell whether a file of our own is there and holds the same already."""
    with oserror_as_user_error(path):
        own = path.is_file() and not path.is_symlink() and path.stat().st_size == len(pdf)
        return own and path.read_bytes() == pdf


def _stamped(jobs: Iterable[BatchJob], to: Delivery) -> Iterator[tuple[BatchJob, bytes]]:
    """Stamp sheets, many in one task; each is looked at before it is handed on."""
    for batch, answer in map_ordered(to.helpers, stamp_clients, _chunks(jobs), to.ahead):
        if len(answer.made) != len(batch):
            raise ValueError("a helper gave fewer sheets than it was asked for")
        for job, pdf in zip(batch, answer.made, strict=True):
            verify_stamped(pdf, job.prepared.body, job.prepared.leaves.streams.values())
            yield job, pdf


def _record(job: BatchJob, pdf: bytes, seconds: float) -> Record:
    about = job.prepared.template.about
    return Record(
        id=job.row.id,
        file=file_name(job),
        sha256=sha256(pdf).hexdigest(),
        bytes=len(pdf),
        pattern=about.pattern,
        version=about.version,
        sides=len(job.prepared.template.pages),
        copies=job.row.copies,
        seconds=round(seconds, 6),
        made_from=made_from(job),
    )


def _chunks(jobs: Iterable[BatchJob]) -> Iterator[tuple[list[BatchJob], StampTask]]:
    """Divide jobs, which are in the order of their templates, into tasks."""
    for _, group in groupby(jobs, attrgetter("name")):
        some = list(group)
        template = to_bytes(some[0].prepared.template)
        for start in range(0, len(some), CHUNK):
            batch = some[start : start + CHUNK]
            yield batch, StampTask(template, tuple(job.personal for job in batch))
